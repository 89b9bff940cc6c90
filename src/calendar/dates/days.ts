import { Temporal } from "temporal-polyfill";
import {
  comingDayOfMonth,
  type DayAndMonth,
  date,
  dayNumberAt,
  dayOfMonth,
  dayThenMonth,
  listedDay,
  monthAt,
  monthOfDay,
  monthThenDay,
  year,
} from "./dates.ts";
import { namedDay, nthWeekday } from "./named-days.ts";
import { relativeWeekday, relativeWeekdayPlain, simpleDay, weekdayAt } from "./near-days.ts";
import { length, ordinal } from "./numbers.ts";
import {
  compareDays,
  dateOf,
  dayStretch,
  first,
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

/** A single day, however it is said. */
export const day: Rule<Stretch> = (tokens, at, around) => {
  const start = skip(tokens, at, "on", "around");
  const dated = longest(
    weekdayWithDate,
    date,
    listedDay,
    dayOfMonth,
    nthOfMonth,
    fromNow,
    relativeWeekday,
    simpleDay,
    namedDay,
  );
  return dated(tokens, start, around) ?? (start > at ? dated(tokens, at, around) : null);
};

/** `thurs 3rd`, `Fri, Jul 18`, `sat 12 dec 2026`: without a year the one in which the weekday is right. */
const weekdayWithDate: Rule<Stretch> = (tokens, at, around) => {
  const weekday = weekdayAt(tokens, at);
  if (weekday === null) return null;
  const next = skip(tokens, at + 1, "the");
  const withMonth = dayThenMonth(tokens, next, around) ?? monthThenDay(tokens, next, around);
  if (withMonth !== null && year(tokens, withMonth.next, around) === null) {
    const right = yearWhereRight(withMonth.value, weekday, around);
    if (right !== null) return { value: dayStretch(right), next: withMonth.next };
  }
  const exact = date(tokens, next, around);
  if (exact !== null) return exact;
  const number = isWord(tokens, next - 1, "the")
    ? dayNumberAt(tokens, next, around)
    : (ordinal(tokens, next, around) ?? surelyDay(tokens, next));
  if (number === null || number.value > 31) return null;
  const found = monthWhereRight(number.value, weekday, today(around));
  return found === null ? null : { value: dayStretch(found), next: number.next };
};

/** `sat 28`, and `sat 5 & sun 6 dec`: a number that cannot be a time, or is followed by another day. */
function surelyDay(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at];
  if (token?.kind !== "number" || token.value < 1 || token.value > 31 || isWord(tokens, at + 1, "am", "pm"))
    return null;
  const isJoined = isMark(tokens, at + 1, "&") || isWord(tokens, at + 1, "and", "or");
  const isFollowed = isJoined && weekdayAt(tokens, at + 2) !== null;
  const isHour =
    tokens[at + 1]?.kind === "number" || isMark(tokens, at + 1, "-") || isWord(tokens, at + 1, "to", "until");
  return isFollowed || (token.value > 12 && token.digits === 2 && !isHour)
    ? { value: token.value, next: at + 1 }
    : null;
}

function yearWhereRight(said: DayAndMonth, weekday: number, around: Surroundings): Temporal.PlainDate | null {
  const now = today(around);
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const candidate = dateOf(now.year + ahead, said.month, said.dayNumber);
    if (candidate !== null && compareDays(candidate, now) >= 0 && candidate.dayOfWeek === weekday)
      return candidate;
  }
  return null;
}

/** The coming month in which the day is that weekday; within a year, else the coming one whatever its weekday. */
function monthWhereRight(
  dayNumber: number,
  weekday: number,
  now: Temporal.PlainDate,
): Temporal.PlainDate | null {
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const month = now.with({ day: 1 }).add({ months: ahead });
    const candidate = dateOf(month.year, month.month, dayNumber);
    if (candidate !== null && compareDays(candidate, now) >= 0 && candidate.dayOfWeek === weekday)
      return candidate;
  }
  return comingDayOfMonth(dayNumber, now);
}

