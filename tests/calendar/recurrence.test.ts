import { describe, expect, it } from "vitest";
import type { Recurrence, Window } from "../../src/calendar/recurrence/expand-recurrence.ts";
import { toInstant, type Zone } from "../../src/calendar/zones.ts";
import { aSeries, aWindow, expanded, first, wall } from "../support/a-series.ts";

/** Days only, where the time is that of the start. */
const firstDays = (count: number, series: Recurrence, window: Window = aWindow) =>
  first(count, series, window).map((time) => time.slice(0, 10));

const london: Zone = { id: "Europe/London" };

describe("a series as organisers set it up", () => {
  it.each([
    ["every first Tuesday", "2026-12-01T18:30", "FREQ=MONTHLY;BYDAY=1TU", "2026-12-01 2027-01-05 2027-02-02"],
    ["the last Friday", "2026-11-27T12:00", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27 2026-12-25 2027-01-29"],
    [
      "the last weekday of the month",
      "2026-11-30T17:00",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
      "2026-11-30 2026-12-31 2027-01-29 2027-02-26",
    ],
    [
      "the second and fourth Wednesday",
      "2026-12-09T19:00",
      "FREQ=MONTHLY;BYDAY=2WE,4WE",
      "2026-12-09 2026-12-23 2027-01-13",
    ],
    [
      "the last day",
      "2026-11-30T09:00",
      "FREQ=MONTHLY;BYMONTHDAY=-1",
      "2026-11-30 2026-12-31 2027-01-31 2027-02-28",
    ],
    ["the 31st, where there is one", "2026-12-31T09:00", "FREQ=MONTHLY", "2026-12-31 2027-01-31 2027-03-31"],
    ["every Thursday", "2026-11-26T18:00", "FREQ=WEEKLY", "2026-11-26 2026-12-03 2026-12-10"],
    [
      "each working day",
      "2026-11-27T09:15",
      "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
      "2026-11-27 2026-11-30 2026-12-01",
    ],
    [
      "every quarter",
      "2026-12-03T10:00",
      "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH",
      "2026-12-03 2027-03-04 2027-06-03",
    ],
    [
      "the Monday of week 20",
      "2027-05-17T09:00",
      "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
      "2027-05-17 2028-05-15",
    ],
    [
      "the same weekday of a week",
      "2026-12-28T09:00",
      "FREQ=YEARLY;BYWEEKNO=53,1",
      "2026-12-28 2027-01-04 2028-01-03",
    ],
    [
      "the 100th and the last day",
      "2026-12-31T09:00",
      "FREQ=YEARLY;BYYEARDAY=100,-1",
      "2026-12-31 2027-04-10 2027-12-31",
    ],
    ["the 48th Thursday of the year", "2026-11-26T09:00", "FREQ=YEARLY;BYDAY=48TH", "2026-11-26 2027-12-02"],
    ["Thanksgiving", "2026-11-26T12:00", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26 2027-11-25"],
    [
      "in small letters, with its name",
      "2026-11-26T12:00",
      "rrule:freq=weekly;count=2;",
      "2026-11-26 2026-12-03",
    ],
  ])("%s", (_, start, rule, days) => {
    const wanted = days.split(" ");

    expect(firstDays(wanted.length, aSeries(start, rule))).toEqual(wanted);
  });

  it("counts from its start, not from the window", () => {
    const series = aSeries("2026-11-05T18:00", "FREQ=WEEKLY;COUNT=5");

    expect(first(9, series)).toEqual(["2026-11-26T18:00", "2026-12-03T18:00"]);
  });

  it("keeps to its rhythm however long ago it began", () => {
    const series = aSeries("1996-02-05T18:00", "FREQ=WEEKLY;INTERVAL=2");

    const weeks = expanded(series).occurrences.map(
      (time) => time.toPlainDate().since("1996-02-05", { largestUnit: "weeks" }).weeks,
    );

    expect(weeks.length).toBe(39);
    expect(weeks.filter((count) => count % 2 === 1)).toEqual([]);
  });

  it("begins its weeks on the day it says", () => {
    const rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4";
    const start = "2026-12-01T09:00";

    expect(firstDays(4, aSeries(start, `${rule};WKST=MO`))).toEqual([
      "2026-12-01",
      "2026-12-06",
      "2026-12-15",
      "2026-12-20",
    ]);
    expect(firstDays(4, aSeries(start, `${rule};WKST=SU`))).toEqual([
      "2026-12-01",
      "2026-12-13",
      "2026-12-15",
      "2026-12-27",
    ]);
  });

  it("takes several times a day, and places among them", () => {
    const series = aSeries("2026-12-01T09:00", "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30;BYSETPOS=1,-1");

    expect(first(3, series)).toEqual(["2026-12-01T09:00", "2026-12-01T17:30", "2026-12-02T09:00"]);
  });

  it("leaves its start out when the rule does not pick it", () => {
    expect(firstDays(1, aSeries("2026-12-02T09:00", "FREQ=WEEKLY;BYDAY=FR"))).toEqual(["2026-12-04"]);
  });
});

describe("weeks across the turn of the year", () => {
  const window: Window = { from: wall("2009-01-01"), until: wall("2027-02-01") };

  it.each([
    [
      "week 1 that begins in December",
      "2024-01-01T09:00",
      "BYWEEKNO=1;BYDAY=MO",
      "2024-01-01 2024-12-30 2025-12-29",
    ],
    [
      "week 53 that ends in January",
      "2009-12-28T09:00",
      "BYWEEKNO=53;BYDAY=SA",
      "2010-01-02 2016-01-02 2021-01-02",
    ],
    ["the last week", "2024-01-01T09:00", "BYWEEKNO=-1;BYDAY=WE", "2024-12-25 2025-12-24 2026-12-30"],
  ])("%s", (_, start, parts, days) => {
    expect(firstDays(3, aSeries(start, `FREQ=YEARLY;${parts}`), window)).toEqual(days.split(" "));
  });
});

describe("leap days", () => {
  const window: Window = { from: wall("2023-01-01"), until: wall("2033-01-01") };

  it.each([
    ["OMIT", ["2024-02-29", "2028-02-29", "2032-02-29"]],
    ["BACKWARD", ["2024-02-29", "2025-02-28", "2026-02-28"]],
    ["FORWARD", ["2024-02-29", "2025-03-01", "2026-03-01"]],
  ])("each year with SKIP=%s", (skip, days) => {
    const series = aSeries("2024-02-29T09:00", `RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=${skip}`);

    expect(firstDays(3, series, window)).toEqual(days);
  });

  it("names a day once that is meant twice", () => {
    const series = aSeries("2023-01-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=5");

    expect(firstDays(9, series, window)).toEqual([
      "2023-01-31",
      "2023-02-01",
      "2023-03-01",
      "2023-03-31",
      "2023-04-01",
    ]);
  });
});

describe("when the clocks change", () => {
  it("a meeting at half past one stays there on the clock, and is one instant", () => {
    const series = aSeries("2027-03-21T01:30", "FREQ=WEEKLY;COUNT=3");

    const instants = expanded(series).occurrences.map((time) => toInstant(time, london).toString());

    expect(instants).toEqual(["2027-03-21T01:30:00Z", "2027-03-28T01:30:00Z", "2027-04-04T00:30:00Z"]);
  });

  it("UNTIL in UTC is read on the clock of the series", () => {
    const rule = "FREQ=DAILY;UNTIL=20270703T173000Z";

    expect(firstDays(9, aSeries("2027-07-01T18:30", rule, { zone: london }))).toContain("2027-07-03");
    expect(firstDays(9, aSeries("2027-07-01T18:31", rule, { zone: london }))).not.toContain("2027-07-03");
  });

  it("until a day is until it has ended", () => {
    expect(firstDays(9, aSeries("2027-07-01T18:30", "FREQ=DAILY;UNTIL=20270702"))).toEqual([
      "2027-07-01",
      "2027-07-02",
    ]);
  });
});

describe("single dates and exceptions", () => {
  it("are added and left out; what is left out still counts", () => {
    const series = aSeries("2026-12-01T18:00", "FREQ=WEEKLY;COUNT=3", {
      extra: [wall("2026-12-05T10:00"), wall("2026-12-15T18:00"), wall("2026-12-06T10:00")],
      except: [wall("2026-12-08T18:00"), wall("2026-12-06T10:00"), wall("2026-12-15T19:00")],
    });

    expect(first(9, series)).toEqual(["2026-12-01T18:00", "2026-12-05T10:00", "2026-12-15T18:00"]);
  });

  it("without a rule the start is one of them", () => {
    const series = aSeries("2026-12-01T18:00", null, {
      extra: [wall("2027-01-12T18:00"), wall("2029-01-01")],
    });

    expect(first(9, series)).toEqual(["2026-12-01T18:00", "2027-01-12T18:00"]);
  });

  it("whole days have no clock", () => {
    const series = aSeries("2026-12-01T09:00", "FREQ=DAILY;BYHOUR=9,10;COUNT=3", {
      isAllDay: true,
      except: [wall("2026-12-02T11:00")],
    });

    expect(first(9, series)).toEqual(["2026-12-01T00:00", "2026-12-03T00:00"]);
  });
});
