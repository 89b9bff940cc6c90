import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { type ChannelPurpose, cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, preflight } = english;
const { button } = words;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south", "discord:G1": "north" });
  house = await AnnouncingCommands.open(desk);
  await setUp("slack:TA", "C1", ["announcements", "mentions"]);
  await setUp("slack:TB", "C2", ["announcements", "mentions"]);
  await setUp("discord:G1", "D3", ["announcements"]);
});

async function setUp(workspace: string, channel: string, purposes: readonly ChannelPurpose[]): Promise<void> {
  const consent = { ...cautiousConsent, holds: false };
  await house.setUp(workspace, { channels: [{ channel, purposes, audience: "public" }], consent });
}

const typed = { title: "Doors open", body: "Come.", to: "everyone", when: "now", audience: "public" };

describe("an announcement that is to notify everybody", () => {
  it("does so in workspaces its author may speak to, where the channel is set up for it", async () => {
    const fields = { ...typed, cluster: "north", notify: "everybody" };
    const draft = await house.fillsIn("sam", { command: "announce write" }, fields);
    const [name = ""] = /A\d+/.exec(draft.summary) ?? [];

    const shown = wordsOf(draft);
    expect(shown).toContain(preflight.notes.mentions.everybody);
    expect(shown).toContain(preflight.notes["mention-not-yours"]);
    expect(shown).toContain(preflight.notes["mention-not-wanted"]);

    await house.presses("sam", draft, button.ask);
    await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
    house.announcing.deliverer.start();
    const posts = () => [house.slack.shown("C1"), house.slack.shown("C2"), house.discord.shown("D3")];
    await desk.timing.until(() => posts().every((there) => there.length === 1));
    await desk.timing.through(house.announcing.deliverer.stop());

    expect(posts().map(([text]) => text?.startsWith("@everybody"))).toEqual([true, false, false]);
  });

  it("stays as it was when a form does not ask for it", async () => {
    const fields = { ...typed, cluster: "north", notify: "here" };
    const draft = await house.fillsIn("sam", { command: "announce write" }, fields);
    const [name = ""] = /A\d+/.exec(draft.summary) ?? [];

    await house.fillsIn("sam", { command: "announce change", text: name }, { ...typed, title: "Doors shut" });

    const found = await desk.store.find(Number(name.slice(1)));
    expect(found?.content).toMatchObject({ title: "Doors shut", mention: { whom: "here", in: ["north"] } });
  });
});
