// The way of a policy position: proposed on Slack, put to the clusters by somebody else, signed on Slack and dissented
// from on Discord with the tally live in both, adopted, told to everybody, replaced a year later, and asked for as of
// three dates. One story, read from top to bottom; whatever happens in it is done as people do it.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { english } from "../../src/messages/english.ts";
import {
  type AnnouncementsShown,
  announcementPosts,
  announcementsShown,
} from "../support/announcements-shown.ts";
import { memberRole, people, places } from "../support/fake-discord/world.ts";
import { pingsOf } from "../support/fake-slack/message-rules.ts";
import { generalChannel } from "../support/fake-slack/workspace.ts";
import { createSomebodyOnDiscord, type SomebodyOnDiscord } from "../support/on-discord.ts";
import { createSomebodyOnSlack, type SomebodyOnSlack } from "../support/on-slack.ts";
import { linkCodeIn } from "../support/public-bot.ts";
import { type BotBetweenFakes, createFakes, startBotBetween } from "../support/running-bot.ts";
import { patience } from "../support/somebody.ts";

const { positionWork: work, positionCalls: calls, positionComments: comments, setup, accounts } = english;
const { form } = work;
const ids = { sam: "U0SAM00002", alex: "U0ALEX0003", nora: "U0NORA0004", rita: "U0RITA0005" };
const onDiscordToo = {
  sam: "200000000000000011",
  alex: "200000000000000012",
  rita: "200000000000000003",
};

let between: BotBetweenFakes;
/** Of the position, as people call it. */
let name: string;
/** Administers the federation. */
let ada: { readonly slack: SomebodyOnSlack; readonly discord: SomebodyOnDiscord };
/** Proposes for the federation; Alex approves for it. */
let sam: SomebodyOnSlack;
let alex: SomebodyOnSlack;
/** Signs for North Cluster, on Slack. */
let nora: SomebodyOnSlack;
/** Signs for South Cluster, on Discord. */
let rita: { readonly slack: SomebodyOnSlack; readonly discord: SomebodyOnDiscord };

beforeAll(async () => {
  const fakes = await createFakes();
  const { workspace } = fakes.slack;
  for (const id of Object.values(ids)) {
    workspace.users.set(id, { id, teamId: workspace.teamId });
    workspace.channels.get(generalChannel)?.members.add(id);
  }
  const { members } = fakes.discord.world;
  for (const userId of Object.values(onDiscordToo))
    members.set(userId, { userId, roles: [], pending: false, flags: 0 });
  const everyone = { members: "everyone", channels: {} };
  between = await startBotBetween(fakes, {
    settingsFile: {
      federation: "fed",
      administrators: [`slack:${workspace.teamId}/${workspace.person}`, `discord:${people.asker}`],
      workspaces: [
        { platform: "slack", id: workspace.teamId, cluster: "north", ...everyone },
        {
          platform: "discord",
          id: fakes.discord.world.guildId,
          cluster: "south",
          ...everyone,
          members: [memberRole],
        },
      ],
    },
    documents: { "clusters.yaml": clusters },
    environment: {},
  });
  ada = { slack: onSlack(workspace.person), discord: onDiscord(people.asker) };
  sam = onSlack(ids.sam);
  alex = onSlack(ids.alex);
  nora = onSlack(ids.nora);
  rita = { slack: onSlack(ids.rita), discord: onDiscord(onDiscordToo.rita) };
});
afterAll(() => between.close());

const clusters = `federation: fed
clusters:
  - id: fed
    name: The Federation
  - id: north
    name: North Cluster
  - id: south
    name: South Cluster
`;

function onSlack(user: string): SomebodyOnSlack {
  const { slack } = between;
  return createSomebodyOnSlack({ slack, carrier: slack.socket, workspace: slack.workspace, user });
}

function onDiscord(userId: string): SomebodyOnDiscord {
  return createSomebodyOnDiscord({ discord: between.discord, channelId: places.general, userId });
}

async function untilBothShow(text: string): Promise<AnnouncementsShown> {
  return await vi.waitFor(() => {
    const now = announcementsShown(between);
    const isThere = [now.slack, now.discord].every((texts) => texts.some((one) => one.includes(text)));
    if (!isThere) throw new Error(`not “${text}” in ${JSON.stringify(now)}`);
    return now;
  }, patience);
}

