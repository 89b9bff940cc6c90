import type { Temporal } from "temporal-polyfill";
import { cardinal, ordinal } from "./numbers.ts";
import {
  compareDays,
  dateOf,
  dayStretch,
  isMark,
  isWord,
  type Read,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
  today,
  wordAt,
} from "./reading.ts";
import { fullYear, type Token } from "./tokens.ts";
import { doubtful, months } from "./vocabulary.ts";

export function monthAt(tokens: readonly Token[], at: number): number | null {
  return months.get(wordAt(tokens, at)) ?? null;
}

/** Whether the word may be something else than a date when nothing stands beside it. */
export function isDoubtful(token: Token | undefined): boolean {
  return token?.kind === "word" && doubtful.has(token.typed);
}

/** A year that may follow a day or a month: `2026`, `, 2026`, `'26`, `of next year`. */
export const year: Rule<number> = (tokens, at, around) => {
  const start = skip(tokens, at, "of", "in");
  const token = tokens[start];
  if (token?.kind === "number" && !token.isOrdinal) {
    const isFull = token.digits === 4 && token.value >= 1900 && token.value < 2200;
    return isFull ? { value: token.value, next: start + 1 } : null;
  }
  // "13-15 July" is no year, "31-Oct-74" is one.
  const isDashed = isMark(tokens, start, "-") && isMark(tokens, start - 2, "-");
  const short = isMark(tokens, start, "'") || isDashed ? tokens[start + 1] : undefined;
  if (short?.kind === "number" && (short.digits === 2 || (short.digits === 4 && short.value > 1900)))
    return { value: fullYear(short.value, short.digits), next: start + 2 };
  const offset = new Map([
    ["this", 0],
    ["next", 1],
    ["last", -1],
  ]).get(wordAt(tokens, start));
  return offset !== undefined && isWord(tokens, start + 1, "year")
    ? { value: around.now.year + offset, next: start + 2 }
    : null;
};

/** The day in the year that is meant when none is said: the coming one. */
function coming(month: number, dayNumber: number, around: Surroundings): Temporal.PlainDate | null {
  const now = today(around);
  for (let ahead = 0; ahead < 9; ahead += 1) {
    const candidate = dateOf(now.year + ahead, month, dayNumber);
    if (candidate !== null && compareDays(candidate, now) >= 0) return candidate;
  }
  return null;
}

/** A day with its month: `3 December`, `dec 3rd 2026`, `the third of dec`, `31-Oct-74`, `3/12`, `2026-12-03`. */
export const date: Rule<Stretch> = (tokens, at, around) => {
  const read = numericDate(tokens, at, around) ?? writtenDate(tokens, at, around);
  return read === null ? null : { value: dayStretch(read.value), next: read.next };
};

const numericDate: Rule<Temporal.PlainDate> = (tokens, at, around) => {
  const token = tokens[at];
  if (token?.kind === "iso-date") return dated(dateOf(token.year, token.month, token.day), at + 1);
  if (token?.kind !== "slashed") return null;
  if (token.year === null && isWord(tokens, at + 1, "of", "hour", "h", "mile", "stars")) return null;
  const inOrder = around.isDayFirst ? [token.second, token.first] : [token.first, token.second];
  const [month = 0, dayNumber = 0] =
    inOrder[0] !== undefined && inOrder[0] > 12 ? inOrder.toReversed() : inOrder;
  if (token.year !== null) return dated(dateOf(token.year, month, dayNumber), at + 1);
  return month < 1 || month > 12 ? null : dated(coming(month, dayNumber, around), at + 1);
};

function dated(value: Temporal.PlainDate | null, next: number): Read<Temporal.PlainDate> | null {
  return value === null ? null : { value, next };
}

const writtenDate: Rule<Temporal.PlainDate> = (tokens, at, around) => {
  const parts = dayThenMonth(tokens, at, around) ?? monthThenDay(tokens, at, around);
  if (parts === null) return null;
  const { month, dayNumber } = parts.value;
  const said = year(tokens, parts.next, around) ?? spacedShortYear(tokens, parts.next);
  if (said !== null) return dated(dateOf(said.value, month, dayNumber), said.next);
  return dated(coming(month, dayNumber, around), parts.next);
};

/** `31 oct 74` at the end of a text or before a time. */
function spacedShortYear(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at];
  if (token?.kind !== "number" || token.digits !== 2 || token.value < 20 || tokens[at + 1] !== undefined)
    return null;
  return { value: fullYear(token.value, 2), next: at + 1 };
}

export interface DayAndMonth {
  readonly month: number;
  readonly dayNumber: number;
}

