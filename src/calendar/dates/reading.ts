import { Temporal } from "temporal-polyfill";
import type { Token } from "./tokens.ts";

/** How fine something is said: "tomorrow" is a day, "at six" an hour. */
export type Grain =
  | "second"
  | "minute"
  | "hour"
  | "part-of-day"
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "year";

/**
 * A stretch of wall time. `end` is exclusive; null for a point of time and, where `isOpen`, for what has no end.
 * `start` null: from no known beginning.
 */
export interface Stretch {
  readonly start: Temporal.PlainDateTime;
  readonly end: Temporal.PlainDateTime | null;
  readonly grain: Grain;
  readonly isOpen: boolean;
}

/** What a rule is read against. */
export interface Surroundings {
  /** Wall time of whoever wrote it. */
  readonly now: Temporal.PlainDateTime;
  /** Whether 3/12 is the third of December. */
  readonly isDayFirst: boolean;
  /** Days off that have a name, from the year before `now` to two after, in order. */
  readonly bankHolidays: readonly Temporal.PlainDate[];
}

/** What a rule read, and the token after it. */
export interface Read<Value> {
  readonly value: Value;
  readonly next: number;
}

/** Reads something that begins at token `at`; null when it does not begin there. */
export type Rule<Value> = (tokens: readonly Token[], at: number, around: Surroundings) => Read<Value> | null;

/** The word at `at` as it is spelled out; the empty string when there is none. */
export function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === "word" ? token.word : "";
}

export function isWord(tokens: readonly Token[], at: number, ...words: readonly string[]): boolean {
  const word = wordAt(tokens, at);
  return word !== "" && words.includes(word);
}

export function isMark(tokens: readonly Token[], at: number, mark: string): boolean {
  const token = tokens[at];
  return token?.kind === "mark" && token.mark === mark;
}

/** The token after any of these words and after commas. */
export function skip(tokens: readonly Token[], at: number, ...words: readonly string[]): number {
  let next = at;
  while (isMark(tokens, next, ",") || (words.length > 0 && isWord(tokens, next, ...words))) next += 1;
  return next;
}

/** The first rule that reads something. */
export function first<Value>(...rules: readonly Rule<Value>[]): Rule<Value> {
  return (tokens, at, around) => {
    for (const rule of rules) {
      const read = rule(tokens, at, around);
      if (read !== null) return read;
    }
    return null;
  };
}

/** What the rule reads that goes furthest; the earlier one of two that go equally far. */
export function longest<Value>(...rules: readonly Rule<Value>[]): Rule<Value> {
  return (tokens, at, around) => {
    let best: Read<Value> | null = null;
    for (const rule of rules) {
      const read = rule(tokens, at, around);
      if (read !== null && (best === null || read.next > best.next)) best = read;
    }
    return best;
  };
}

export function dayStretch(date: Temporal.PlainDate): Stretch {
  return daysFrom(date, 1, "day");
}

export function daysFrom(date: Temporal.PlainDate, count: number, grain: Grain): Stretch {
  return between(date, date.add({ days: count }), grain);
}

/** From the beginning of `from` to the beginning of `until`. */
export function between(from: Temporal.PlainDate, until: Temporal.PlainDate, grain: Grain): Stretch {
  return { start: from.toPlainDateTime(), end: until.toPlainDateTime(), grain, isOpen: false };
}

export function point(start: Temporal.PlainDateTime, grain: Grain): Stretch {
  return { start, end: null, grain, isOpen: false };
}

export function monthStretch(year: number, month: number): Stretch {
  const start = Temporal.PlainDate.from({ year, month, day: 1 });
  return between(start, start.add({ months: 1 }), "month");
}

export function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The date, or null when there is none: 30 February. */
export function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return null;
  }
}

export function compareDays(left: Temporal.PlainDate, right: Temporal.PlainDate): number {
  return Temporal.PlainDate.compare(left, right);
}

export function compareTimes(left: Temporal.PlainDateTime, right: Temporal.PlainDateTime): number {
  return Temporal.PlainDateTime.compare(left, right);
}

export function today({ now }: Surroundings): Temporal.PlainDate {
  return now.toPlainDate();
}
