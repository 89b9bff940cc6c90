import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { applyConsent, type Consented, type ConsentFacts } from "../../src/announcing/consent.ts";
import { dayKindOf, momentOf, runsOf } from "../../src/announcing/runs.ts";
import { type Schedule, wallMinute } from "../../src/announcing/schedule.ts";
import { divisions } from "../../src/calendar/bank-holidays.ts";
import { wallTimeAt } from "../../src/calendar/zones.ts";
import { type AnnouncementConsent, bankHolidayRules } from "../../src/people/workspace.ts";

const open: AnnouncementConsent = {
  holds: false,
  vetoHours: null,
  dailyCap: null,
  quiet: null,
  zone: "Europe/London",
  optedOutTopics: [],
  bankHolidays: "deliver",
};

const night = { from: "20:00", until: "08:00" };

interface Case {
  readonly consent?: Partial<AnnouncementConsent>;
  readonly facts?: Partial<ConsentFacts>;
  readonly isOwn?: boolean;
}

function consented(slot: string, { consent = {}, facts = {}, isOwn = false }: Case): Consented {
  const agreed = { ...open, ...consent };
  const { at } = momentOf(slot, { id: agreed.zone });
  const known: ConsentFacts = {
    division: "england-and-wales",
    othersOn: () => 0,
    nextAt: null,
    now: momentOf("2026-01-01T00:00", { id: agreed.zone }).at,
    ...facts,
  };
  return applyConsent({ at, topic: "skills", isOwn }, agreed, known);
}

/** `goes 2026-12-01T09:00`, `held …`, `skipped topic-opted-out`: the minute on the wall there. */
function told(result: Consented, zone = open.zone): string {
  if (result.kind === "skipped") return `skipped ${result.reason}`;
  return `${result.kind} ${wallMinute(wallTimeAt(result.due, { id: zone }))}`;
}

describe("what others announce", () => {
  it.each<readonly [string, string, Case, string]>([
    ["goes out as promised where nothing is in the way", "2026-12-01T09:00", {}, "goes 2026-12-01T09:00"],
    [
      "is held where they approve themselves",
      "2026-12-01T09:00",
      { consent: { holds: true } },
      "held 2026-12-01T09:00",
    ],
    [
      "is held above the daily cap",
      "2026-12-01T09:00",
      { consent: { dailyCap: 2 }, facts: { othersOn: () => 2 } },
      "held 2026-12-01T09:00",
    ],
    [
      "counts the day it is moved to",
      "2026-12-01T21:00",
      {
        consent: { dailyCap: 1, quiet: night },
        facts: { othersOn: (day) => (day === "2026-12-02" ? 1 : 0) },
      },
      "held 2026-12-02T08:00",
    ],
    [
      "is left out on a topic they don't want",
      "2026-12-01T09:00",
      { consent: { optedOutTopics: ["skills"] } },
      "skipped topic-opted-out",
    ],
    [
      "waits until quiet hours end",
      "2026-12-01T23:00",
      { consent: { quiet: night } },
      "goes 2026-12-02T08:00",
    ],
    ["after midnight too", "2026-12-02T07:59", { consent: { quiet: night } }, "goes 2026-12-02T08:00"],
    [
      "goes out the minute they end",
      "2026-12-02T08:00",
      { consent: { quiet: night } },
      "goes 2026-12-02T08:00",
    ],
    [
      "waits in the middle of the day",
      "2026-12-01T12:30",
      { consent: { quiet: { from: "12:00", until: "13:00" } } },
      "goes 2026-12-01T13:00",
    ],
    [
      "goes out before those of the day",
      "2026-12-01T11:59",
      { consent: { quiet: { from: "12:00", until: "13:00" } } },
      "goes 2026-12-01T11:59",
    ],
    ["goes out before them", "2026-12-01T19:59", { consent: { quiet: night } }, "goes 2026-12-01T19:59"],
    ["goes out on a bank holiday where they say so", "2026-12-25T09:00", {}, "goes 2026-12-25T09:00"],
    [
      "is left out on one where they say so",
      "2026-12-25T09:00",
      { consent: { bankHolidays: "skip" } },
      "skipped bank-holiday",
    ],
    [
      "goes over Christmas and a weekend",
      "2026-12-25T09:00",
      { consent: { bankHolidays: "next-working-day" } },
      "goes 2026-12-29T09:00",
    ],
    [
      "goes over Easter",
      "2027-03-26T09:00",
      { consent: { bankHolidays: "next-working-day" } },
      "goes 2027-03-30T09:00",
    ],
    [
      "in Scotland Easter Monday is a working day",
      "2027-03-26T09:00",
      { consent: { bankHolidays: "next-working-day" }, facts: { division: "scotland" } },
      "goes 2027-03-29T09:00",
    ],
    [
      "St Andrew's Day is Scotland's alone",
      "2026-11-30T09:00",
      { consent: { bankHolidays: "skip" }, facts: { division: "northern-ireland" } },
      "goes 2026-11-30T09:00",
    ],
    [
      "out of quiet hours into a bank holiday, out of that at the same time",
      "2027-03-28T22:00",
      { consent: { quiet: night, bankHolidays: "next-working-day" } },
      "goes 2027-03-30T08:00",
    ],
    [
      "out of quiet hours, out of the bank holiday they began on",
      "2026-12-25T22:00",
      { consent: { quiet: night, bankHolidays: "skip" } },
      "goes 2026-12-26T08:00",
    ],
    [
      "in a year whose bank holidays are not known somebody has to say",
      "2029-01-01T09:00",
      { consent: { bankHolidays: "skip" } },
      "held 2029-01-01T09:00",
    ],
    ["nobody where they don't matter", "2029-01-01T09:00", {}, "goes 2029-01-01T09:00"],
    [
      "moved behind the next one of the same announcement it is left out",
      "2026-12-25T09:00",
      {
        consent: { bankHolidays: "next-working-day" },
        facts: { nextAt: Temporal.Instant.from("2026-12-28T09:00Z") },
      },
      "skipped next-run-first",
    ],
  ])("%s", (_, slot, given, outcome) => {
    expect(told(consented(slot, given))).toBe(outcome);
  });

  it("is told why, move by move", () => {
    const given = {
      consent: { quiet: night, bankHolidays: "next-working-day", holds: true, dailyCap: 1 },
    } as const;

    expect(consented("2027-03-28T22:00", { ...given, facts: { othersOn: () => 1 } })).toMatchObject({
      kind: "held",
      reasons: ["own-approval", "daily-cap"],
      notes: [
        { note: "after-quiet-hours", from: "2027-03-28T22:00", to: "2027-03-29T08:00" },
        {
          note: "next-working-day",
          from: "2027-03-29T08:00",
          to: "2027-03-30T08:00",
          holiday: "Easter Monday",
        },
      ],
    });
  });
});