export const dayNumberAt: Rule<number> = (tokens, at, around) => {
  const read = ordinal(tokens, at, around) ?? cardinal(tokens, at, around);
  return read !== null && read.value >= 1 && read.value <= 31 ? read : null;
};

/** The same with or without "the". */
export const theDayNumberAt: Rule<number> = (tokens, at, around) =>
  dayNumberAt(tokens, isWord(tokens, at, "the") ? at + 1 : at, around);

export const dayThenMonth: Rule<DayAndMonth> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  const number = dayNumberAt(tokens, start, around);
  if (number === null) return null;
  let next = number.next;
  if (isWord(tokens, next, "day")) next += 1;
  while (isWord(tokens, next, "of") || isMark(tokens, next, "-") || isMark(tokens, next, "/")) next += 1;
  const month = monthAt(tokens, next);
  // "One may ask" is no first of May.
  const isSpelled = tokens[start]?.kind === "word" && ordinal(tokens, start, around) === null;
  if (month === null || (isSpelled && isDoubtful(tokens[next]))) return null;
  return { value: { month, dayNumber: number.value }, next: next + 1 };
};

/** Longer lists of days are nobody's. */
const listedAtMost = 6;

/** The first of `18 and 19 June`: its month is said further on. */
export const listedDay: Rule<Stretch> = (tokens, at, around) => {
  const number = theDayNumberAt(tokens, at, around);
  if (number === null) return null;
  let next = number.next;
  for (let listed = 0; listed < listedAtMost && isListMark(tokens, next); listed += 1) {
    const last = date(tokens, next + 1, around);
    if (last !== null) {
      const { year: inYear, month } = last.value.start;
      const value = dateOf(inYear, month, number.value);
      return value === null ? null : { value: dayStretch(value), next: number.next };
    }
    const another = dayNumberAt(tokens, next + 1, around);
    if (another === null) return null;
    next = another.next;
  }
  return null;
};

function isListMark(tokens: readonly Token[], at: number): boolean {
  return isWord(tokens, at, "and", "or") || isMark(tokens, at, "&") || isMark(tokens, at, ",");
}

export const monthThenDay: Rule<DayAndMonth> = (tokens, at, around) => {
  const month = monthAt(tokens, at);
  if (month === null) return null;
  let next = at + 1;
  while (isWord(tokens, next, "the") || isMark(tokens, next, "-") || isMark(tokens, next, "/")) next += 1;
  const number = dayNumberAt(tokens, next, around);
  // "december 6pm" is a time, "march 2 tickets" is no date but is so rare that it may be one.
  if (number === null || isWord(tokens, number.next, "am", "pm")) return null;
  return { value: { month, dayNumber: number.value }, next: number.next };
};

/** `the 28th`, `25th`, `the 24`, `the 20th of this month`, `the first`. */
export const dayOfMonth: Rule<Stretch> = (tokens, at, around) => {
  const isThe = isWord(tokens, at, "the");
  const start = isThe ? at + 1 : at;
  const token = tokens[start];
  const number = dayNumberAt(tokens, start, around);
  if (number === null) return null;
  const now = today(around);
  const of = monthOfDay(tokens, number.next);
  if (of !== null) {
    const month = now.with({ day: 1 }).add({ months: of.value });
    const inMonth = dateOf(month.year, month.month, number.value);
    return inMonth === null ? null : { value: dayStretch(inMonth), next: of.next };
  }
  const isDigits = token?.kind === "number" && token.isOrdinal;
  if (!isDigits && !(isThe && standsAlone(tokens, number.next))) return null;
  const found = comingDayOfMonth(number.value, now);
  return found === null ? null : { value: dayStretch(found), next: number.next };
};

/** Nothing follows that the number could count: the end, a mark, a time, another day. */
function standsAlone(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === "clock") return true;
  if (token.kind === "mark") return token.mark !== "amount";
  return isWord(tokens, at, "at", "from", "to", "and", "or", "until", "in");
}

export function monthOfDay(tokens: readonly Token[], at: number): Read<number> | null {
  const start = skip(tokens, at, "of", "in", "the");
  const offset = new Map([
    ["this", 0],
    ["current", 0],
    ["next", 1],
    ["coming", 1],
    ["last", -1],
  ]).get(wordAt(tokens, start));
  return offset !== undefined && isWord(tokens, start + 1, "month")
    ? { value: offset, next: start + 2 }
    : null;
}

export function comingDayOfMonth(dayNumber: number, now: Temporal.PlainDate): Temporal.PlainDate | null {
  for (let ahead = 0; ahead < 13; ahead += 1) {
    const month = now.with({ day: 1 }).add({ months: ahead });
    const candidate = dateOf(month.year, month.month, dayNumber);
    if (candidate !== null && compareDays(candidate, now) >= 0) return candidate;
  }
  return null;
}
