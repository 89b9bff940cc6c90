// The way of an announcement: written on Slack, approved by somebody else on Discord, in both places once, corrected
// and taken back. One story, read from top to bottom; whatever happens in it is done as people do it.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { english } from "../../src/messages/english.ts";
import {
  type AnnouncementsShown,
  announcementPosts,
  announcementsShown,
} from "../support/announcements-shown.ts";
import { openEventDesk, statedCalendar } from "../support/event-desk.ts";
import { memberRole, people, places } from "../support/fake-discord/world.ts";
import { generalChannel } from "../support/fake-slack/workspace.ts";
import { createSomebodyOnDiscord, type SomebodyOnDiscord } from "../support/on-discord.ts";
import { createSomebodyOnSlack, type SomebodyOnSlack } from "../support/on-slack.ts";
import { linkCodeIn } from "../support/public-bot.ts";
import { type BotBetweenFakes, createFakes, startBotBetween } from "../support/running-bot.ts";
import { patience } from "../support/somebody.ts";

const { announcements: words, announcementStatus: status, setup, accounts } = english;
const { form } = words;
const sams = "U0SAM00002";
const alexs = "U0ALEX0003";
const alexOnDiscord = "200000000000000003";

let between: BotBetweenFakes;
let ada: SomebodyOnSlack;
/** Looks after North Cluster and writes. */
let sam: { readonly slack: SomebodyOnSlack; readonly discord: SomebodyOnDiscord };
/** Approves what others write. */
let alex: { readonly slack: SomebodyOnSlack; readonly discord: SomebodyOnDiscord };

beforeAll(async () => {
  const fakes = await createFakes();
  const { workspace } = fakes.slack;
  for (const id of [sams, alexs]) {
    workspace.users.set(id, { id, teamId: workspace.teamId });
    workspace.channels.get(generalChannel)?.members.add(id);
  }
  const { members } = fakes.discord.world;
  members.set(alexOnDiscord, { userId: alexOnDiscord, roles: [], pending: false, flags: 0 });
  const consent = { cluster: "north", members: "everyone", channels: {} };
  between = await startBotBetween(fakes, {
    settingsFile: {
      federation: "fed",
      administrators: [`slack:${workspace.teamId}/${workspace.person}`],
      workspaces: [
        { platform: "slack", id: workspace.teamId, ...consent },
        { platform: "discord", id: fakes.discord.world.guildId, ...consent, members: [memberRole] },
      ],
    },
    documents: { "clusters.yaml": clusters },
    environment: {},
  });
  ada = onSlack(workspace.person);
  sam = { slack: onSlack(sams), discord: onDiscord(people.asker) };
  alex = { slack: onSlack(alexs), discord: onDiscord(alexOnDiscord) };
});
afterAll(() => between.close());

const clusters = `federation: fed
clusters:
  - id: fed
    name: The Federation
  - id: north
    name: North Cluster
    region: North East
`;

function onSlack(user: string): SomebodyOnSlack {
  const { slack } = between;
  return createSomebodyOnSlack({ slack, carrier: slack.socket, workspace: slack.workspace, user });
}

function onDiscord(userId: string): SomebodyOnDiscord {
  return createSomebodyOnDiscord({ discord: between.discord, channelId: places.general, userId });
}

const shown = (): AnnouncementsShown => announcementsShown(between);
const posts = (): readonly [string, string] => announcementPosts(between);

/** The calendar of North Cluster has this as well, tomorrow. */
async function putOn(audience: "public" | "members", title: string): Promise<void> {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const event = [
    `UID:${title}@x`,
    `SUMMARY:${title}`,
    `DTSTART:${day}T180000Z`,
    "LOCATION:Old Mill\\, Newcastle",
  ];
  const audienceClusters = audience === "public" ? [] : ["north"];
  const file = statedCalendar([event], { defaults: { clusterId: "north", audience, audienceClusters } });
  await openEventDesk(between.bot.core.database).importFile(file, { sourceKey: `${title}.ics` });
}

async function untilShown(isSo: (now: AnnouncementsShown) => boolean): Promise<AnnouncementsShown> {
  return await vi.waitFor(() => {
    const now = shown();
    if (!isSo(now)) throw new Error(JSON.stringify(now));
    return now;
  }, patience);
}

