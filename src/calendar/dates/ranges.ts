import type { Temporal } from "temporal-polyfill";
import { monthAt, theDayNumberAt } from "./dates.ts";
import { day } from "./days.ts";
import { dayWithTime, timeWithDay } from "./days-with-times.ts";
import { weekdayAt } from "./near-days.ts";
import { period } from "./periods.ts";
import {
  between,
  compareDays,
  compareTimes,
  dayStretch,
  isMark,
  isWord,
  longest,
  point,
  type Read,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
  today,
} from "./reading.ts";
import type { Token } from "./tokens.ts";

/** A day or a period without bounds of its own. */
export const unbounded: Rule<Stretch> = (tokens, at, around) => longest(day, period)(tokens, at, around);

export const nowAlone: Rule<Stretch> = (tokens, at, around) => {
  if (isWord(tokens, at, "now")) return { value: point(around.now, "second"), next: at + 1 };
  return null;
};

/** One end of a range or a bound: a day, a period or a day with a time. */
const rangeEnd: Rule<Stretch> = (tokens, at, around) =>
  longest(dayWithTime, timeWithDay, nowAlone, unbounded)(tokens, at, around);

/** `from 1 dec to 5 jan`, `tues-thurs`, `30 nov - 4 dec`, `dec to feb`, `from now until christmas`. */
export const range: Rule<Stretch> = (tokens, at, around) => {
  const isBetween = isWord(tokens, at, "between");
  const isFrom = isWord(tokens, at, "from");
  const start = isBetween || isFrom ? at + 1 : at;
  const from = rangeEnd(tokens, start, around);
  if (from === null) return null;
  const to = skip(tokens, from.next);
  if (
    !isMark(tokens, to, "-") &&
    !isWord(tokens, to, "to", "until", "through", "thru") &&
    !(isBetween && isWord(tokens, to, "and"))
  )
    return null;
  // What comes first is behind us when only the second is still to come: Monday to Wednesday next week.
  const until =
    rangeEnd(tokens, skip(tokens, to + 1, "the"), around) ??
    rangeEnd(tokens, to + 1, around) ??
    followingDay(from.value)(tokens, to + 1, around);
  if (until === null) return null;
  return joined(from.value, until, around);
};

/** `1st dec until the 5th`: the day after in the month of the first. */
const followingDay =
  (from: Stretch): Rule<Stretch> =>
  (tokens, at, around) => {
    const number = theDayNumberAt(tokens, at, around);
    if (number === null || isWord(tokens, number.next, "am", "pm")) return null;
    const date = from.start.toPlainDate();
    if (from.grain !== "day" || number.value <= date.day || number.value > date.daysInMonth) return null;
    return { value: dayStretch(date.with({ day: number.value })), next: number.next };
  };

function joined(from: Stretch, until: Read<Stretch>, around: Surroundings): Read<Stretch> | null {
  const last = until.value;
  // "From now until Christmas" ends before it; a named last day is part of the range.
  const isNow = from.grain === "second";
  const stop = isNow ? last.start : (last.end ?? last.start);
  if (compareTimes(from.start, stop) < 0)
    return { value: { start: from.start, end: stop, grain: from.grain, isOpen: false }, next: until.next };
  // A range over new year, or Thursday to Tuesday: what was taken for the coming one lies before the start.
  const step = from.grain === "month" ? { years: 1 } : from.grain === "day" ? stepOf(last, from) : null;
  if (step === null) return null;
  const later = stop.add(step);
  return compareTimes(from.start, later) < 0 && compareTimes(around.now, later) < 0
    ? { value: { start: from.start, end: later, grain: from.grain, isOpen: false }, next: until.next }
    : null;
}

function stepOf(last: Stretch, from: Stretch): Temporal.DurationLike {
  const gap = last.start.until(from.start, { largestUnit: "days" }).days;
  return gap < 7 ? { days: 7 } : gap < 32 ? { months: 1 } : { years: 1 };
}

/** `5-6 dec`, `from the 13 to the 15 of july`, `July 13-15`, `23rd to 26th Oct`, `mon to weds next week`. */
export const sharedMonthRange: Rule<Stretch> = (tokens, at, around) => {
  const isBetween = isWord(tokens, at, "between");
  const start = skip(tokens, isBetween || isWord(tokens, at, "from") ? at + 1 : at, "the");
  return (
    numbersThenMonth(isBetween)(tokens, start, around) ??
    monthThenNumbers(isBetween)(tokens, start, around) ??
    weekdaysOfWeek(tokens, start, around)
  );
};

function isTo(tokens: readonly Token[], at: number, isBetween: boolean): boolean {
  return (
    isMark(tokens, at, "-") ||
    isWord(tokens, at, "to", "until", "through") ||
    (isBetween && isWord(tokens, at, "and"))
  );
}

const numbersThenMonth =
  (isBetween: boolean): Rule<Stretch> =>
  (tokens, at, around) => {
    const from = theDayNumberAt(tokens, at, around);
    if (from === null || !isTo(tokens, from.next, isBetween)) return null;
    const until = day(tokens, from.next + 1, around);
    if (until === null || until.value.grain !== "day") return null;
    const last = until.value.start.toPlainDate();
    const token = tokens[at];
    const isPlain = token?.kind === "number" && !token.isOrdinal;
    if (isPlain && !isMonthNear(tokens, from.next + 1, until.next)) return null;
    if (from.value >= last.day) {
      const earlier = last.subtract({ months: 1 });
      if (isPlain || from.value > earlier.daysInMonth) return null;
      return spanOfDays(earlier.with({ day: from.value }), last, until.next);
    }
    return spanOfDays(last.with({ day: from.value }), last, until.next);
  };

function isMonthNear(tokens: readonly Token[], from: number, until: number): boolean {
  return tokens.slice(from, until).some((_token, index) => monthAt(tokens, from + index) !== null);
}

const monthThenNumbers =
  (isBetween: boolean): Rule<Stretch> =>
  (tokens, at, around) => {
    if (monthAt(tokens, at) === null) return null;
    const from = day(tokens, at, around);
    if (from === null || !isTo(tokens, from.next, isBetween)) return null;
    const until = theDayNumberAt(tokens, from.next + 1, around);
    if (until === null || monthAt(tokens, until.next) !== null) return null;
    const date = from.value.start.toPlainDate();
    if (until.value <= date.day || until.value > date.daysInMonth) return null;
    return spanOfDays(date, date.with({ day: until.value }), until.next);
  };

/** `mon to weds next week`: both in the week that is named after them. */
function weekdaysOfWeek(tokens: readonly Token[], at: number, around: Surroundings): Read<Stretch> | null {
  const from = weekdayAt(tokens, at);
  if (from === null || !isTo(tokens, at + 1, false)) return null;
  const until = day(tokens, at + 2, around);
  if (until === null || weekdayAt(tokens, at + 2) === null) return null;
  const last = until.value.start.toPlainDate();
  const start = last.subtract({ days: (last.dayOfWeek - from + 7) % 7 });
  // Said on a Wednesday, Tuesday to Thursday is next week's, unless it says which week.
  const ahead = until.next === at + 3 && compareDays(start, today(around)) < 0 ? 7 : 0;
  return spanOfDays(start.add({ days: ahead }), last.add({ days: ahead }), until.next);
}

function spanOfDays(from: Temporal.PlainDate, last: Temporal.PlainDate, next: number): Read<Stretch> {
  return { value: between(from, last.add({ days: 1 }), "day"), next };
}
