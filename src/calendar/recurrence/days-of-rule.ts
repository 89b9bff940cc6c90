import type { RecurrenceRule } from "./recurrence-rule.ts";
import { type CalendarDay, calendarDay, dayNumber, monthLengthOf, weekdayOf } from "./wall-days.ts";

/** Whether a day fits all that a rule says of days, and nothing else of it. */
export function fitsDay(rule: RecurrenceRule, day: number): boolean {
  const date = calendarDay(day);
  return fitsMonth(rule, date.month) && fitsMonthDay(rule, date) && fitsWeekdayAndNumber(rule, date);
}

function fitsMonth({ months }: RecurrenceRule, month: number): boolean {
  return months === null || months.has(month);
}

/** Negative days count from the end: -1 is the last of the month. */
function fitsMonthDay({ monthDays }: RecurrenceRule, { monthDay, monthLength }: CalendarDay): boolean {
  return monthDays === null || monthDays.has(monthDay) || monthDays.has(monthDay - monthLength - 1);
}

function fitsWeekdayAndNumber(rule: RecurrenceRule, date: CalendarDay): boolean {
  return fitsYearDay(rule, date) && fitsWeekday(rule, date) && fitsWeekNumber(rule, date.day);
}

function fitsYearDay({ yearDays }: RecurrenceRule, { yearDay, yearLength }: CalendarDay): boolean {
  return yearDays === null || yearDays.has(yearDay) || yearDays.has(yearDay - yearLength - 1);
}

/**
 * The second Tuesday is counted within the month in a monthly rule and where months are named, else within the year.
 * In other rules, and beside week numbers, the number has no meaning and is passed over.
 */
function fitsWeekday(
  { frequency, months, weekNumbers, weekdays }: RecurrenceRule,
  date: CalendarDay,
): boolean {
  if (weekdays === null) return true;
  const ordinals = weekdays.get(date.weekday);
  if (ordinals === undefined || ordinals === "each") return ordinals === "each";
  const isCounted = frequency === "MONTHLY" || (frequency === "YEARLY" && weekNumbers === null);
  if (!isCounted) return true;
  const [place, length] =
    frequency === "MONTHLY" || months !== null
      ? [date.monthDay, date.monthLength]
      : [date.yearDay, date.yearLength];
  return ordinals.has(Math.ceil(place / 7)) || ordinals.has(-Math.ceil((length - place + 1) / 7));
}

/** A week is of the year that has four or more of its days; -1 is the last week of its year. */
function fitsWeekNumber({ weekNumbers, weekStart }: RecurrenceRule, day: number): boolean {
  if (weekNumbers === null) return true;
  const start = startOfWeek(day, weekStart);
  const { year } = calendarDay(start + 3);
  const first = startOfFirstWeek(year, weekStart);
  const number = (start - first) / 7 + 1;
  const weeks = (startOfFirstWeek(year + 1, weekStart) - first) / 7;
  return weekNumbers.has(number) || weekNumbers.has(number - weeks - 1);
}

export function startOfWeek(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

function startOfFirstWeek(year: number, weekStart: number): number {
  return startOfWeek(dayNumber(year, 1, 4), weekStart);
}

/** The days of a month that fit, in order. With SKIP, a day the month does not have is another one. */
export function daysOfMonth(rule: RecurrenceRule, year: number, month: number): readonly number[] {
  if (!fitsMonth(rule, month)) return [];
  const first = dayNumber(year, month, 1);
  const days: number[] = [];
  for (let day = first; day < first + monthLengthOf(year, month); day += 1)
    if (fitsDay(rule, day)) days.push(day);
  if (rule.skip === "OMIT") return days;
  return [...new Set([...days, ...replacements(rule, first)])].toSorted((left, right) => left - right);
}

/** What stands for the days that are named and missing. Those that are counted from the end are left out if missing. */
function replacements(rule: RecurrenceRule, firstOfMonth: number): readonly number[] {
  const { monthLength } = calendarDay(firstOfMonth);
  const isOneMissing = [...(rule.monthDays ?? [])].some((monthDay) => monthDay > monthLength);
  const day = firstOfMonth + monthLength - (rule.skip === "BACKWARD" ? 1 : 0);
  return isOneMissing && fitsWeekdayAndNumber(rule, calendarDay(day)) ? [day] : [];
}