/** What its author is told in direct messages, without having asked. */
async function untilAuthorIsTold(text: string): Promise<readonly string[]> {
  return await vi.waitFor(() => {
    const told = sam.slack.toldDirectly();
    if (!told.some((message) => message.includes(text))) throw new Error(JSON.stringify(told));
    return told;
  }, patience);
}

async function link(on: { slack: SomebodyOnSlack; discord: SomebodyOnDiscord }): Promise<void> {
  await on.discord.uses("link", { code: linkCodeIn(await on.slack.says("link")) });
  await on.discord.presses(accounts.confirm.button);
}

describe("An announcement", () => {
  it("has people who write it and others who approve it, known on both platforms", async () => {
    await ada.says(`grant give ${sam.slack.reference} manager North Cluster`);
    await ada.says(`grant give ${alex.slack.reference} approver North Cluster`);
    await link(sam);
    await link(alex);

    expect(await sam.discord.uses("whoami")).toContain("manager of North Cluster");
    expect(await alex.discord.uses("whoami")).toContain("approver of North Cluster");
  });

  it("has channels that are set up for it", async () => {
    const channels = {
      [setup.channelsForm.purposes]: [setup.purposes.announcements, setup.purposes.digests],
      [setup.channelsForm.audience]: setup.channelsForm.audiences.public,
    };
    const onSlackSide = await sam.slack.fillsIn("setup channels", {
      [setup.channelsForm.channels]: [generalChannel],
      ...channels,
    });
    const onDiscordSide = await sam.discord.fillsIn("setup channels", {
      [setup.channelsForm.channels]: [places.general],
      ...channels,
    });

    for (const told of [onSlackSide, onDiscordSide]) expect(told).toContain(setup.purposes.announcements);
  });

  it("is written once, on Slack, and shown as each channel will see it before anybody is asked", async () => {
    const draft = await sam.slack.fillsIn("announce", {
      [form.titleField]: "Doors open at six",
      [form.text]: "The **autumn meet-up** is on.\n\n- Talks\n- Food",
      [form.to]: "North Cluster",
      [form.when]: "now",
    });

    expect(draft).toContain(words.states.draft);
    expect(draft).toContain("The autumn meet-up is on.");
    expect(draft).toContain(words.destinations(2));
    expect(shown()).toEqual({ slack: [], discord: [] });
  });

  it("is put to be approved, and not by whoever wrote it, whichever account they use", async () => {
    await ada.says(`grant give ${sam.slack.reference} approver North Cluster`);
    expect(await sam.slack.presses(words.button.ask)).toContain(words.states["awaiting-approval"]);
    expect(await sam.slack.presses(english.announcementPreview.button.slack)).toContain("autumn meet-up");

    expect(await sam.slack.says("announce show A1")).toContain(words.button.approve);
    expect(await sam.slack.presses(words.button.approve)).toContain(words.undecided["same-person"]);
    await sam.discord.uses("announce show", { announcement: "A1" });
    expect(await sam.discord.presses(words.button.approve)).toContain(words.undecided["same-person"]);
    expect(shown()).toEqual({ slack: [], discord: [] });
  });

  it("asks whoever can approve it, in a direct message", async () => {
    // On one of their accounts.
    const asked = await vi.waitFor(() => {
      const onDiscordSide = between.discord.seen().map(({ content }) => content);
      const told = [...alex.slack.toldDirectly(), ...onDiscordSide];
      const found = told.filter((message) => message.includes(words.told.approve("")));
      if (found.length === 0) throw new Error("nobody was asked");
      return found;
    }, patience);

    expect(asked).toEqual([expect.stringContaining("A1 “Doors open at six”")]);
    expect(sam.slack.toldDirectly()).toEqual([]);
  });

  it("is approved by somebody else, on Discord, and is in both channels, once", async () => {
    await alex.discord.uses("announce show", { announcement: "A1" });
    expect(await alex.discord.presses(words.button.approve)).toContain(words.decided.approve);

    const now = await untilShown(({ slack, discord }) => slack.length > 0 && discord.length > 0);
    for (const texts of [now.slack, now.discord]) {
      expect(texts).toHaveLength(1);
      expect(texts[0]).toContain("Doors open at six");
      expect(texts[0]).toContain("autumn meet-up");
    }
  });

  it("tells its author, in a direct message, how far it got", async () => {
    expect(await untilAuthorIsTold(status.reached.post(2, 2))).toEqual([
      expect.stringContaining("A1 “Doors open at six”: 2 of 2 posted."),
    ]);
  });

  it("can be followed by its author, channel by channel", async () => {
    await vi.waitFor(async () => {
      const now = await sam.slack.says("announce show A1");
      for (const part of [words.count.done(2), words.states.finished]) expect(now).toContain(part);
    }, patience);
  });

  it("is corrected everywhere, once somebody else approves the correction", async () => {
    await sam.slack.fillsIn("announce correct A1", {
      [form.titleField]: "Doors open at seven",
      [form.text]: "The **autumn meet-up** is on, an hour later. Doors open at 19:00.",
    });
    expect(shown().slack[0]).toContain("Doors open at six");

    await alex.discord.uses("announce show", { announcement: "A1" });
    await alex.discord.presses(words.button.approveEdit);

    const isCorrected = (texts: readonly string[]): boolean =>
      texts[0]?.includes("Doors open at seven") === true;
    const now = await untilShown(({ slack, discord }) => isCorrected(slack) && isCorrected(discord));
    expect([now.slack.length, now.discord.length]).toEqual([1, 1]);
    expect(await untilAuthorIsTold(status.reached.edit(2, 2))).toHaveLength(1);
  });

  it("answers whoever asks right under it, and nobody elsewhere", async () => {
    const [onSlackSide, onDiscordSide] = posts();

    const answers = [
      await ada.mentionsUnder(onSlackSide, "when is it?"),
      await sam.discord.mentionsUnder(onDiscordSide, "when is it?"),
    ];
    for (const answer of answers) {
      expect(answer).toContain("Doors open at 19:00.");
      expect(answer).toContain("Doors open at seven");
    }
    expect(await ada.mentions("when is it?")).not.toContain("19:00");
  });

  it("is taken back everywhere, which nobody has to approve", async () => {
    const [thread] = posts();
    expect(await sam.discord.uses("announce recall", { announcement: "A1" })).toContain("A1");
    expect(shown().slack).toHaveLength(1);
    await sam.discord.presses(words.button.yesRecall);

    await untilShown(({ slack, discord }) => slack.length + discord.length === 0);
    expect(await ada.mentionsUnder(thread, "when is it?")).not.toContain("19:00");
    await vi.waitFor(async () => {
      expect(await sam.slack.says("announce show A1")).toContain(words.changed(2, words.change.recall.done));
    }, patience);
    // One message all the way, which says what became of it.
    expect(await untilAuthorIsTold(status.reached.recall(2, 2))).toHaveLength(1);
  });

  it("is a digest where it is to say what is on, worked out for each place when it is delivered", async () => {
    await putOn("public", "Rust Supper");
    await putOn("members", "Founders Supper");
    const draft = await sam.slack.fillsIn("announce digest", {
      [english.digests.form.body]: "What is on near you:",
      [english.digests.form.days]: "3",
      [form.to]: "North Cluster",
      [form.when]: "now",
    });
    expect(draft).toContain(english.preflight.notes["lists-today"](1));
    expect(draft).toContain("Rust Supper");
    await sam.slack.presses(words.button.ask);
    await putOn("public", "Late Lunch");

    await alex.discord.uses("announce show", { announcement: "A2" });
    await alex.discord.presses(words.button.approve);

    const now = await untilShown(({ slack, discord }) => slack.length > 0 && discord.length > 0);
    for (const texts of [now.slack, now.discord]) {
      expect(texts).toHaveLength(1);
      expect(texts[0]).toMatch(/What is on near you:.*Late Lunch.*Rust Supper|Rust Supper.*Late Lunch/s);
      expect(texts[0]).not.toContain("Founders");
    }
    const [thread] = posts();
    expect(await ada.mentionsUnder(thread, "where is the Rust Supper?")).toContain("Old Mill");
  });

  it("leaves a line for every move, without a word of what it said", async () => {
    const { rows } = await between.bot.core.database.pool.query<{ action: string; line: string }>(
      `SELECT action, audit_entry::text AS line FROM audit_entry
       WHERE action LIKE 'announcement-%' AND subject = 'announcement:A1' ORDER BY id`,
    );

    expect(rows.map(({ action }) => action)).toEqual([
      "announcement-written",
      "announcement-ask-approval",
      "announcement-approve",
      "announcement-finish",
      "announcement-propose-edit",
      "announcement-approve-edit",
      "announcement-recall",
    ]);
    for (const { line } of rows) expect(line).not.toMatch(/meet-up|Doors/);
  });
});
