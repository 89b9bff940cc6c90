// Written and put to be approved in one step, as `clusterbot announce --send` does.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, preflight } = english;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north" });
  house = await AnnouncingCommands.open(desk);
  const channels = [{ channel: "C1", purposes: ["announcements" as const], audience: "public" as const }];
  await house.setUp("slack:TA", { channels, consent: { ...cautiousConsent, holds: false } });
});

const asked = {
  title: "Doors open",
  body: "Come.",
  when: "now",
  audience: "public",
  cluster: "north",
  ask: "yes",
};

async function kept(): Promise<number> {
  return (await desk.database.pool.query("SELECT FROM announcement")).rowCount ?? 0;
}

describe("an announcement that is written and put to be approved at once", () => {
  it("waits for somebody else", async () => {
    const reply = await house.fillsIn("sam", { command: "announce write" }, { ...asked, to: "everyone" });

    expect(wordsOf(reply)).toContain(words.states["awaiting-approval"]);
  });

  it("is shown with what stands against it, and not kept, when nobody would get it", async () => {
    const reply = await house.fillsIn("sam", { command: "announce write" }, { ...asked, to: "Tech South" });

    expect(wordsOf(reply)).toContain(words.undecided.impossible);
    expect(wordsOf(reply)).toContain(preflight.problems["no-destination"]);
    expect(wordsOf(reply)).toContain(words.notKept);
    expect(wordsOf(reply)).not.toContain(words.states.draft);
    expect(reply.data).toEqual({ kind: "asked-back" });
    expect(await kept()).toBe(0);
  });

  it("is said not to be kept where somebody only wants to see what would come of it", async () => {
    const { ask: _, ...written } = { ...asked, to: "everyone", dryRun: "yes" };

    const reply = await house.fillsIn("sam", { command: "announce write" }, written);

    expect(wordsOf(reply)).toContain(words.notKept);
    expect(wordsOf(reply)).not.toContain(words.states.draft);
    expect(await kept()).toBe(0);
  });
});

describe("what a form has no room for", () => {
  it("is asked for by itself, and leaves everything else as it was", async () => {
    const { ask: _, ...written } = { ...asked, to: "everyone", when: "Thu 10 December 9:00" };
    const draft = await house.fillsIn("sam", { command: "announce write" }, written);
    const [name = ""] = /A\d+/.exec(draft.summary) ?? [];

    await house.fillsIn(
      "sam",
      { command: "announce change", text: `${name} more` },
      { audience: "members", link: "https://north.example/doors", topic: "Jobs", notify: "nobody" },
    );

    expect(await desk.store.find(Number(name.slice(1)))).toMatchObject({
      content: { title: "Doors open", body: "Come.", link: "https://north.example/doors", topic: "jobs" },
      aim: { audience: "members", clusters: "all" },
      schedule: { kind: "once", at: "2026-12-10T09:00" },
    });
  });
});