/** `the first monday of this month`, `last thursday in january`, `third day of october`, `last day of may`. */
const nthOfMonth: Rule<Stretch> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  const place = placeInMonth(tokens, start, around);
  if (place === null) return null;
  const weekday = weekdayAt(tokens, place.next);
  if (weekday === null && !isWord(tokens, place.next, "day")) return null;
  const month = monthMeant(tokens, place.next + 1, around);
  if (month === null) return null;
  const [yearNumber, monthNumber] = month.value;
  const inYear = (inYearNumber: number) =>
    weekday === null
      ? nthDay(inYearNumber, monthNumber, place.value)
      : nthWeekday({ year: inYearNumber, month: monthNumber }, weekday, place.value);
  const found = inYear(yearNumber ?? around.now.year);
  if (found === null) return null;
  const isOver = yearNumber === null && compareDays(found, today(around)) < 0;
  const value = isOver ? inYear(around.now.year + 1) : found;
  return value === null ? null : { value: dayStretch(value), next: month.next };
};

function nthDay(yearNumber: number, month: number, nth: number): Temporal.PlainDate | null {
  if (nth > 0) return dateOf(yearNumber, month, nth);
  return Temporal.PlainDate.from({ year: yearNumber, month, day: 1 }).add({ months: 1 }).add({ days: nth });
}

/** `first` is 1, `last` is -1, `second last` -2. */
export const placeInMonth: Rule<number> = (tokens, at, around) => {
  if (isWord(tokens, at, "last")) return { value: -1, next: at + 1 };
  const number = ordinal(tokens, at, around) ?? secondWord(tokens, at);
  if (number === null || number.value > 31) return null;
  if (!isWord(tokens, number.next, "last")) return number;
  return { value: -number.value, next: number.next + 1 };
};

/** "second" is a unit of time among the words, and a place here. */
function secondWord(tokens: readonly Token[], at: number): Read<number> | null {
  return isWord(tokens, at, "second") ? { value: 2, next: at + 1 } : null;
}

/** `of january`, `in feb 2027`, `of this month`, `in the month`: year (null when not said) and month. */
export const monthMeant: Rule<readonly [year: number | null, month: number]> = (tokens, at, around) => {
  const start = skip(tokens, at, "of", "in", "the");
  if (start === at) return null;
  const month = monthAt(tokens, start);
  if (month !== null) {
    const said = year(tokens, start + 1, around);
    return { value: [said?.value ?? null, month], next: said?.next ?? start + 1 };
  }
  const relative = monthOfDay(tokens, start);
  if (relative !== null) {
    const meant = today(around).with({ day: 1 }).add({ months: relative.value });
    return { value: [meant.year, meant.month], next: relative.next };
  }
  if (!isWord(tokens, start, "month")) return null;
  return { value: [around.now.year, around.now.month], next: start + 1 };
};

/** `in 10 days`, `3 weeks ago`, `a week hence`, `two days after christmas`, `in two weeks time`. */
const fromNow: Rule<Stretch> = (tokens, at, around) => {
  const isIn = isWord(tokens, at, "in");
  const read = length(tokens, isIn ? at + 1 : at, around);
  if (read === null) return null;
  const { amount, unit } = read.value;
  const span = {
    second: "seconds",
    minute: "minutes",
    hour: "hours",
    day: "days",
    week: "weeks",
    month: "months",
    year: "years",
  } as const;
  const duration =
    unit === "fortnight"
      ? { days: amount * 14 }
      : unit === "quarter"
        ? { months: amount * 3 }
        : { [span[unit]]: amount };
  let next = isWord(tokens, read.next, "time") ? read.next + 1 : read.next;
  const isAgo = isWord(tokens, next, "ago");
  const isHence =
    isWord(tokens, next, "hence") || (isWord(tokens, next, "from") && isWord(tokens, next + 1, "now"));
  if (isAgo || isHence) next += isWord(tokens, next, "from") ? 2 : 1;
  if (!isIn && !isAgo && !isHence) return besideDay(duration)(tokens, read.next, around);
  const base = isAgo ? around.now.subtract(duration) : around.now.add(duration);
  const isFine = unit === "second" || unit === "minute" || unit === "hour";
  if (isFine) return { value: point(base, unit), next };
  const value = dayStretch(base.toPlainDate());
  return {
    value: unit === "month" || unit === "quarter" || unit === "year" ? { ...value, grain: "month" } : value,
    next,
  };
};

const besideDay =
  (duration: Temporal.DurationLike): Rule<Stretch> =>
  (tokens, at, around) => {
    const isAfter = isWord(tokens, at, "after", "from");
    if (!isAfter && !isWord(tokens, at, "before")) return null;
    const base = first(date, namedDay, dayOfMonth, relativeWeekdayPlain, simpleDay)(tokens, at + 1, around);
    if (base === null) return null;
    const start = base.value.start.toPlainDate();
    return { value: dayStretch(isAfter ? start.add(duration) : start.subtract(duration)), next: base.next };
  };
