// An announcement of an event that was cancelled or moved after it was written is not posted as it was written.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../src/announcing/announcement.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, preflight } = english;
const { button } = words;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let running: { stop(): Promise<void> }[] = [];
let event = "";
let date = "";

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "discord:G1": "south" });
  house = await AnnouncingCommands.open(desk);
  const channels = [{ channel: "C1", purposes: ["announcements" as const], audience: "public" as const }];
  const consent = { ...cautiousConsent, holds: false };
  await house.setUp("slack:TA", { channels, consent });
  event = randomUUID();
  date = randomUUID();
  await desk.database.pool.query(
    `INSERT INTO event (id, cluster_id, audience, title, is_online, is_in_person, series)
     VALUES ($1::uuid, 'north', 'public', 'Supper', false, true, '{}')`,
    [event],
  );
  await setDate("2026-12-20T18:00:00");
});
afterEach(async () => {
  await desk.timing.through(Promise.all(running.map((part) => part.stop())));
  running = [];
});

/** The one date of the event, as an import would write it. */
async function setDate(wallTime: string, status = "scheduled"): Promise<void> {
  const startsAt = `${wallTime}Z`;
  const time = { kind: "timed", wallTime, endWallTime: null, zone: "Europe/London", startsAt };
  await desk.database.pool.query("DELETE FROM event_occurrence");
  date = randomUUID();
  await desk.database.pool.query(
    `INSERT INTO event_occurrence (id, event_id, original, starts_at, ends_at, "time", status, places, terms)
     VALUES ($1::uuid, $2::uuid, $3, $4::timestamptz, $4::timestamptz, $5::jsonb, $6::event_status, '{}', '{}')`,
    [date, event, wallTime, startsAt, JSON.stringify(time), status],
  );
}

function inSeconds(seconds: number): Date {
  return new Date(desk.timing.now().getTime() + seconds * 1_000);
}

/** Written now, of the date as it is now, and approved. */
async function approved(dueAt: Date, destinations = ["slack:TA/C1"]): Promise<Announcement> {
  const about = await desk.store.aboutEvent(event, date);
  return await desk.approved(destinations, dueAt, { event, eventKnown: about?.known });
}

function start(): void {
  for (const part of [house.announcing.deliverer, house.notices]) {
    part.start();
    running.push(part);
  }
}

async function untilStates(announcement: Announcement, ...states: readonly string[]): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === String(states), 1_800_000);
}

function toldTo(user: string): readonly string[] {
  return house.told.filter((message) => message.user === user).map((message) => message.words);
}

