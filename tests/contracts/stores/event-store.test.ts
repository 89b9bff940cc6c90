import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEventSearch } from "../../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../../src/adapters/postgres/event-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { extendSeries } from "../../../src/directory/events/extend-series.ts";
import { importEvents } from "../../../src/directory/events/import-events.ts";
import { planEvents } from "../../../src/directory/events/plan-events.ts";
import { freshDatabase } from "../../support/database.ts";
import {
  anything,
  clusters,
  everybody,
  openEventDesk,
  statedCalendar,
  without,
} from "../../support/event-desk.ts";

let database: Database;
let desk: ReturnType<typeof openEventDesk>;

beforeAll(async () => {
  database = await freshDatabase();
  desk = openEventDesk(database);
});
afterAll(() => database.close());
beforeEach(() => desk.clear());

const talk = [
  "UID:talk@x",
  "DTSTART:20261203T183000Z",
  "DTEND:20261203T200000Z",
  "SUMMARY:Cloud talk",
  "LOCATION:Hall\\, Leeds",
];
const weekly = [
  "UID:weekly@x",
  "DTSTART;TZID=Europe/London:20261202T180000",
  "SUMMARY:Code night",
  "RRULE:FREQ=WEEKLY",
];

describe("an import that is broken off", () => {
  it.each([
    "INSERT INTO event ",
    "INSERT INTO event_source",
    "INSERT INTO event_occurrence",
    "INSERT INTO audit_entry",
  ])("at %s leaves nothing behind, and the next one does it all", async (statement) => {
    const pool = failingAt(database.pool, statement);
    const file = await statedCalendar([talk]);
    const order = {
      file,
      sourceKey: "/feed.ics",
      by: { actor: "command line", place: "command line" },
      dryRun: false,
    };
    const needs = { store: createEventStore(pool), clock: { now: () => desk.now } };

    await expect(importEvents(order, needs)).rejects.toThrow("broken off");

    for (const table of ["event", "event_source", "event_occurrence", "audit_entry", "installation_fact"]) {
      const { rows } = await database.pool.query(`SELECT FROM ${table}`);
      expect(rows, table).toEqual([]);
    }
    await desk.importFile(file);
    expect(await desk.all()).toHaveLength(1);
  });
});

describe("a large import", () => {
  const many = Array.from({ length: 520 }, (_, number) => [
    `UID:many-${number}@x`,
    "DTSTART:20261203T183000Z",
    `SUMMARY:Talk ${number}`,
  ]);

  it("is seen whole or not at all, whenever somebody looks, and broken off it leaves nothing", async () => {
    const seen = new Set<number>();
    const looking = watching(database.pool, async () => {
      seen.add((await desk.search.find(anything, everybody)).total);
      seen.add((await desk.search.titles(everybody)).length);
    });
    const file = await statedCalendar(many);
    const order = { file, sourceKey: "/many.ics", by: null, dryRun: false };
    const breaking = { store: createEventStore(failingAt(looking, "INSERT INTO event_source")) };
    const clock = { now: () => desk.now };

    await expect(importEvents(order, { ...breaking, clock })).rejects.toThrow("broken off");

    expect((await database.pool.query("SELECT FROM event")).rows).toEqual([]);
    await importEvents(order, { store: createEventStore(looking), clock });
    expect([...seen]).toEqual([0]);
    expect((await desk.search.find(anything, everybody)).total).toBe(520);
    expect(await desk.search.titles(everybody)).toHaveLength(520);
  });
});

/** The same database; somebody looks before each transaction. */
function watching(pool: Database["pool"], look: () => Promise<void>): Database["pool"] {
  const connect = async () => {
    await look();
    return pool.connect();
  };
  return { ...pool, query: pool.query.bind(pool), connect } as unknown as Database["pool"];
}

