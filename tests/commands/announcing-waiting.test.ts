// Who hears that something waits for them, or came back to them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { type AnnouncementConsent, cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words } = english;
const { button, told } = words;
const title = "Doors open";

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  await setUp("slack:TA", "C1", { holds: false });
});
afterEach(() => desk.timing.through(house.notices.stop()));

async function setUp(
  workspace: string,
  channel: string,
  consent: Partial<AnnouncementConsent>,
): Promise<void> {
  const channels = [{ channel, purposes: ["announcements" as const], audience: "public" as const }];
  await house.setUp(workspace, { channels, consent: { ...cautiousConsent, ...consent } });
}

async function asked(when = "now"): Promise<string> {
  const fields = { title, body: "Come.", to: "everyone", when, audience: "public", cluster: "north" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, fields);
  await house.presses("sam", draft, button.ask);
  return /A\d+/.exec(draft.summary)?.[0] ?? "";
}

async function approved(): Promise<string> {
  const name = await asked();
  await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
  return name;
}

function toldTo(user: string): readonly string[] {
  return house.told.filter((message) => message.user === user).map((message) => message.words);
}

async function untilTold(user: string, sentence: string): Promise<void> {
  house.notices.start();
  await desk.timing.until(() => toldTo(user).some((said) => said.includes(sentence)), 1_800_000);
}

/** What is said of the announcement: its name stands where the sentence has it. */
const said = (sentence: (name: string) => string, name: string): string => sentence(`${name} “${title}”`);

describe("the author", () => {
  it("hears that it was sent back", async () => {
    const name = await asked();
    await house.presses("alex", await house.says("alex", "announce show", name), button.refuse);

    await untilTold("USAM", said(told.refused, name));
  });

  it("hears that nobody approved it in time", async () => {
    const name = await asked("Thu 10 December 9:00");
    await desk.timing.pass(9 * 86_400_000);
    await house.announcing.keepUp(new AbortController().signal);

    await untilTold("USAM", said(told.expired, name));
  });
});

describe("a correction that nobody approves", () => {
  it("is void after a week, before it is dropped, and whoever announced hears of it", async () => {
    const name = await approved();
    const fields = { title, body: "Come later." };
    await house.fillsIn("sam", { command: "announce correct", text: name }, fields);
    const shown = await house.says("alex", "announce show", name);
    await house.says("sam", "announce cancel", name);
    await desk.timing.pass(7 * 86_400_000 + 1);

    const late = await house.presses("alex", shown, button.approveEdit);
    expect(late.summary).toContain(words.undecided.expired);
    await house.announcing.keepUp(new AbortController().signal);

    await untilTold("USAM", said(told.expiredEdit, name));
    expect((await desk.store.find(Number(name.slice(1))))?.proposed).toBeNull();
  });
});

describe("those who look after a region", () => {
  it("hear of what waits for their yes", async () => {
    await setUp("slack:TB", "C2", { holds: true });
    const name = await approved();

    await untilTold("URITA", said(told.held, name));
    expect(toldTo("USAM").filter((one) => one.includes(said(told.held, name)))).toEqual([]);
  });

  it("hear of it again when what they let through is to say something else", async () => {
    await setUp("slack:TB", "C2", { holds: true });
    const name = await approved();
    await house.presses("rita", await house.says("rita", "announce show", name), button.release);
    const fields = { title: "Doors stay shut", body: "Don't come." };
    await house.fillsIn("sam", { command: "announce correct", text: name }, fields);
    await house.presses("alex", await house.says("alex", "announce show", name), button.approveEdit);

    await untilTold("URITA", told.held(`${name} “${fields.title}”`));
  });

  it("hear of a correction of what they have, and see what becomes of it", async () => {
    await setUp("slack:TB", "C2", { holds: true });
    const name = await approved();
    const receipts = JSON.stringify([{ id: "m1", link: null }]);
    const isThere = "UPDATE delivery SET state = 'done', receipts = $1, finished_at = $2";
    await desk.database.pool.query(isThere, [receipts, desk.timing.now()]);
    const fields = { title: "Doors stay shut", body: "Don't come." };
    await house.fillsIn("sam", { command: "announce correct", text: name }, fields);
    const proposed = await house.says("alex", "announce show", name);
    expect(wordsOf(proposed)).toContain(english.preflight.correction.held);
    await house.presses("alex", proposed, button.approveEdit);

    await untilTold("URITA", told.heldEdit(`${name} “${fields.title}”`));
    const held = await house.says("rita", "announce show", name);
    expect(wordsOf(held)).toContain(words.change.edit.held);
    await house.presses("rita", held, button.leave);
    expect(wordsOf(await house.says("rita", "announce show", name))).toContain(words.change.edit.leftOut);
  });

  it("hear of what they can still leave out", async () => {
    await setUp("slack:TB", "C2", { holds: false, vetoHours: 4 });

    await untilTold("URITA", said(told.mayVeto, await approved()));
  });
});

describe("once a working day", () => {
  it("people hear how much has waited for them, in one message that goes with it", async () => {
    await setUp("slack:TB", "C2", { holds: true });
    await passUntil("2027-01-05T09:00:00Z");
    await asked("18 March 2027 9:00");
    await approved();
    await passUntil("2027-01-06T10:00:00Z");

    await house.notices.remindOfWaiting();
    await untilTold("UALEX", told.waiting(1));
    await untilTold("URITA", told.waiting(1));
    await asked("18 March 2027 9:00");
    await desk.timing.pass(3_600_000);
    await house.notices.remindOfWaiting();
    await desk.timing.pass(10_000);

    expect(toldTo("UALEX").filter((one) => one.includes(told.waiting(1)))).toHaveLength(1);
  });

  it.each([
    ["at the weekend", "2027-01-08T09:00:00Z", "2027-01-09T10:00:00Z"],
    ["at night", "2027-01-11T09:00:00Z", "2027-01-11T22:00:00Z"],
    ["of what somebody asked for this morning", "2027-01-12T09:00:00Z", "2027-01-12T11:00:00Z"],
  ])("they hear nothing %s", async (_, askedAt, looksAt) => {
    await passUntil(askedAt);
    await asked("18 March 2027 9:00");
    await passUntil(looksAt);

    await house.notices.remindOfWaiting();

    const { rows } = await desk.database.pool.query("SELECT FROM notice WHERE reply->>'summary' = $1", [
      told.waiting(1),
    ]);
    expect(rows).toEqual([]);
  });
});

/** The clock goes on from one test to the next. */
async function passUntil(instant: string): Promise<void> {
  await desk.timing.pass(new Date(instant).getTime() - desk.timing.now().getTime());
}
