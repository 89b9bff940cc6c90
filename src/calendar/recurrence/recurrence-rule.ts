import type { Temporal } from "temporal-polyfill";

/** From the longest to the shortest: what is shorter than a part's own unit is limited by it, what is longer expanded. */
export const frequencies = [
  "YEARLY",
  "MONTHLY",
  "WEEKLY",
  "DAILY",
  "HOURLY",
  "MINUTELY",
  "SECONDLY",
] as const satisfies readonly string[];

export type Frequency = (typeof frequencies)[number];

/**
 * Which Tuesdays: by weekday, 1, Monday, to 7, Sunday, the numbers that are meant (2 the second, -1 the last), or each
 * of them. Looked up, not gone through: a rule may list hundreds.
 */
export type NumberedWeekdays = ReadonlyMap<number, ReadonlySet<number> | "each">;

/** What becomes of 31 February (RFC 7529): left out, or the last day before it, or the first one after it. */
export type Skip = "OMIT" | "BACKWARD" | "FORWARD";

export interface Until {
  /** The last second that counts. */
  readonly time: Temporal.PlainDateTime;
  /** Written with a Z: in UTC, not on the clock of the series. */
  readonly isUtc: boolean;
}

/** A recurrence rule of RFC 5545, section 3.3.10. A part that is not said is null. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Until | null;
  /** 1, Monday, to 7, Sunday. */
  readonly weekStart: number;
  readonly skip: Skip;
  readonly months: ReadonlySet<number> | null;
  readonly weekNumbers: ReadonlySet<number> | null;
  readonly yearDays: ReadonlySet<number> | null;
  readonly monthDays: ReadonlySet<number> | null;
  readonly weekdays: NumberedWeekdays | null;
  readonly hours: ReadonlySet<number> | null;
  readonly minutes: ReadonlySet<number> | null;
  readonly seconds: ReadonlySet<number> | null;
  readonly setPositions: ReadonlySet<number> | null;
}

/** Why a rule cannot be used, and the part of it that is to blame. */
export interface RuleProblem {
  readonly problem:
    | "too-long"
    | "not-a-part"
    | "unknown-part"
    | "said-twice"
    | "no-frequency"
    | "unknown-frequency"
    | "not-a-value"
    | "unknown-calendar"
    | "shorter-than-a-day"
    | "too-many-exceptions";
  /** `FREQ=FORTNIGHTLY`, as it was written, 80 characters of it at most. */
  readonly part: string;
}
