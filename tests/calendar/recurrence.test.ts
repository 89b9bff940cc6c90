import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  expandRecurrence,
  type Recurrence,
  recurrenceLimits,
  type Window,
} from "../../src/calendar/recurrence/expand-recurrence.ts";
import { toInstant, type Zone } from "../../src/calendar/zones.ts";

const wall = (text: string) => Temporal.PlainDateTime.from(text);

function aSeries(start: string, rule: string | null, rest: Partial<Recurrence> = {}): Recurrence {
  return { start: wall(start), isAllDay: false, rule, extra: [], except: [], zone: null, ...rest };
}

/** The year and a half that is worked out ahead. */
const aWindow: Window = { from: wall("2026-11-25"), until: wall("2028-05-25") };

function expanded(series: Recurrence, window: Window = aWindow) {
  const expansion = expandRecurrence(series, window);
  if (expansion.kind === "refused") throw new Error(`refused: ${JSON.stringify(expansion.reason)}`);
  return expansion;
}

/** `2026-12-01T18:30`, the first few of them. */
function first(count: number, series: Recurrence, window: Window = aWindow): readonly string[] {
  return expanded(series, window)
    .occurrences.slice(0, count)
    .map((time) => time.toString({ smallestUnit: time.second === 0 ? "minute" : "second" }));
}

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

describe("what is no rule", () => {
  it.each([
    ["FREQ=FORTNIGHTLY", "unknown-frequency", "FREQ=FORTNIGHTLY"],
    ["INTERVAL=2", "no-frequency", "FREQ"],
    ["", "no-frequency", "FREQ"],
    ["every Tuesday", "not-a-part", "EVERY TUESDAY"],
    ["FREQ=DAILY;INTERVAL=0", "not-a-value", "INTERVAL=0"],
    ["FREQ=DAILY;INTERVAL=-1", "not-a-value", "INTERVAL=-1"],
    ["FREQ=DAILY;COUNT=many", "not-a-value", "COUNT=MANY"],
    ["FREQ=DAILY;UNTIL=20270230", "not-a-value", "UNTIL=20270230"],
    ["FREQ=DAILY;UNTIL=soon", "not-a-value", "UNTIL=SOON"],
    ["FREQ=MONTHLY;BYMONTHDAY=0", "not-a-value", "BYMONTHDAY=0"],
    ["FREQ=MONTHLY;BYMONTHDAY=32", "not-a-value", "BYMONTHDAY=32"],
    ["FREQ=MONTHLY;BYDAY=0TU", "not-a-value", "BYDAY=0TU"],
    ["FREQ=MONTHLY;BYDAY=XX", "not-a-value", "BYDAY=XX"],
    ["FREQ=DAILY;BYHOUR=24", "not-a-value", "BYHOUR=24"],
    ["FREQ=DAILY;BYSETPOS=0", "not-a-value", "BYSETPOS=0"],
    ["FREQ=DAILY;FREQ=WEEKLY", "said-twice", "FREQ=WEEKLY"],
    ["FREQ=DAILY;BYEASTER=1", "unknown-part", "BYEASTER=1"],
    ["FREQ=YEARLY;RSCALE=CHINESE", "unknown-calendar", "RSCALE=CHINESE"],
  ])("%s is refused, and the part is named", (rule, problem, part) => {
    expect(expandRecurrence(aSeries("2026-12-01T18:00", rule), aWindow)).toEqual({
      kind: "refused",
      reason: { problem, part },
    });
  });

  it("nor is one that is endless, or that divides a whole day", () => {
    const long = expandRecurrence(aSeries("2026-12-01", `FREQ=DAILY;BYHOUR=${"1,".repeat(6000)}1`), aWindow);
    const hourly = expandRecurrence(aSeries("2026-12-01", "FREQ=HOURLY", { isAllDay: true }), aWindow);
    const except = Array.from({ length: recurrenceLimits.exceptions + 1 }, () => wall("2027-01-01"));
    const many = expandRecurrence(aSeries("2026-12-01", "FREQ=DAILY", { except }), aWindow);

    expect([long, hourly, many]).toMatchObject([
      { kind: "refused", reason: { problem: "too-long" } },
      { kind: "refused", reason: { problem: "shorter-than-a-day" } },
      { kind: "refused", reason: { problem: "too-many-exceptions" } },
    ]);
  });
});

/** `0,1,2,…` */
const each = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .filter((value) => value !== 0 || from === 0)
    .join(",");
const everySecond = `BYHOUR=${each(0, 23)};BYMINUTE=${each(0, 59)};BYSECOND=${each(0, 59)}`;
const everyPlace = `BYSETPOS=${each(-366, 366)}`;

