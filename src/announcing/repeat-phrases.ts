import { dayThenMonth, monthThenDay } from "../calendar/dates/dates.ts";
import { placeInMonth } from "../calendar/dates/days.ts";
import { weekdayAt } from "../calendar/dates/near-days.ts";
import { cardinal } from "../calendar/dates/numbers.ts";
import {
  isMark,
  isWord,
  type Read,
  type Rule,
  type Surroundings,
  skip,
  wordAt,
} from "../calendar/dates/reading.ts";
import type { Token } from "../calendar/dates/tokens.ts";
import type { Frequency } from "../calendar/recurrence/recurrence-rule.ts";

/**
 * How often, as somebody says it. `parts` are those of a recurrence rule that say on which days, empty where these are
 * still to be said: “every month”. `isUnclear`: “every second Tuesday” may be every other one or the second of a month.
 */
export interface HowOften {
  readonly frequency: Extract<Frequency, "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY">;
  readonly interval: number;
  readonly parts: readonly string[];
  readonly isUnclear: boolean;
}

const dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const workingDays = "MO,TU,WE,TH,FR";

/** `2` as `TU`: the weekdays of a recurrence rule by number, 1 Monday to 7 Sunday. */
function dayName(weekday: number): string {
  return dayNames[weekday - 1] ?? "MO";
}

/** `every first Tuesday`, `weekdays`, `every 2 weeks on Wed`, `once a week on Monday`, `last Friday of the month`. */
export const howOften: Rule<HowOften> = (tokens, at, around) => {
  const start = skip(tokens, at, "on");
  // “Once a week on Monday” is no “week on Monday”.
  if (isWord(tokens, start, "once") && isWord(tokens, start + 1, "a", "per"))
    return byUnit(tokens, start + 2, { isEvery: true, around });
  const isEvery = isWord(tokens, start, "every", "each", "all");
  const next = isEvery ? skip(tokens, start + 1, "the") : skip(tokens, start, "the");
  return (
    everyWorkingDay(tokens, next) ??
    inMonth(tokens, next, { isEvery, around }) ??
    everyWeekday(tokens, next, { isEvery, around }) ??
    (isEvery ? everyYearOn(tokens, next, around) : null) ??
    byUnit(tokens, next, { isEvery, around })
  );
};

/** What stands before: whether “every” was said. */
interface Lead {
  readonly isEvery: boolean;
  readonly around: Surroundings;
}

const often = (
  frequency: HowOften["frequency"],
  interval: number,
  ...parts: readonly string[]
): HowOften => ({
  frequency,
  interval,
  parts,
  isUnclear: false,
});

function everyWorkingDay(tokens: readonly Token[], at: number): Read<HowOften> | null {
  const next = workingDay(tokens, at);
  return next === null ? null : { value: often("WEEKLY", 1, `BYDAY=${workingDays}`), next };
}

/** The token after `weekdays`, `working day`. */
function workingDay(tokens: readonly Token[], at: number): number | null {
  if (isWord(tokens, at, "weekday", "weekdays", "workday", "workdays")) return at + 1;
  const isTwoWords = isWord(tokens, at, "working", "business", "work", "week");
  return isTwoWords && isWord(tokens, at + 1, "day") ? at + 2 : null;
}

/** `first and third Tuesday of the month`, `last working day of the month`, `1st of every month`, `last day of the month`. */
function inMonth(tokens: readonly Token[], at: number, { isEvery, around }: Lead): Read<HowOften> | null {
  const places = listOf(placeInMonth)(tokens, at, around);
  if (places === null) return null;
  const named = placesOf(tokens, places);
  if (named === null) return null;
  const ofMonth = afterOfMonth(tokens, named.next);
  if (ofMonth === null && !isEvery) return null;
  // Every second Tuesday: of the month, or every other one?
  const isUnclear = ofMonth === null && places.value.includes(2) && weekdayAt(tokens, places.next) !== null;
  return { value: { ...often("MONTHLY", 1, ...named.value), isUnclear }, next: ofMonth ?? named.next };
}

/** What is counted: weekdays, working days, or the days of the month themselves. */
function placesOf(
  tokens: readonly Token[],
  { value: places, next }: Read<readonly number[]>,
): Read<readonly string[]> | null {
  const weekday = weekdayAt(tokens, next);
  if (weekday !== null) {
    if (places.some((place) => Math.abs(place) > 5)) return null;
    return {
      value: [`BYDAY=${places.map((place) => `${place}${dayName(weekday)}`).join(",")}`],
      next: next + 1,
    };
  }
  const afterWorkingDay = workingDay(tokens, next);
  if (afterWorkingDay !== null)
    return { value: [`BYDAY=${workingDays}`, `BYSETPOS=${places.join(",")}`], next: afterWorkingDay };
  if (isWord(tokens, next, "day")) return { value: [`BYMONTHDAY=${places.join(",")}`], next: next + 1 };
  const areDays = places.every((place) => place > 0) && !isWord(tokens, next, "week", "month", "year");
  return areDays ? { value: [`BYMONTHDAY=${places.join(",")}`], next } : null;
}

/** The token after `of the month`, `of every month`, `in each month`; null where this is not said. */
function afterOfMonth(tokens: readonly Token[], at: number): number | null {
  if (!isWord(tokens, at, "of", "in")) return isWord(tokens, at, "monthly") ? at + 1 : null;
  const start = skip(tokens, at + 1, "every", "each", "the", "a");
  return isWord(tokens, start, "month") && start > at + 1 ? start + 1 : null;
}

