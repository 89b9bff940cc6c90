import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { type AnnouncementConsent, cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { button } = english.announcements;
const accepts: AnnouncementConsent = { ...cautiousConsent, holds: false, bankHolidays: "deliver" };
const inNewYork: AnnouncementConsent = { ...accepts, zone: "America/New_York" };

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
/** It is Tuesday, 1 December 2026, 8:59 in London. */
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  const channels = (channel: string) => [
    { channel, purposes: ["announcements" as const], audience: "public" as const },
  ];
  await house.setUp("slack:TA", { channels: channels("C1"), consent: accepts });
  await house.setUp("slack:TB", { channels: channels("C2"), consent: accepts });
});

/** Written by Sam of north for south, approved by Alex. */
async function approved(when: string, title = "Doors open"): Promise<string> {
  const typed = { title, body: "Come.", to: "Tech South", when, audience: "public", cluster: "north" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, typed);
  const [name = ""] = /A\d+/.exec(draft.summary) ?? [];
  await house.presses("sam", draft, button.ask);
  await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
  return name;
}

/** Each delivery: when it is due, how it stands, and what was noted. */
async function deliveriesOf(name: string): Promise<readonly string[]> {
  const found = await desk.store.find(Number(name.slice(1)));
  const deliveries = await desk.store.deliveries(found?.id ?? "");
  return deliveries.map(({ dueAt, state, reason }) =>
    [dueAt.toISOString().slice(0, 16), state, ...(reason === null ? [] : [reason])].join(" "),
  );
}

async function agreesTo(consent: AnnouncementConsent): Promise<void> {
  await house.setUp("slack:TB", { consent });
}