describe("an announcement of an event that changes before it is due", () => {
  it.each([
    ["cancelled", () => setDate("2026-12-20T18:00:00", "cancelled"), preflight.event.changed.cancelled],
    [
      "moved",
      () => setDate("2026-12-21T18:30:00"),
      preflight.event.changed.moved("Monday 21 December 2026, 18:30 GMT"),
    ],
  ])("is not posted once that was %s: its author is told, once", async (kind, change, sentence) => {
    const announcement = await approved(inSeconds(20), ["slack:TA/C1", "discord:G1/D1"]);
    const name = `A${announcement.number}`;
    await change();
    expect(wordsOf(await house.says("sam", "announce show", name))).toContain(
      preflight.event.comingChanged(sentence),
    );

    start();
    await untilStates(announcement, "post late", "post late");
    await desk.timing.until(() => toldTo("U1").length > 0, 1_800_000);
    await desk.timing.pass(20_000);

    expect(house.slack.messages).toEqual([]);
    expect(toldTo("U1")).toEqual([preflight.event.heldBack(`${name} “Meet-up”`, 2, sentence)]);
    expect(toldTo("UADA")).toEqual([]);
    const shown = wordsOf(await house.says("sam", "announce show", name));
    expect(shown).toContain(words.reason[`event-${kind as "moved"}`]);
    expect(shown).toContain("2 held back");
  });

  it("goes out all the same when its author says so, and then everywhere", async () => {
    const announcement = await approved(inSeconds(2));
    await setDate("2026-12-21T18:30:00");
    start();
    await untilStates(announcement, "post late");

    await house.presses(
      "sam",
      await house.says("sam", "announce show", `A${announcement.number}`),
      button.again,
    );
    await untilStates(announcement, "post done");

    expect(house.slack.shown("C1")).toEqual(["Meet-up 1"]);
  });

  it("can be changed instead, and is approved anew", async () => {
    const announcement = await approved(inSeconds(2));
    const name = `A${announcement.number}`;
    await setDate("2026-12-20T18:00:00", "cancelled");
    start();
    await untilStates(announcement, "post late");

    const fields = { title: "Supper is off", when: "now", to: "Tech North" };
    const draft = await house.fillsIn("sam", { command: "announce change", text: name }, fields);
    expect(wordsOf(draft)).not.toContain(preflight.event.changed.cancelled);
    await house.presses("sam", draft, button.ask);
    await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
    await untilStates(announcement, "post done");

    expect(house.slack.shown("C1")[0]).toContain("Supper is off");
  });

  it("cannot be approved before it is changed or saved again, which preflight says", async () => {
    const about = await desk.store.aboutEvent(event, date);
    const made = await desk.store.create(
      {
        cluster: "north",
        author: "slack:TA/USAM",
        content: { title: "Supper", body: "At six.", topic: null, link: null, image: null },
        aim: { audience: "public", clusters: ["north"], platforms: ["slack"] },
        schedule: { kind: "once", at: "2026-12-10T09:00", zone: null },
        digest: null,
        event,
        eventKnown: about?.known,
        lateMinutes: 120,
      },
      { actor: "slack:TA/USAM", place: "slack:TA" },
    );
    const name = `A${made.number}`;
    const opened = await house.says("sam", "announce show", name);
    await setDate("2026-12-21T18:30:00");

    const refused = await house.presses("sam", opened, button.ask);
    const moved = preflight.event.changed.moved("Monday 21 December 2026, 18:30 GMT");
    expect(refused.summary).toContain(words.undecided.impossible);
    expect(wordsOf(await house.says("sam", "announce show", name))).toContain(
      preflight.event.changeOrSave(moved),
    );

    const saved = await house.fillsIn("sam", { command: "announce change", text: name }, { title: "Supper" });
    expect(wordsOf(saved)).not.toContain(moved);
    const asked = await house.presses("sam", saved, button.ask);
    expect(wordsOf(asked)).toContain(words.states["awaiting-approval"]);
  });

  it("goes out where it was written after the change: that it is cancelled, or when it is now", async () => {
    await setDate("2026-12-21T18:30:00", "cancelled");
    const announcement = await approved(inSeconds(2));

    start();
    await untilStates(announcement, "post done");

    expect(toldTo("U1").join(" ")).not.toContain("not sent");
  });

  it("is held back where the event is on again after all, and not where nothing of its time changed", async () => {
    const usual = await approved(inSeconds(2));
    await desk.database.pool.query("UPDATE event SET title = 'Another name', price = '£5'");
    await setDate("2026-12-20T18:00:00", "sold out");
    start();
    await untilStates(usual, "post done");

    await setDate("2026-12-20T18:00:00", "cancelled");
    const off = await approved(inSeconds(5), ["slack:TA/C2"]);
    await setDate("2026-12-20T18:00:00");
    await untilStates(off, "post late");

    const [delivery] = await desk.store.deliveries(off.id);
    expect(delivery?.reason).toBe("event-on-again");
  });

  it("goes out where another date of a series is cancelled, and is held back with its own", async () => {
    await desk.database.pool.query("UPDATE event SET is_series = true");
    await desk.database.pool.query(
      `INSERT INTO event_occurrence (event_id, original, starts_at, ends_at, "time", status, places, terms)
       SELECT event_id, '2027-01-20T18:00:00', starts_at + interval '1 month', ends_at + interval '1 month', "time", 'cancelled', places, terms
       FROM event_occurrence`,
    );
    const announcement = await approved(inSeconds(2));
    start();
    await untilStates(announcement, "post done");

    const next = await approved(inSeconds(5), ["slack:TA/C2"]);
    await desk.database.pool.query(
      "UPDATE event_occurrence SET status = 'cancelled' WHERE original = '2026-12-20T18:00:00'",
    );
    await untilStates(next, "post late");
  });

  it("is not posted once more where nobody knows whether it is there", async () => {
    const announcement = await approved(inSeconds(2));
    house.slack.fail("C1", { kind: "not-sent" });
    house.announcing.deliverer.start();
    running.push(house.announcing.deliverer);
    await desk.timing.until(() => house.slack.calls > 0);
    await setDate("2026-12-21T18:30:00");

    await untilStates(announcement, "post late");

    expect(house.slack.messages).toEqual([]);
  });

  it("used again is of the date as it was known when that was written", async () => {
    const announcement = await approved(inSeconds(2));
    start();
    await untilStates(announcement, "post done");
    await setDate("2026-12-21T18:30:00");

    const again = { command: "announce again", text: `A${announcement.number}` };
    const draft = await house.fillsIn("sam", again, { when: "Thu 10 December 9:00", to: "Tech North" });

    expect(wordsOf(draft)).toContain(preflight.event.changed.moved("Monday 21 December 2026, 18:30 GMT"));
  });
});