/** `every Monday`, `Mondays and Thursdays`, `every other Wednesday`, `every Monday to Friday`. */
function everyWeekday(
  tokens: readonly Token[],
  at: number,
  { isEvery, around }: Lead,
): Read<HowOften> | null {
  const isOther = isEvery && isWord(tokens, at, "other", "alternate");
  const start = isOther ? at + 1 : at;
  if (!isEvery && !isPlural(tokens[start])) return null;
  const days = weekdayList(tokens, start, around);
  if (days === null) return null;
  return { value: often("WEEKLY", isOther ? 2 : 1, days.value), next: days.next };
}

/** `Mondays`, where `Tues` is no plural. */
function isPlural(token: Token | undefined): boolean {
  return token?.kind === "word" && token.word.endsWith("day") && token.typed === `${token.word}s`;
}

/** As BYDAY: `Mon, Wed and Fri`, `Monday to Friday`. */
const weekdayList: Rule<string> = (tokens, at, around) => {
  const read = listOf((all, place) => {
    const weekday = weekdayAt(all, place);
    return weekday === null ? null : { value: weekday, next: place + 1 };
  })(tokens, at, around);
  if (read === null) return null;
  const isRange = isMark(tokens, read.next, "-") || isWord(tokens, read.next, "to", "through");
  const last = isRange ? weekdayAt(tokens, read.next + 1) : null;
  const [first = 1] = read.value;
  if (last !== null && read.value.length === 1) {
    const days = Array.from(
      { length: ((last - first + 7) % 7) + 1 },
      (_, index) => ((first - 1 + index) % 7) + 1,
    );
    return { value: byDay(days), next: read.next + 2 };
  }
  return { value: byDay(read.value), next: read.next };
};

function byDay(weekdays: readonly number[]): string {
  return `BYDAY=${[...new Set(weekdays)]
    .toSorted((left, right) => left - right)
    .map(dayName)
    .join(",")}`;
}

/** Several, with commas and “and” between. */
function listOf(one: Rule<number>): Rule<readonly number[]> {
  return (tokens, at, around) => {
    const first = one(tokens, at, around);
    if (first === null) return null;
    const values = [first.value];
    let { next } = first;
    for (;;) {
      const more = one(tokens, skip(tokens, afterJoint(tokens, next), "the"), around);
      if (more === null || afterJoint(tokens, next) === next) return { value: values, next };
      values.push(more.value);
      next = more.next;
    }
  };
}

function afterJoint(tokens: readonly Token[], at: number): number {
  const start = skip(tokens, at);
  return isWord(tokens, start, "and") || isMark(tokens, start, "&") || isMark(tokens, start, "+")
    ? start + 1
    : start;
}

/** `every 1 December`. */
const everyYearOn: Rule<HowOften> = (tokens, at, around) => {
  const read = dayThenMonth(tokens, at, around) ?? monthThenDay(tokens, at, around);
  if (read === null) return null;
  const { month, dayNumber } = read.value;
  return { value: often("YEARLY", 1, `BYMONTH=${month}`, `BYMONTHDAY=${dayNumber}`), next: read.next };
};

const adverbs: ReadonlyMap<string, readonly [HowOften["frequency"], number]> = new Map([
  ["daily", ["DAILY", 1]],
  ["weekly", ["WEEKLY", 1]],
  ["fortnightly", ["WEEKLY", 2]],
  ["monthly", ["MONTHLY", 1]],
  ["quarterly", ["MONTHLY", 3]],
  ["yearly", ["YEARLY", 1]],
  ["annually", ["YEARLY", 1]],
]);

const units: ReadonlyMap<string, readonly [HowOften["frequency"], number]> = new Map([
  ["day", ["DAILY", 1]],
  ["week", ["WEEKLY", 1]],
  ["fortnight", ["WEEKLY", 2]],
  ["month", ["MONTHLY", 1]],
  ["quarter", ["MONTHLY", 3]],
  ["year", ["YEARLY", 1]],
]);

/** `monthly`, `every 2 weeks`, `every other month`, and on which day of it where that is said next. */
function byUnit(tokens: readonly Token[], at: number, { isEvery, around }: Lead): Read<HowOften> | null {
  const adverb = adverbs.get(wordAt(tokens, at));
  if (adverb !== undefined) return onDays(tokens, at + 1, { unit: adverb, times: 1, around });
  if (!isEvery) return null;
  const isOther = isWord(tokens, at, "other", "second", "alternate");
  const count = isOther ? { value: 2, next: at + 1 } : cardinal(tokens, at, around);
  const unitAt = count?.next ?? at;
  const unit = units.get(wordAt(tokens, unitAt));
  if (unit === undefined || count?.value === 0) return null;
  return onDays(tokens, unitAt + 1, { unit, times: count?.value ?? 1, around });
}

interface UnitSaid {
  readonly unit: readonly [HowOften["frequency"], number];
  readonly times: number;
  readonly around: Surroundings;
}

function onDays(tokens: readonly Token[], at: number, { unit, times, around }: UnitSaid): Read<HowOften> {
  const [frequency, interval] = [unit[0], unit[1] * times];
  const start = skip(tokens, at, "on", "the");
  const bare = { value: often(frequency, interval), next: at };
  if (frequency === "WEEKLY") {
    const days = weekdayList(tokens, start, around);
    return days === null ? bare : { value: often(frequency, interval, days.value), next: days.next };
  }
  if (frequency === "MONTHLY") {
    const places = listOf(placeInMonth)(tokens, start, around);
    // “monthly from 3 February” names a day that follows, not the third of each month.
    const named = places === null ? null : placesOf(tokens, places);
    if (named === null) return bare;
    return {
      value: often(frequency, interval, ...named.value),
      next: afterOfMonth(tokens, named.next) ?? named.next,
    };
  }
  const yearly = frequency === "YEARLY" ? everyYearOn(tokens, start, around) : null;
  return yearly === null ? bare : { ...yearly, value: { ...yearly.value, interval } };
}
