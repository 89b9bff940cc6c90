import { daysOfMonth, fitsDay, startOfWeek } from "./days-of-rule.ts";
import type { Frequency, RecurrenceRule } from "./recurrence-rule.ts";
import { calendarDay, dayNumber, monthOf, secondsInDay } from "./wall-days.ts";

/**
 * What a rule picks within one year, month, … or second: each of the times on each of the days, both in order. It is
 * never written out, since a hostile rule can name every second of a year.
 */
export interface PeriodSet {
  /** Days since 1 January 1970. */
  readonly days: readonly number[];
  /** Seconds since midnight. */
  readonly times: readonly number[];
}

const nothing: PeriodSet = { days: [], times: [] };

/** How long an hour, a minute and a second are, in seconds. */
const clockUnits: Partial<Record<Frequency, number>> = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 };

/** The number of the period of a rule a time lies in; the next period has the next number. */
export function periodAt({ frequency, weekStart }: RecurrenceRule, seconds: number): number {
  const clockUnit = clockUnits[frequency];
  if (clockUnit !== undefined) return Math.floor(seconds / clockUnit);
  const day = Math.floor(seconds / secondsInDay);
  if (frequency === "DAILY") return day;
  if (frequency === "WEEKLY") return Math.floor((day - startOfWeek(0, weekStart)) / 7);
  const { year, month } = monthOf(day);
  return frequency === "YEARLY" ? year : year * 12 + month - 1;
}

/** Its first second. */
export function startOfPeriod({ frequency, weekStart }: RecurrenceRule, period: number): number {
  const clockUnit = clockUnits[frequency];
  if (clockUnit !== undefined) return period * clockUnit;
  if (frequency === "DAILY") return period * secondsInDay;
  if (frequency === "WEEKLY") return (startOfWeek(0, weekStart) + period * 7) * secondsInDay;
  return (frequency === "YEARLY" ? dayNumber(period, 1, 1) : dayNumber(0, period + 1, 1)) * secondsInDay;
}

/**
 * What the rule picks in a period, for a rule in which every part that comes from the start is filled in (see
 * `complete-rule.ts`), and the times of day it names.
 */
export function setOfPeriod(rule: RecurrenceRule, period: number, times: readonly number[]): PeriodSet {
  if (clockUnits[rule.frequency] !== undefined) return setOfClockPeriod(rule, period, times);
  return { days: daysOfPeriod(rule, period), times };
}

function daysOfPeriod(rule: RecurrenceRule, period: number): readonly number[] {
  switch (rule.frequency) {
    case "YEARLY":
      return Array.from({ length: 12 }, (_, index) => daysOfMonth(rule, period, index + 1)).flat();
    case "MONTHLY":
      return daysOfMonth(rule, Math.floor(period / 12), (((period % 12) + 12) % 12) + 1);
    default: {
      const first = startOfPeriod(rule, period) / secondsInDay;
      const length = rule.frequency === "WEEKLY" ? 7 : 1;
      return Array.from({ length }, (_, index) => first + index).filter((day) =>
        fitsDay(rule, calendarDay(day)),
      );
    }
  }
}

/** Within an hour or less, `times` are seconds since its beginning. */
function setOfClockPeriod(rule: RecurrenceRule, period: number, times: readonly number[]): PeriodSet {
  const start = startOfPeriod(rule, period);
  const day = Math.floor(start / secondsInDay);
  const timeOfDay = start - day * secondsInDay;
  return fitsClock(rule, timeOfDay) && fitsDay(rule, calendarDay(day))
    ? { days: [day], times: times.map((time) => timeOfDay + time) }
    : nothing;
}

function fitsClock({ frequency, hours, minutes, seconds }: RecurrenceRule, timeOfDay: number): boolean {
  const isMinuteFixed = frequency !== "HOURLY";
  const isSecondFixed = frequency === "SECONDLY";
  return (
    (hours === null || hours.has(Math.floor(timeOfDay / 3600))) &&
    (!isMinuteFixed || minutes === null || minutes.has(Math.floor(timeOfDay / 60) % 60)) &&
    (!isSecondFixed || seconds === null || seconds.has(timeOfDay % 60))
  );
}

/**
 * The first period after an empty one that may hold something. In a rule by the clock a whole day, hour or minute
 * that does not fit is passed over at once, or a rule for the seconds of one day in a year would look at each of them.
 */
export function nextToTry(rule: RecurrenceRule, period: number): number {
  if (clockUnits[rule.frequency] === undefined) return period + 1;
  const start = startOfPeriod(rule, period);
  const day = Math.floor(start / secondsInDay);
  const timeOfDay = start - day * secondsInDay;
  const pass = (unit: number) => Math.max(period + 1, periodAt(rule, Math.floor(start / unit + 1) * unit));
  if (!fitsDay(rule, calendarDay(day))) return pass(secondsInDay);
  if (rule.hours !== null && !rule.hours.has(Math.floor(timeOfDay / 3600))) return pass(3600);
  if (rule.minutes !== null && !rule.minutes.has(Math.floor(timeOfDay / 60) % 60)) return pass(60);
  return period + 1;
}
