// The way of what is asked from outside: put on the list on Slack, answered on Slack, the other cluster reminded by
// direct message, answered on Discord, and asked about in plain words. One story, read from top to bottom.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { english } from "../../src/messages/english.ts";
import { openPositions } from "../../src/wiring/open-positions.ts";
import { memberRole, people, places } from "../support/fake-discord/world.ts";
import { generalChannel } from "../support/fake-slack/workspace.ts";
import { ManualTiming } from "../support/manual-timing.ts";
import { createSomebodyOnDiscord, type SomebodyOnDiscord } from "../support/on-discord.ts";
import { createSomebodyOnSlack, type SomebodyOnSlack } from "../support/on-slack.ts";
import { linkCodeIn } from "../support/public-bot.ts";
import { type BotBetweenFakes, createFakes, startBotBetween } from "../support/running-bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { patience } from "../support/somebody.ts";

const { inquiries: words, accounts } = english;
const { form } = words;
const ids = { sam: "U0SAM00002", nora: "U0NORA0004", rita: "U0RITA0005" };
const ritaOnDiscord = "200000000000000003";

let between: BotBetweenFakes;
let ada: SomebodyOnSlack;
/** Proposes for the federation. */
let sam: SomebodyOnSlack;
/** Signs for North Cluster, on Slack. */
let nora: SomebodyOnSlack;
/** Signs for South Cluster, on Discord. */
let rita: { readonly slack: SomebodyOnSlack; readonly discord: SomebodyOnDiscord };

const clusters = `federation: fed
clusters:
  - id: fed
    name: The Federation
  - id: north
    name: North Cluster
  - id: south
    name: South Cluster
`;

beforeAll(async () => {
  const fakes = await createFakes();
  const { workspace } = fakes.slack;
  for (const id of Object.values(ids)) {
    workspace.users.set(id, { id, teamId: workspace.teamId });
    workspace.channels.get(generalChannel)?.members.add(id);
  }
  const { world } = fakes.discord;
  world.members.set(ritaOnDiscord, { userId: ritaOnDiscord, roles: [], pending: false, flags: 0 });
  const everyone = { members: "everyone", channels: {} };
  between = await startBotBetween(fakes, {
    settingsFile: {
      federation: "fed",
      administrators: [`slack:${workspace.teamId}/${workspace.person}`, `discord:${people.asker}`],
      workspaces: [
        { platform: "slack", id: workspace.teamId, cluster: "north", ...everyone },
        { platform: "discord", id: world.guildId, cluster: "south", ...everyone, members: [memberRole] },
      ],
    },
    documents: { "clusters.yaml": clusters },
    environment: {},
  });
  ada = onSlack(workspace.person);
  sam = onSlack(ids.sam);
  nora = onSlack(ids.nora);
  const discord = createSomebodyOnDiscord({
    discord: between.discord,
    channelId: places.general,
    userId: ritaOnDiscord,
  });
  rita = { slack: onSlack(ids.rita), discord };
});
afterAll(() => between.close());

function onSlack(user: string): SomebodyOnSlack {
  const { slack } = between;
  return createSomebodyOnSlack({ slack, carrier: slack.socket, workspace: slack.workspace, user });
}

/** The last time it was ten in the morning: reminders come by day only, and stories are told at any hour. */
function lastMorning(): Date {
  const morning = new Date();
  morning.setUTCHours(10, 0, 0, 0);
  return morning > new Date() ? new Date(morning.getTime() - 86_400_000) : morning;
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("A consultation from outside", () => {
  it("has people who look after it and who answer for their clusters", async () => {
    const give = (to: string, role: string, cluster: string) =>
      ada.says(`grant give ${to} ${role} ${cluster}`);
    await give(sam.reference, "manager", "The Federation");
    await give(nora.reference, "signatory", "North Cluster");
    await give(rita.slack.reference, "signatory", "South Cluster");
    await rita.discord.uses("link", { code: linkCodeIn(await rita.slack.says("link")) });
    await rita.discord.presses(accounts.confirm.button);

    expect(await rita.discord.uses("whoami")).toContain("signatory of South Cluster");
  });

  it("is put on the list on Slack, with who asks and until when", async () => {
    const shown = await sam.fillsIn("inquiries add", {
      [form.titleField]: "AI and copyright",
      [form.asker]: "Department for Science",
      [form.closes]: `${inDays(3)} 17:00`,
      [form.asked]: "everyone",
      [form.audience]: words.audiences.public,
    });

    for (const part of ["AI and copyright", "Department for Science", "North Cluster, South Cluster"])
      expect(shown).toContain(part);
    expect(await nora.says("inquiries list")).toContain("AI and copyright");
  });

  it("is answered with a button on Slack by whoever signs for a cluster", async () => {
    await nora.says("inquiries show AI and copyright");

    expect(await nora.presses(words.button.joint)).toContain(
      words.answer.given.joint("North Cluster", "The Federation"),
    );
    expect(await sam.says("inquiries answer AI and copyright own")).not.toContain("Noted");
  });

  it("reminds whoever has not answered, once, by direct message", async () => {
    const { bot } = between;
    const { pool } = bot.core.database;
    const timing = new ManualTiming(lastMorning());
    const desk = { store: {}, wake: () => {} } as never;
    const parts = { chats: bot.chats, posters: [], announcing: { desk }, log: silentLog };
    for (const _process of [1, 2]) {
      const looking = openPositions(bot.core, { ...parts, time: { clock: { now: timing.now }, timing } });
      looking.start();
      await timing.pass(1_000);
      await timing.through(looking.stop());
    }

    await vi.waitFor(() => expect(rita.slack.toldDirectly()).toHaveLength(1), patience);
    expect(rita.slack.toldDirectly()[0]).toContain("South Cluster has not said whether it responds");
    expect(nora.toldDirectly()).toEqual([]);
    const { rowCount } = await pool.query("SELECT FROM notice WHERE reference LIKE 'slack:%'");
    expect(rowCount).toBe(1);
  });

  it("is answered on Discord, with a link that is seen on Slack", async () => {
    const told = await rita.discord.uses("inquiries answer", {
      name: "AI and copyright",
      answer: "own",
      link: "https://south.example/response",
    });

    expect(told).toContain(words.answer.given.own("South Cluster", ""));
    expect(await nora.says("inquiries show AI and copyright")).toContain("https://south.example/response");
  });

  it("is asked about in plain words, on both", async () => {
    const open = await nora.says("ask what consultations are open?");
    const who = await rita.discord.uses("ask", {
      question: "who has responded to the AI and copyright consultation?",
    });

    expect(open).toContain("AI and copyright");
    expect(who).toContain("joins the response of The Federation");
    expect(who).toContain("responds itself");
  });
});
