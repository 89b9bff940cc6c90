import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { withdrawEvents } from "../../../src/directory/events/import-events.ts";
import { freshDatabase } from "../../support/database.ts";
import {
  anything,
  everybody,
  fatesOf,
  openEventDesk,
  statedCalendar,
  talk,
  weekly,
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

describe("importing the same file again", () => {
  it("changes nothing: no sequence, no date, no line of the trail", async () => {
    const events = [talk, weekly];
    await desk.importFile(statedCalendar(events));
    const before = await desk.all();

    const again = await desk.importFile(statedCalendar(events), { at: new Date("2026-12-02T09:00:00Z") });

    expect(again.items).toEqual([]);
    expect(again.unchanged).toBe(2);
    expect(await desk.auditLines()).toBe(1);
    const after = await desk.all();
    const known = ({ sources: _sources, ...rest }: (typeof after)[number]) => rest;
    expect(after.map(known)).toEqual(before.map(known));
    expect(after[0]?.sources[0]?.lastSeenAt).toEqual(new Date("2026-12-02T09:00:00Z"));
    expect(await database.prisma.event.findMany({ where: { sequence: { not: 0 } } })).toEqual([]);
  });

  it("is shown by a dry run that keeps nothing", async () => {
    const plan = await desk.importFile(statedCalendar([talk]), { dryRun: true });

    expect(fatesOf(plan)).toEqual(["new Cloud talk"]);
    expect(await desk.all()).toEqual([]);
    expect(await desk.auditLines()).toBe(0);
  });
});

describe("what changed in a file", () => {
  it("an event at another time is moved, and says from when", async () => {
    await desk.importFile(statedCalendar([talk]));

    const plan = await desk.importFile(
      statedCalendar([["UID:talk@x", "SEQUENCE:1", "DTSTART:20261204T183000Z", "SUMMARY:Cloud talk"]]),
    );

    expect(fatesOf(plan)).toEqual(["moved Cloud talk"]);
    expect(await desk.all()).toMatchObject([
      {
        status: "moved",
        time: { wallTime: "2026-12-04T18:30:00" },
        movedFrom: { wallTime: "2026-12-03T18:30:00" },
      },
    ]);
  });

  it("an older version does not take the place of a newer one", async () => {
    await desk.importFile(statedCalendar([[...talk, "SEQUENCE:3"]]));

    const plan = await desk.importFile(
      statedCalendar([[...without(talk, "SUMMARY"), "SUMMARY:Old", "SEQUENCE:2"]]),
    );

    expect(plan).toMatchObject({ items: [], older: 1 });
    expect(await desk.all()).toMatchObject([{ title: "Cloud talk" }]);
  });

  it("one instance moved, one cancelled, one left out: each is told", async () => {
    const moved = [
      "UID:weekly@x",
      "RECURRENCE-ID;TZID=Europe/London:20261209T180000",
      "DTSTART;TZID=Europe/London:20261210T190000",
      "SUMMARY:Code night",
      "LOCATION:Annexe\\, York",
    ];
    const cancelled = [
      "UID:weekly@x",
      "RECURRENCE-ID;TZID=Europe/London:20261216T180000",
      "DTSTART;TZID=Europe/London:20261216T180000",
      "STATUS:CANCELLED",
      "SUMMARY:Code night",
    ];

    await desk.importFile(
      statedCalendar([
        [...weekly, "EXDATE;TZID=Europe/London:20261223T180000", "LOCATION:Hall\\, Leeds"],
        moved,
        cancelled,
      ]),
    );

    const all = await desk.all();
    expect(all.map(({ status, time }) => [status, time.kind === "timed" ? time.wallTime : ""])).toEqual([
      ["scheduled", "2026-12-02T18:00:00"],
      ["moved", "2026-12-10T19:00:00"],
      ["cancelled", "2026-12-16T18:00:00"],
    ]);
    expect(all[1]).toMatchObject({ venue: "Annexe", movedFrom: { wallTime: "2026-12-09T18:00:00" } });
    const inYork = await desk.search.find({ ...anything, places: ["york"] }, everybody);
    expect(inYork.events.map(({ venue }) => venue)).toEqual(["Annexe"]);
  });

  it("this and all later ones move by as much", async () => {
    const later = [
      "UID:weekly@x",
      "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20261209T180000",
      "DTSTART;TZID=Europe/London:20261210T193000",
      "SUMMARY:Code night, now Thursdays",
    ];

    await desk.importFile(statedCalendar([weekly, later]));

    const all = await desk.all();
    expect(all.map(({ title, time }) => `${title} ${time.kind === "timed" ? time.wallTime : ""}`)).toEqual([
      "Code night 2026-12-02T18:00:00",
      "Code night, now Thursdays 2026-12-10T19:30:00",
      "Code night, now Thursdays 2026-12-17T19:30:00",
      "Code night, now Thursdays 2026-12-24T19:30:00",
    ]);
  });

  it("what is gone is withdrawn when it lies ahead, and stays when it is over", async () => {
    const over = ["UID:over@x", "DTSTART:20261103T183000Z", "SUMMARY:Over"];
    await desk.importFile(statedCalendar([talk, over, weekly]));

    const plan = await desk.importFile(statedCalendar([weekly]));

    expect(fatesOf(plan)).toEqual(["gone Cloud talk"]);
    expect(new Set((await desk.all()).map(({ title }) => title))).toEqual(new Set(["Over", "Code night"]));
  });

  it("what cannot be read is not taken for gone", async () => {
    await desk.importFile(statedCalendar([talk, weekly]));

    const plan = await desk.importFile(
      statedCalendar([["UID:talk@x", "DTSTART:someday", "SUMMARY:Cloud talk"], weekly]),
    );

    expect(plan).toMatchObject({ items: [], refused: [{ entryKey: "talk@x" }] });
    expect((await desk.all()).some(({ title }) => title === "Cloud talk")).toBe(true);
  });

  it("what became private is gone at once, and what was never public never comes", async () => {
    const over = ["UID:over@x", "DTSTART:20261103T183000Z", "SUMMARY:Over"];
    await desk.importFile(statedCalendar([over, [...talk, "CLASS:CONFIDENTIAL"]]));
    expect((await desk.all()).map(({ title }) => title)).toEqual(["Over"]);

    const plan = await desk.importFile(statedCalendar([[...over, "CLASS:PRIVATE"]]));

    expect(plan).toMatchObject({ leftOut: 1 });
    expect(await desk.all()).toEqual([]);
  });

  it("withdrawn by hand it is gone, also what is over, and comes back with its next import", async () => {
    const over = ["UID:over@x", "DTSTART:20261103T183000Z", "SUMMARY:Over"];
    const file = statedCalendar([over, talk]);
    await desk.importFile(file);

    await withdrawEvents(
      { sourceKey: "/feed.ics", label: "feed.ics", by: null, dryRun: false },
      { store: desk.store, clock: { now: () => desk.now } },
    );
    expect(await desk.all()).toEqual([]);

    expect(fatesOf(await desk.importFile(file))).toEqual(["new Over", "new Cloud talk"]);
  });
});

describe("a notice of cancellation", () => {
  const notice = ["METHOD:CANCEL"];

  it("needs no start, calls off the event of its uid, and leaves all others", async () => {
    await desk.importFile(statedCalendar([talk, weekly]));

    const plan = await desk.importFile(statedCalendar([["UID:talk@x", "SEQUENCE:1"]], { head: notice }), {
      sourceKey: "/off.ics",
    });

    expect(fatesOf(plan)).toEqual(["cancelled Cloud talk"]);
    expect(
      (await desk.all()).filter(({ status }) => status === "cancelled").map(({ title }) => title),
    ).toEqual(["Cloud talk"]);
  });

  it("of one instance calls off that one", async () => {
    await desk.importFile(statedCalendar([weekly]));

    await desk.importFile(
      statedCalendar([["UID:weekly@x", "RECURRENCE-ID:20261209T180000Z"]], { head: notice }),
      { sourceKey: "/off.ics", at: new Date("2026-12-01T10:00:00Z") },
    );

    expect((await desk.all()).map(({ status }) => status)).toEqual([
      "scheduled",
      "cancelled",
      "scheduled",
      "scheduled",
    ]);
  });

  it("of another cluster is refused", async () => {
    await desk.importFile(statedCalendar([talk]));

    const plan = await desk.importFile(
      statedCalendar([["UID:talk@x"]], { head: notice, defaults: { clusterId: "bristol" } }),
      { sourceKey: "/off.ics" },
    );

    expect(plan.refused).toMatchObject([{ problem: { kind: "other-cluster" } }]);
    expect(await desk.all()).toMatchObject([{ status: "scheduled" }]);
  });
});