describe("what is to come in a workspace that agrees to something else since", () => {
  it("goes out at the promised time by the clock that is right now, and the cards say so", async () => {
    const name = await approved("Wed 2 December 9:00");

    await agreesTo(inNewYork);

    expect(await deliveriesOf(name)).toEqual(["2026-12-02T14:00 waiting"]);
    const { rows } = await desk.database.pool.query("SELECT next_at FROM delivery");
    expect(rows).toEqual([{ next_at: new Date("2026-12-02T14:00:00Z") }]);
    expect(wordsOf(await house.says("rita", "announce show", name))).toContain(
      "2 December 2026, 09:00 GMT-5",
    );
    const words = await desk.database.pool.query("SELECT kind FROM announcement_word WHERE kind = 'status'");
    expect(words.rows).toHaveLength(1);
  });

  it("moves in every run that is made already of what repeats", async () => {
    const name = await approved("every weekday 9:00");
    const before = await deliveriesOf(name);

    await agreesTo(inNewYork);

    const after = await deliveriesOf(name);
    expect(before.length).toBeGreaterThan(4);
    expect(after).toEqual(before.map((one) => one.replace("T09:00", "T14:00")));
  });

  it("stays where it is when it has a zone of its own, and when nothing that counts was changed", async () => {
    const name = await approved("Wed 2 December 9:00 London time");
    const own = await approved("Wed 2 December 9:00");

    await agreesTo({ ...accepts, optedOutTopics: ["jobs"] });
    expect(await deliveriesOf(own)).toEqual(["2026-12-02T09:00 waiting"]);
    await agreesTo(inNewYork);

    expect(await deliveriesOf(name)).toEqual(["2026-12-02T09:00 waiting"]);
  });

  it("obeys quiet hours and bank holidays that were agreed on since", async () => {
    const name = await approved("Wed 2 December 9:00");
    const christmas = await approved("Fri 25 December 9:00");
    await desk.database.pool.query(
      "UPDATE cluster SET region = 'Yorkshire and The Humber' WHERE id = 'south'",
    );

    await agreesTo({ ...accepts, quiet: { from: "20:00", until: "10:30" }, bankHolidays: "skip" });

    expect(await deliveriesOf(name)).toEqual(["2026-12-02T10:30 waiting"]);
    expect(await deliveriesOf(christmas)).toEqual(["2026-12-25T09:00 skipped bank-holiday"]);
  });

  it("is held for its approval, and no longer when it approves no more", async () => {
    const name = await approved("Wed 2 December 9:00");

    await agreesTo({ ...accepts, holds: true });
    const held = await deliveriesOf(name);
    await agreesTo(accepts);

    expect([held, await deliveriesOf(name)]).toEqual([
      ["2026-12-02T09:00 held"],
      ["2026-12-02T09:00 waiting"],
    ]);
  });

  it("is not asked about again where it was let through", async () => {
    await agreesTo({ ...accepts, holds: true });
    const name = await approved("Wed 2 December 9:00");
    await house.presses("rita", await house.says("rita", "announce show", name), button.release);

    await agreesTo({ ...inNewYork, holds: true });

    expect(await deliveriesOf(name)).toEqual(["2026-12-02T14:00 waiting"]);
  });

  it("is asked about, and not posted at once, when its time there is over thereby", async () => {
    const name = await approved("Tue 1 December 10:00");

    await agreesTo({ ...accepts, zone: "Asia/Tokyo" });

    expect(await deliveriesOf(name)).toEqual(["2026-12-01T01:00 late"]);
  });

  it("keeps its time when it was tried already", async () => {
    const name = await approved("Wed 2 December 9:00");
    await desk.database.pool.query("UPDATE delivery SET sending_since = now()");

    await agreesTo(inNewYork);

    expect(await deliveriesOf(name)).toEqual(["2026-12-02T09:00 waiting"]);
  });

  it("goes out at the new time also when its run was skipped meanwhile and is taken up again", async () => {
    const name = await approved("every weekday 9:00");
    await house.says("sam", "announce skip", name);
    const before = await deliveriesOf(name);

    await agreesTo(inNewYork);
    const skipped = await deliveriesOf(name);
    await house.says("sam", "announce unskip", name);

    expect(before.filter((one) => one.endsWith("run-skipped"))).toHaveLength(1);
    expect(skipped).toEqual(before.map((one) => one.replace("T09:00", "T14:00")));
    expect(await deliveriesOf(name)).toEqual(
      before.map((one) => one.replace("T09:00", "T14:00").replace(/skipped.*/, "waiting")),
    );
  });

  it("is held above a daily cap that is set since, by what comes first, and let go above none", async () => {
    const first = await approved("Wed 2 December 9:00", "First");
    const second = await approved("Wed 2 December 11:00", "Second");

    await agreesTo({ ...accepts, dailyCap: 1 });
    const capped = [await deliveriesOf(first), await deliveriesOf(second)];
    await agreesTo(accepts);

    expect(capped).toEqual([["2026-12-02T09:00 waiting"], ["2026-12-02T11:00 held"]]);
    expect(await deliveriesOf(second)).toEqual(["2026-12-02T11:00 waiting"]);
  });

  it("has its hours for a veto counted from the approval", async () => {
    const name = await approved("Tue 1 December 10:00");

    await agreesTo({ ...accepts, vetoHours: 4 });

    expect(await deliveriesOf(name)).toEqual(["2026-12-01T12:59 waiting"]);
    const { rows } = await desk.database.pool.query("SELECT FROM announcement_word WHERE kind = 'regions'");
    expect(rows).toHaveLength(1);
  });

  it("is asked about when it was held until its time was over, and is held no longer", async () => {
    await agreesTo({ ...accepts, holds: true });
    const name = await approved("Tue 1 December 10:00");
    await desk.timing.pass(2 * 3_600_000);

    await agreesTo(accepts);

    expect(await deliveriesOf(name)).toEqual(["2026-12-01T10:00 late"]);
  });

  it("is still to be let through where it was held until its time there was over before its approval", async () => {
    await agreesTo({ ...accepts, holds: true });
    const name = await approved("every weekday 12:00");
    await agreesTo({ ...accepts, holds: true, zone: "Asia/Tokyo" });
    const late = (await deliveriesOf(name)).filter((one) => one.endsWith("late"));
    const { deliverer } = house.announcing;

    await house.presses("sam", await house.says("sam", "announce show", name), button.again);
    deliverer.start();
    await desk.timing.until(async () => (await deliveriesOf(name)).every((one) => one.endsWith("held")));
    await desk.timing.through(deliverer.stop());

    expect(late).toEqual(["2026-12-01T12:00 late"]);
    expect(house.slack.messages).toEqual([]);
  });

  it("is not in the channel at nine by the earlier clock", async () => {
    const { deliverer } = house.announcing;
    const name = await approved("Thu 3 December 9:00");
    const inLondon = await approved("Thu 3 December 9:15 London time", "In London");
    await agreesTo(inNewYork);

    await desk.timing.pass(new Date("2026-12-03T09:30:00Z").getTime() - desk.timing.now().getTime());
    deliverer.start();
    await desk.timing.until(async () => (await deliveriesOf(inLondon))[0]?.endsWith("done") === true);
    await desk.timing.through(deliverer.stop());

    expect(await deliveriesOf(name)).toEqual(["2026-12-03T14:00 waiting"]);
    expect(house.slack.shown("C2")).toHaveLength(1);
  });
});