/** Whom the announcements notify on either platform. */
const pinged = () => [
  ...between.slack.workspace.messages
    .filter(({ metadata }) => metadata?.event_type === "clusterbot_announcement")
    .flatMap(pingsOf),
  ...between.discord
    .seen()
    .filter(({ content }) => content.includes("Announcement of"))
    .flatMap((message) => message.pinged),
];

async function link(slack: SomebodyOnSlack, discord: SomebodyOnDiscord): Promise<void> {
  await discord.uses("link", { code: linkCodeIn(await slack.says("link")) });
  await discord.presses(accounts.confirm.button);
}

const inAWeek = (): string => {
  const day = new Date(Date.now() + 7 * 86_400_000);
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];
  const month = [...months, "October", "November", "December"][day.getUTCMonth()];
  return `${day.getUTCDate()} ${month} ${day.getUTCFullYear()} 17:00`;
};

describe("A position", () => {
  it("has people who propose, approve and sign, and closed channels where clusters are asked", async () => {
    const give = (to: string, role: string, cluster: string) =>
      ada.slack.says(`grant give ${to} ${role} ${cluster}`);
    await give(sam.reference, "manager", "The Federation");
    await give(alex.reference, "approver", "The Federation");
    await give(nora.reference, "signatory", "North Cluster");
    await give(rita.slack.reference, "signatory", "South Cluster");
    await link(sam, onDiscord(onDiscordToo.sam));
    await link(alex, onDiscord(onDiscordToo.alex));
    await link(rita.slack, rita.discord);
    expect(await rita.discord.uses("whoami")).toContain("signatory of South Cluster");

    const closed = {
      [setup.channelsForm.purposes]: [setup.purposes.positions],
      [setup.channelsForm.audience]: setup.channelsForm.audiences.members,
    };
    const set = [
      await ada.slack.fillsIn("setup channels", {
        [setup.channelsForm.channels]: [generalChannel],
        ...closed,
      }),
      await ada.discord.fillsIn("setup channels", {
        [setup.channelsForm.channels]: [places.general],
        ...closed,
      }),
    ];
    for (const told of set) expect(told).toContain(setup.purposes.positions);
  });

  it("is proposed, and shown before anybody is asked", async () => {
    const draft = await sam.fillsIn("positions propose", {
      [form.topic]: "Skills",
      [form.titleField]: "On skills",
      [form.text]: "We ask for a levy that large firms can use. It should pay for short courses.",
      [form.asked]: "North Cluster, South Cluster",
      [form.closes]: inAWeek(),
      [form.quorum]: "50%",
    });

    name = /\bP\d+\b/.exec(draft)?.[0] ?? "";
    expect(draft).toContain(work.states.draft);
    expect(announcementsShown(between)).toEqual({ slack: [], discord: [] });
    expect(await ada.slack.says("ask what is our line on skills?")).not.toContain("levy");
  });

  it("is put to the clusters by somebody else than whoever wrote it", async () => {
    await ada.slack.says(`grant give ${sam.reference} approver The Federation`);
    expect(await sam.says(`positions open ${name}`)).not.toContain(work.states.consulting);

    await alex.says(`positions work ${name}`);
    expect(await alex.presses(work.button.open)).toContain(work.states.consulting);

    const shown = await untilBothShow(calls.call("On skills"));
    expect([shown.slack.length, shown.discord.length]).toEqual([1, 1]);
    expect(shown.slack[0]).toContain("0 of 2 clusters have signed");
  });

  it("is signed with a button in the channel, by those only who may sign for a cluster", async () => {
    expect(await sam.presses(calls.button.sign)).not.toContain("1 signed");
    expect(await nora.presses(calls.button.sign)).toContain("1 signed");

    const shown = await untilBothShow("1 of 2 clusters have signed");
    expect([shown.slack.length, shown.discord.length]).toEqual([1, 1]);
    expect(shown.discord[0]).toContain("South Cluster");
  });

  it("is commented on in the thread under the call and in a form, and read in every cluster's channel", async () => {
    const [onSlackSide, onDiscordSide] = announcementPosts(between);
    const { made } = comments;

    expect(await nora.mentionsUnder(onSlackSide, "comment: it leaves out hardware")).toContain(
      made.taken("North Cluster"),
    );
    await untilBothShow("North Cluster (signatory): it leaves out hardware");
    expect(
      await rita.discord.mentionsUnder(
        onDiscordSide,
        "Comment, it costs too much @everyone <!channel> <@U0SAM00002>",
      ),
    ).toContain(made.taken("South Cluster"));
    await untilBothShow("South Cluster (signatory): it costs too much");
    const form = { [comments.form.text]: "We will see what can be done." };
    expect(await sam.fillsIn(`positions comment ${name}`, form)).toContain(made.taken("The Federation"));
    const shown = await untilBothShow("The Federation (manager): We will see what can be done.");
    expect(
      await rita.discord.fillsInBehind(comments.button.comment, { [comments.form.text]: "Less, please." }),
    ).toContain("Less, please.");
    await untilBothShow(comments.call.some(4));

    expect([shown.slack.length, shown.discord.length]).toEqual([1, 1]);
    expect(pinged()).toEqual([]);
    expect((await untilBothShow("Less, please.")).slack.join()).not.toContain("leaves out hardware");
    expect(await nora.mentions("comment: it leaves out software")).not.toContain(made.taken("North Cluster"));
    expect(await ada.discord.mentionsUnder(onDiscordSide, "what do you make of less?")).not.toContain(
      "Less, please.",
    );
    expect(await nora.mentionsUnder(onSlackSide, "comment: it leaves out hardware")).toContain(made.already);
  });

  it("asks again when its text is changed meanwhile", async () => {
    await sam.fillsIn(`positions change ${name}`, {
      [form.text]: "We ask for a levy that small firms can use. It should pay for short courses.",
    });

    await untilBothShow("0 of 2 clusters have signed");
    await untilBothShow("small firms");
    expect(await nora.presses(calls.button.sign)).toContain("1 signed");
    await untilBothShow("1 of 2 clusters have signed");
  });

  it("is dissented from with a reason, on Discord, and adopted once everybody has answered", async () => {
    await rita.discord.fillsInBehind(calls.button.dissent, {
      [form.reason]: "It costs the smallest too much.",
    });

    await untilBothShow(calls.signedBy("North Cluster"));
    await untilBothShow("It costs the smallest too much.");
    await untilBothShow(calls.over);
    expect(await nora.says(`positions sign ${name}`)).not.toContain("2 signed");
  });

  it("is the line, and quoted with who signed and who did not", async () => {
    const answer = await nora.says("ask what is our line on skills?");

    for (const words of ["small firms", "North Cluster", "South Cluster"]) expect(answer).toContain(words);
  });

  it("is replaced by a later version, a year later", async () => {
    await between.bot.core.database.pool.query(
      "UPDATE position_version SET effective_from = '2025-03-01', adopted_at = '2025-03-01T12:00:00Z'",
    );
    await sam.fillsIn("positions propose", {
      [form.topic]: "Skills",
      [form.titleField]: "On skills and training",
      [form.text]: "We ask for a levy that every firm can use. It should pay for short courses.",
      [form.asked]: "North Cluster, South Cluster",
      [form.closes]: inAWeek(),
      [form.quorum]: "2",
    });
    await alex.says(`positions work ${name}`);
    await alex.presses(work.button.open);
    await untilBothShow(calls.call("On skills and training"));
    await nora.presses(calls.button.sign);
    await rita.discord.presses(calls.button.sign);

    await untilBothShow(calls.outcome.adopted("On skills and training"));
    await untilBothShow(calls.replaces("1 March 2025"));
  });

  it("is told as of any date, and how it came about", async () => {
    const before = await nora.says("positions list skills as of 1 January 2024");
    const then = await nora.says("positions list skills as of 1 June 2025");
    const now = await nora.says("positions list skills");
    const history = await nora.says("positions history skills");

    expect(before).not.toContain("firm can use");
    expect(then).toContain("small firms can use");
    expect(now).toContain("every firm can use");
    expect(history).toContain("small firms");
    expect(history).toContain("every firm");
  });
});
