import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { dayOfRun, momentOf, runsOf } from "../../src/announcing/runs.ts";
import type { Repeat, Schedule } from "../../src/announcing/schedule.ts";
import type { Division } from "../../src/calendar/bank-holidays.ts";
import { ukZone } from "../../src/calendar/zones.ts";

const newYork = { id: "America/New_York" };

function repeat(start: string, rule: string, rest: Partial<Repeat> = {}): Repeat {
  return { kind: "repeat", start, rule, except: [], exceptBankHolidays: false, zone: null, ...rest };
}

function slots(schedule: Schedule, from: string, until: string): readonly string[] {
  const runs = runsOf(schedule, { from, until });
  if (runs.kind === "refused") throw new Error("refused");
  return runs.slots;
}

/** The last Sundays of March and October. */
const changes = [
  ["2026-03-29", "2026-10-25"],
  ["2027-03-28", "2027-10-31"],
  ["2028-03-26", "2028-10-29"],
] as const;

describe.each(["UTC", "Europe/London", "America/Los_Angeles"])("on a computer whose clock is %s", (host) => {
  beforeAll(() => {
    vi.stubEnv("TZ", host);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it("the computer's zone is that one for this test", () => {
    const [year, ...rest] = [2026, 5, 15, 12] as const;
    const hours = new Date(year, ...rest).getTime() - Date.UTC(year, ...rest);

    expect(hours / 3_600_000).toBe({ UTC: 0, "Europe/London": -1, "America/Los_Angeles": 7 }[host]);
  });

  it.each(changes)("half past one on %s is skipped, and comes twice on %s", (spring, autumn) => {
    const skipped = momentOf(`${spring}T01:30`, ukZone);
    const twice = momentOf(`${autumn}T01:30`, ukZone);

    expect([skipped.kind, skipped.shown, skipped.at.toString()]).toEqual([
      "skipped",
      `${spring}T02:30`,
      `${spring}T01:30:00Z`,
    ]);
    expect([twice.kind, twice.shown, twice.at.toString()]).toEqual([
      "twice",
      `${autumn}T01:30`,
      `${autumn}T00:30:00Z`,
    ]);
  });

  it.each(changes.flat())("nine in the morning stays nine on the wall around %s", (day) => {
    const sunday = Temporal.PlainDate.from(day);
    const week = slots(
      repeat(`${sunday.subtract({ days: 3 })}T09:00`, "FREQ=DAILY"),
      `${sunday.subtract({ days: 1 })}T00:00`,
      `${sunday.add({ days: 2 })}T00:00`,
    );
    const hours = week.map((slot) => momentOf(slot, ukZone).at.toString().slice(11, 16));
    const [before, after] = sunday.month === 3 ? ["09:00", "08:00"] : ["08:00", "09:00"];

    expect(week.map((slot) => slot.slice(11))).toEqual(["09:00", "09:00", "09:00"]);
    expect(hours).toEqual([before, after, after]);
  });

  it("the clocks of New York change on their own days", () => {
    expect(momentOf("2027-03-14T02:30", newYork)).toMatchObject({
      kind: "skipped",
      shown: "2027-03-14T03:30",
    });
    expect(momentOf("2026-11-01T01:30", newYork)).toMatchObject({ kind: "twice" });
    expect(momentOf("2027-03-28T01:30", newYork)).toMatchObject({ kind: "plain" });
    expect(momentOf("2026-10-28T09:00", newYork).at.toString()).toBe("2026-10-28T13:00:00Z");
    expect(momentOf("2026-11-04T09:00", newYork).at.toString()).toBe("2026-11-04T14:00:00Z");
  });

  it.each([
    [
      "the 31st, where there is one",
      "2026-10-31T09:00",
      "FREQ=MONTHLY;BYMONTHDAY=31",
      "2026-10-31 2026-12-31 2027-01-31 2027-03-31",
    ],
    ["29 February", "2028-02-29T09:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29 2032-02-29"],
    [
      "the last day",
      "2027-01-31T09:00",
      "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
      "2027-01-31 2027-02-28 2027-03-31",
    ],
    [
      "until a day, that day too",
      "2026-12-01T09:00",
      "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T235959",
      "2026-12-01 2026-12-08 2026-12-15",
    ],
  ])("%s", (_, start, rule, days) => {
    const wanted = days.split(" ");

    const found = slots(repeat(start, rule), start, "2033-01-01T00:00").slice(0, wanted.length);

    expect(found).toEqual(wanted.map((day) => `${day}T09:00`));
  });

  it("one announcement is nine o'clock in each region's own zone", () => {
    const at = [ukZone, newYork].map((zone) => momentOf("2027-03-20T09:00", zone).at.toString());

    expect(at).toEqual(["2027-03-20T09:00:00Z", "2027-03-20T13:00:00Z"]);
  });

  it.each([
    ["Europe/London", "01:30"],
    ["Europe/London", "00:59"],
    ["America/New_York", "02:30"],
    ["America/New_York", "01:30"],
  ])("no run in %s at %s is due twice, and none before the one before it", (id, time) => {
    const daily = changes.flat().flatMap((day) => {
      const around = Temporal.PlainDate.from(day);
      const [from, until] = [around.subtract({ days: 16 }), around.add({ days: 9 })];
      return slots(repeat(`2026-03-01T${time}`, "FREQ=DAILY"), `${from}T00:00`, `${until}T00:00`);
    });
    const due = daily.map((slot) => momentOf(slot, { id }).at.epochMilliseconds);

    expect(daily.length).toBe(6 * 25);
    expect(due.every((at, index) => index === 0 || at > (due[index - 1] ?? 0))).toBe(true);
  });
});

describe("runs", () => {
  it("of an announcement that goes out once there is one, in its window only", () => {
    const once: Schedule = { kind: "once", at: "2026-12-01T09:00", zone: null };

    expect(slots(once, "2026-12-01T09:00", "2026-12-01T09:01")).toEqual(["2026-12-01T09:00"]);
    expect(slots(once, "2026-11-01T09:00", "2026-12-01T09:00")).toEqual([]);
    expect(slots({ kind: "now" }, "2026-11-01T09:00", "2026-12-01T09:00")).toEqual([]);
  });

  it("windows that meet share none and miss none", () => {
    const weekly = repeat("2026-12-01T09:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=9", {
      except: ["2026-12-10T09:00"],
    });
    const edges = ["2026-12-01T00:00", "2026-12-08T09:00", "2026-12-15T09:01", "2027-03-01T00:00"];

    const apart = edges.slice(1).flatMap((until, index) => slots(weekly, edges[index] ?? "", until));

    expect(apart).toEqual(slots(weekly, "2026-01-01T00:00", "2028-01-01T00:00"));
    expect(apart).toHaveLength(8);
  });
});

describe("a repeat that leaves out bank holidays", () => {
  const weekdays = repeat("2026-11-02T09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", {
    exceptBankHolidays: true,
  });
  const on = (day: string, division: Division | null, schedule: Schedule = weekdays) =>
    dayOfRun(schedule, momentOf(`${day}T09:00`, ukZone).at, division).kind;

  it.each<readonly [string, Division | null, string]>([
    ["2026-11-30", "scotland", "bank-holiday"],
    ["2026-11-30", "england-and-wales", "ordinary"],
    ["2026-11-30", "northern-ireland", "ordinary"],
    ["2027-03-17", "northern-ireland", "bank-holiday"],
    ["2027-03-17", "scotland", "ordinary"],
    ["2027-03-29", "england-and-wales", "bank-holiday"],
    ["2027-03-29", "scotland", "ordinary"],
    ["2026-12-28", "scotland", "bank-holiday"],
    ["2026-12-25", null, "ordinary"],
    ["2028-12-26", "england-and-wales", "bank-holiday"],
    ["2029-01-01", "england-and-wales", "unknown"],
    ["2029-01-06", "england-and-wales", "ordinary"],
  ])("%s in %s: %s", (day, division, kind) => {
    expect(on(day, division)).toBe(kind);
  });

  it("others run on all days", () => {
    expect(on("2026-11-30", "scotland", { ...weekdays, exceptBankHolidays: false })).toBe("ordinary");
    expect(on("2029-01-01", "scotland", { kind: "once", at: "2029-01-01T09:00", zone: null })).toBe(
      "ordinary",
    );
  });
});