describe("hostile rules", () => {
  const { occurrences: most } = recurrenceLimits;

  it.each([
    ["FREQ=DAILY;BYMONTHDAY=-1,-2;COUNT=5", 5, false],
    ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", 0, false],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0, false],
    ["FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", 0, false],
    ["FREQ=DAILY;INTERVAL=1000000000", 1, false],
    ["FREQ=SECONDLY;INTERVAL=999999999999999", 1, false],
    ["FREQ=DAILY;COUNT=1000000000", 542, false],
    ["FREQ=DAILY;BYSETPOS=1", 542, false],
    ["FREQ=DAILY;UNTIL=20200101T000000Z", 0, false],
    ["FREQ=SECONDLY", most, true],
    ["FREQ=SECONDLY;INTERVAL=60;BYSECOND=1", 0, true],
    ["FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1", 0, true],
    ["FREQ=HOURLY;INTERVAL=2;BYHOUR=9", 0, false],
    [`FREQ=YEARLY;${everySecond};BYMONTHDAY=${each(1, 31)};COUNT=999999999999`, most, true],
    [`FREQ=YEARLY;${everySecond};BYMONTHDAY=${each(1, 31)};${everyPlace}`, most, true],
    [`FREQ=DAILY;${everySecond};${everyPlace};COUNT=999999999999`, most, true],
  ])("%.60s ends", (rule, count, isCut) => {
    const expansion = expanded(aSeries("2026-11-30T00:00", rule));

    expect(expansion.occurrences.length).toBe(count);
    expect(expansion.isCut).toBe(isCut);
  });

  it("a count that would take ages to reach the window is cut, with nothing found", () => {
    const series = aSeries("1970-01-01T00:00", `FREQ=MINUTELY;BYSECOND=${each(0, 59)};COUNT=999999999999`);

    expect(expanded(series)).toEqual({ kind: "expanded", occurrences: [], isCut: true });
  });

  it("a count of billions is passed over at once where each day has many", () => {
    const series = aSeries("1970-01-01T00:00", `FREQ=DAILY;${everySecond};COUNT=999999999999`);

    expect(first(2, series)).toEqual(["2026-11-25T00:00", "2026-11-25T00:00:01"]);
  });
});

describe("any rule at all", () => {
  const list = (least: number, most: number) =>
    fc
      .array(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 6 })
      .map((values) => values.join());
  const part = (name: string, value: fc.Arbitrary<string>) =>
    fc.option(
      value.map((text) => `;${name}=${text}`),
      { nil: "", freq: 2 },
    );
  const weekday = fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU");
  const rules = fc
    .tuple(
      fc.constantFrom("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"),
      part("INTERVAL", fc.constantFrom("1", "2", "7", "60", "1000000000")),
      part("COUNT", fc.constantFrom("1", "10", "1000000000")),
      part("UNTIL", fc.constantFrom("20200101", "20270101T120000Z", "99991231T235959")),
      part("SKIP", fc.constantFrom("OMIT", "BACKWARD", "FORWARD")),
      part("WKST", weekday),
      part("BYMONTH", list(1, 12)),
      part("BYWEEKNO", list(-53, 53)),
      part("BYYEARDAY", list(-366, 366)),
      part("BYMONTHDAY", list(-31, 31)),
      part(
        "BYDAY",
        fc.tuple(fc.constantFrom("", "1", "-1", "5", "53"), weekday).map((pair) => pair.join("")),
      ),
      part("BYHOUR", list(0, 23)),
      part("BYMINUTE", list(0, 59)),
      part("BYSECOND", list(0, 60)),
      part("BYSETPOS", list(-366, 366)),
    )
    .map(([frequency, ...parts]) => `FREQ=${frequency}${parts.join("")}`);
  const starts = fc.constantFrom(
    "1970-01-01T00:00",
    "2024-02-29T23:59:59",
    "2026-12-31T09:00",
    "2030-01-01T00:00",
  );

  it("returns times in order, none twice, within the window, with none of the exceptions", () => {
    const kinds = new Set<string>();

    fc.assert(
      fc.property(rules, starts, fc.boolean(), (rule, start, isAllDay) => {
        const except = [wall("2026-12-31T09:00")];
        const expansion = expandRecurrence(aSeries(start, rule, { isAllDay, except, zone: london }), aWindow);
        kinds.add(expansion.kind);
        if (expansion.kind === "refused") return;
        const times = expansion.occurrences.map(String);
        expect(times).toEqual([...new Set(times)].toSorted());
        expect(times.length).toBeLessThanOrEqual(recurrenceLimits.occurrences);
        for (const time of [times.at(0), times.at(-1)])
          if (time !== undefined) expect(time >= "2026-11-25" && time < "2028-05-25").toBe(true);
        expect(times).not.toContain(isAllDay ? "2026-12-31T00:00:00" : "2026-12-31T09:00:00");
      }),
      { seed: 20261125, numRuns: 400 },
    );

    expect(kinds).toEqual(new Set(["expanded", "refused"]));
  });

  it("gives the same for a part of the window as for the whole", () => {
    let compared = 0;
    const half: Window = { from: wall("2027-06-10T12:00"), until: wall("2027-08-01") };

    fc.assert(
      fc.property(rules, starts, (rule, start) => {
        const whole = expandRecurrence(aSeries(start, rule), aWindow);
        const part = expandRecurrence(aSeries(start, rule), half);
        if (whole.kind === "refused" || part.kind === "refused" || whole.isCut || part.isCut) return;
        compared += part.occurrences.length;
        expect(part.occurrences.map(String)).toEqual(
          whole.occurrences
            .map(String)
            .filter((time) => time >= "2027-06-10T12:00:00" && time < "2027-08-01"),
        );
      }),
      { seed: 20261126, numRuns: 400 },
    );

    expect(compared).toBeGreaterThan(100);
  });
});