/** The same database, whose transactions break off at a statement that begins so. */
function failingAt(pool: Database["pool"], statement: string): Database["pool"] {
  const connect = async () => {
    const client = await pool.connect();
    const query = (text: string, values?: unknown[]) =>
      text.startsWith(statement) ? Promise.reject(new Error("broken off")) : client.query(text, values);
    return { query, release: (error?: Error) => client.release(error) };
  };
  return {
    ...pool,
    query: pool.query.bind(pool),
    connect: connect as unknown as Database["pool"]["connect"],
  } as Database["pool"];
}

describe("a change worked out from records that others changed meanwhile", () => {
  it("is not kept, and the import works it out again", async () => {
    const needs = { store: desk.store, clusters, now: desk.now };
    const early = await planEvents(await statedCalendar([talk]), "/feed.ics", needs);
    await desk.importFile(statedCalendar([weekly]), { sourceKey: "/other.ics" });

    expect(await desk.store.apply({ ...early.change, audit: null })).toBe("stale");
    expect((await desk.all()).map(({ title }) => title)).not.toContain("Cloud talk");

    await desk.importFile(statedCalendar([talk]));
    expect((await desk.all()).map(({ title }) => title)).toContain("Cloud talk");
  });
});

describe("dates of a series without an end", () => {
  it("are there for a year and a half, and are extended as time goes by, none twice", async () => {
    await desk.importFile(statedCalendar([weekly]));
    const later = new Date("2027-03-01T03:20:00Z");
    const latest = async () =>
      (await desk.search.last(anything, new Date("2099-01-01T00:00:00Z"), everybody))?.time;
    expect(await latest()).toMatchObject({ wallTime: "2028-05-31T18:00:00" });

    const none = await extendSeries({ store: desk.store, now: desk.now }, new AbortController().signal);
    const count = await extendSeries({ store: desk.store, now: later }, new AbortController().signal);

    expect([none, count]).toEqual([0, 1]);
    expect(await latest()).toMatchObject({ wallTime: "2028-08-23T18:00:00" });
    const { rows } = await database.pool.query<{ starts_at: Date }>("SELECT starts_at FROM event_occurrence");
    expect(new Set(rows.map(({ starts_at }) => starts_at.getTime())).size).toBe(rows.length);
  });

  it("keep their ids when the series changes in words only", async () => {
    await desk.importFile(statedCalendar([weekly]));
    const before = await desk.all();

    await desk.importFile(statedCalendar([[...weekly, "DESCRIPTION:Bring a laptop."]]));

    const after = await desk.all();
    expect(after.map(({ occurrenceId }) => occurrenceId)).toEqual(
      before.map(({ occurrenceId }) => occurrenceId),
    );
    expect(after[0]?.summary).toBe("Bring a laptop.");
  });

  it("a rule with a date each second costs a thousand dates ahead, not the records", async () => {
    await desk.importFile(statedCalendar([[...weekly.slice(0, 3), "RRULE:FREQ=SECONDLY"]]));

    const { total } = await desk.search.find({ ...anything, limit: 1 }, everybody);
    expect(total).toBeLessThanOrEqual(2_000);
    expect(total).toBeGreaterThan(900);
  });
});

