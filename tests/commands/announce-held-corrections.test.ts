// A correction in a region that approves for itself, together with all else that becomes of an announcement.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, preflight } = english;
const { button } = words;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let name: string;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
afterEach(() => desk.timing.through(house.announcing.deliverer.stop()));
/** Posted in south, which approves for itself. */
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  await house.setUp("slack:TB", {
    channels: [{ channel: "C2", purposes: ["announcements"], audience: "public" }],
    consent: { ...cautiousConsent, holds: true },
  });
  const fields = { title: "Doors open", body: "Come.", to: "everyone", when: "now", audience: "public" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, { ...fields, cluster: "north" });
  name = /A\d+/.exec(draft.summary)?.[0] ?? "";
  await house.presses("sam", draft, button.ask);
  await house.presses("alex", await card("alex"), button.approve);
  await house.presses("rita", await card("rita"), button.release);
  house.announcing.deliverer.start();
  await untilState("post done");
});

const card = (who: string) => house.says(who, "announce show", name);

async function announcement() {
  const found = await desk.store.find(Number(name.slice(1)));
  if (found === null) throw new Error("it is not there");
  return found;
}

async function untilState(state: string): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(await announcement())) === state);
}

async function propose(title: string): Promise<void> {
  await house.fillsIn("sam", { command: "announce correct", text: name }, { title, body: "Come." });
}

async function correct(title: string): Promise<void> {
  await propose(title);
  await house.presses("alex", await card("alex"), button.approveEdit);
}

describe("a correction that its region has not let through yet", () => {
  it("is counted with what a further one changes", async () => {
    await correct("Doors open at six");
    await untilState("edit held");

    await propose("Doors open at seven");

    const shown = wordsOf(await card("alex"));
    expect(shown).toContain(preflight.correction.reaches(1));
    expect(shown).toContain(preflight.correction.held);
  });

  it("keeps no announcement from being finished, and can be let through afterwards", async () => {
    await desk.timing.until(async () => (await announcement()).state === "finished");
    await desk.database.pool.query("UPDATE announcement SET state = 'approved'");
    await correct("Doors open at six");

    await desk.timing.until(async () => (await announcement()).state === "finished");
    expect((await card("sam")).summary).toContain(english.announcementStatus.heldEdits(1));
    await house.presses("rita", await card("rita"), button.release);
    await untilState("edit done");

    expect(house.slack.shown("C2")).toEqual(["Doors open at six 1"]);
    expect((await announcement()).state).toBe("finished");
  });

  it("is what its region saw, or nothing", async () => {
    await correct("Doors open at six");
    const seen = await card("rita");
    await correct("Doors open at seven");

    const reply = await house.presses("rita", seen, button.release);

    expect(await desk.states(await announcement())).toEqual(["edit held"]);
    expect(reply.summary).toContain(words.undecided.changed);
    await house.presses("rita", reply, button.release);
    await untilState("edit done");
    expect(house.slack.shown("C2")).toEqual(["Doors open at seven 1"]);
  });
});