describe("quiet hours in the nights the clocks change", () => {
  it.each([
    ["2027-03-27T23:00", "Europe/London", "08:00", "2027-03-28T07:00:00Z"],
    ["2026-10-24T23:00", "Europe/London", "08:00", "2026-10-25T08:00:00Z"],
    // An end that is skipped, and one that comes twice.
    ["2027-03-27T23:00", "Europe/London", "01:30", "2027-03-28T01:30:00Z"],
    ["2026-10-24T23:00", "Europe/London", "01:30", "2026-10-25T00:30:00Z"],
    ["2027-03-13T23:00", "America/New_York", "08:00", "2027-03-14T12:00:00Z"],
    ["2026-10-31T23:00", "America/New_York", "08:00", "2026-11-01T13:00:00Z"],
  ])("from %s in %s until %s", (slot, zone, until, due) => {
    const result = consented(slot, { consent: { zone, quiet: { from: "20:00", until } } });

    expect(result.kind === "goes" ? result.due.toString() : result.kind).toBe(due);
  });

  it("in the second of two hours that look the same they end the second time", () => {
    const at = Temporal.Instant.from("2026-10-25T01:15:00Z");
    const quiet = { from: "20:00", until: "01:30" };
    const facts: ConsentFacts = { division: null, othersOn: () => 0, nextAt: null, now: at };

    const result = applyConsent({ at, topic: null, isOwn: false }, { ...open, quiet }, facts);

    expect(result.kind === "goes" ? result.due.toString() : result.kind).toBe("2026-10-25T01:30:00Z");
  });
});

describe("a workspace's own announcements", () => {
  it("obey nothing, but say what they run into", () => {
    const consent = {
      holds: true,
      vetoHours: null,
      dailyCap: 1,
      quiet: night,
      optedOutTopics: ["skills"],
      bankHolidays: "skip",
    } as const;

    const result = consented("2026-12-25T22:00", { consent, facts: { othersOn: () => 9 }, isOwn: true });

    expect(told(result)).toBe("goes 2026-12-25T22:00");
    expect(result.notes).toEqual([
      { note: "in-quiet-hours", until: "2026-12-26T08:00" },
      { note: "on-bank-holiday", holiday: "Christmas Day" },
    ]);
  });
});

describe("whatever a workspace agreed to", () => {
  /** Numerical Recipes' generator: the same numbers with every run. */
  function numbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "no run comes twice, out of order, in quiet hours or on a holiday they don't want (%i)",
    (seed) => {
      const below = numbers(seed + 1);
      const from = below(1440);
      const quiet = { from: time(from), until: time((from + 30 + below(1380)) % 1440) };
      const bankHolidays = bankHolidayRules[below(3)] ?? "skip";
      const zone = ["Europe/London", "America/New_York"][below(2)] ?? "";
      const division = divisions[below(3)] ?? null;
      const consent = { ...open, quiet, bankHolidays, zone };
      const begin = ["2026-12-20", "2027-03-20", "2026-10-20"][below(3)] ?? "";
      const start = `${begin}T${time(below(1440))}`;
      const daily: Schedule = {
        kind: "repeat",
        start,
        rule: "FREQ=DAILY;COUNT=16",
        except: [],
        exceptBankHolidays: false,
        zone,
      };
      const runs = runsOf(daily, { from: start, until: "2028-01-01T00:00" });
      const promised = runs.kind === "runs" ? runs.slots.map((slot) => momentOf(slot, { id: zone }).at) : [];

      const due = promised.flatMap((at, index) => {
        const facts = { division, othersOn: () => 0, nextAt: promised[index + 1] ?? null, now: at };
        const result = applyConsent({ at, topic: null, isOwn: false }, consent, facts);
        return result.kind === "skipped" ? [] : [result.due];
      });

      expect(due.length).toBeGreaterThan(bankHolidays === "deliver" ? 14 : 9);
      for (const [index, at] of due.entries()) {
        const before = due[index - 1];
        expect(before === undefined || Temporal.Instant.compare(before, at) < 0).toBe(true);
        const wall = wallTimeAt(at, { id: zone });
        const clock = wallMinute(wall).slice(11);
        const isInside =
          quiet.from < quiet.until
            ? clock >= quiet.from && clock < quiet.until
            : clock >= quiet.from || clock < quiet.until;
        expect(isInside).toBe(false);
        if (bankHolidays !== "deliver") expect(dayKindOf(wall.toPlainDate(), division).kind).toBe("ordinary");
      }
    },
  );
});