describe("searching", () => {
  it("finds what overlaps the window, and not what ends as it begins", async () => {
    await desk.importFile(statedCalendar([talk]));
    const within = async (from: string, until: string) =>
      (
        await desk.search.find(
          { ...anything, window: { from: new Date(from), until: new Date(until) } },
          everybody,
        )
      ).total;

    expect(await within("2026-12-03T19:00:00Z", "2026-12-03T19:10:00Z")).toBe(1);
    expect(await within("2026-12-03T20:00:00Z", "2026-12-03T21:00:00Z")).toBe(0);
    expect(await within("2026-12-03T17:00:00Z", "2026-12-03T18:30:00Z")).toBe(0);
    expect(await within("2026-12-03T18:30:00Z", "2026-12-03T18:31:00Z")).toBe(1);
  });

  it("a whole day is in the window of that day in London, and of no other", async () => {
    await desk.importFile(
      statedCalendar([
        ["UID:day", "DTSTART;VALUE=DATE:20270612", "DTEND;VALUE=DATE:20270614", "SUMMARY:Weekend"],
      ]),
    );
    const onDay = async (from: string, until: string) =>
      (
        await desk.search.find(
          { ...anything, window: { from: new Date(from), until: new Date(until) } },
          everybody,
        )
      ).total;

    expect(await desk.all()).toMatchObject([
      { time: { kind: "allDay", day: "2027-06-12", lastDay: "2027-06-13" } },
    ]);
    expect(await onDay("2027-06-12T23:00:00Z", "2027-06-13T23:00:00Z")).toBe(1);
    expect(await onDay("2027-06-13T23:00:00Z", "2027-06-14T23:00:00Z")).toBe(0);
  });

  it("by place, by words (all or any), by price and by how to come", async () => {
    const online = [
      "UID:on",
      "DTSTART:20261204T120000Z",
      "SUMMARY:Data hour",
      "LOCATION:Online",
      "CATEGORIES:free,data",
    ];
    await desk.importFile(statedCalendar([talk, online]));
    const titles = async (filter: Partial<typeof anything>) =>
      (await desk.search.find({ ...anything, ...filter }, everybody)).events.map(({ title }) => title);

    expect(await titles({ places: ["leeds"] })).toEqual(["Cloud talk"]);
    expect(await titles({ places: ["york"] })).toEqual([]);
    expect(await titles({ words: ["cloud", "data"] })).toEqual([]);
    expect(await titles({ words: ["cloud", "data"], match: "any" })).toEqual(["Cloud talk", "Data hour"]);
    expect(await titles({ isOnline: true })).toEqual(["Data hour"]);
    expect(await titles({ isOnline: false })).toEqual(["Cloud talk"]);
    expect(await titles({ isFree: true })).toEqual(["Data hour"]);
    expect(await titles({ clusters: ["bristol"] })).toEqual([]);
  });

  it("the next one is not one that is cancelled, and the last one is over", async () => {
    const off = ["UID:off", "DTSTART:20261202T120000Z", "SUMMARY:Off", "STATUS:CANCELLED"];
    await desk.importFile(statedCalendar([talk, off]));

    expect(await desk.search.next(anything, desk.now, everybody)).toMatchObject({ title: "Cloud talk" });
    expect(await desk.search.last(anything, desk.now, everybody)).toBeNull();
    expect(await desk.search.last(anything, new Date("2026-12-03T20:00:00Z"), everybody)).toMatchObject({
      title: "Cloud talk",
    });
  });
});

describe("the titles there are", () => {
  it("are kept until anybody changes the records, and are each reader's own", async () => {
    const here = createEventSearch(database.pool);
    const members = { memberOf: ["leeds"], boardOf: [] };
    const titles = async (readership = everybody) =>
      (await here.titles(readership)).map(({ title }) => title).toSorted();
    await desk.importFile(statedCalendar([talk]));
    const first = await here.titles(everybody);

    expect(await here.titles(everybody)).toBe(first);

    // As another process would: through a search and a store of its own.
    await desk.importFile(statedCalendar([without(talk, "SUMMARY").concat("SUMMARY:Fog talk")]));
    await desk.importFile(statedCalendar([weekly], { defaults: membersOfLeeds }), { sourceKey: "/own.ics" });

    expect(await titles()).toEqual(["Fog talk"]);
    expect(await titles(members)).toEqual(["Code night", "Fog talk"]);
    await desk.clear();
    expect(await titles(members)).toEqual([]);
  });

  it("have those that one date of a series has for itself", async () => {
    const changed = [
      "UID:weekly@x",
      "RECURRENCE-ID;TZID=Europe/London:20261209T180000",
      "DTSTART;TZID=Europe/London:20261209T180000",
      "SUMMARY:Christmas quiz",
    ];
    await desk.importFile(statedCalendar([weekly, changed]));

    const titles = await desk.search.titles(everybody);

    expect(titles.map(({ title }) => title).toSorted()).toEqual(["Christmas quiz", "Code night"]);
  });
});

const membersOfLeeds = { audience: "members", audienceClusters: ["leeds"] } as const;
