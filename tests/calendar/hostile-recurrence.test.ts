import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expandRecurrence,
  recurrenceLimits,
  type Window,
} from "../../src/calendar/recurrence/expand-recurrence.ts";
import { aSeries, aWindow, expanded, first, wall } from "../support/a-series.ts";

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
        const expansion = expandRecurrence(
          aSeries(start, rule, { isAllDay, except, zone: { id: "Europe/London" } }),
          aWindow,
        );
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
