import { daysOfMonth, fitsDay, startOfWeek } from "./days-of-rule.ts";
import type { Frequency, RecurrenceRule } from "./recurrence-rule.ts";
import { calendarDay, dayNumber, secondsInDay } from "./wall-days.ts";

/**
 * What a rule picks within one year, month, … or second: each of the times after each of the beginnings, both in order.
 * It is never written out, since a hostile rule can name every second of a year.
 */
export interface PeriodSet {
  /** Of days, or of the hour, minute or second that is the period: seconds since 1 January 1970. */
  readonly beginnings: readonly number[];
  /** Seconds since the beginning; the same list for every period of a rule. */
  readonly times: readonly number[];
}

/** The years, months, … or seconds a rule goes by. They are numbered without a gap, so that an interval is a sum. */
export interface Periods {
  /** The number of the period a time lies in. */
  readonly at: (seconds: number) => number;
  /** Its first second. */
  readonly start: (period: number) => number;
  readonly set: (period: number) => PeriodSet;
  /** The first period after an empty one that may hold something. */
  readonly afterEmpty: (period: number) => number;
}

/** How long an hour, a minute and a second are, in seconds. */
const clockUnits: Partial<Record<Frequency, number>> = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 };

/** For a rule that `completeRule` filled in, and its `timesOfRule`. */
export function createPeriods(rule: RecurrenceRule, times: readonly number[]): Periods {
  const unit = clockUnits[rule.frequency];
  return unit === undefined ? createDayPeriods(rule, times) : createClockPeriods(rule, times, unit);
}

function createDayPeriods(rule: RecurrenceRule, times: readonly number[]): Periods {
  return {
    at: (seconds) => periodOfDay(rule, Math.floor(seconds / secondsInDay)),
    start: (period) => firstDay(rule, period) * secondsInDay,
    set: (period) => ({ beginnings: daysOfPeriod(rule, period).map((day) => day * secondsInDay), times }),
    afterEmpty: (period) => period + 1,
  };
}

function periodOfDay({ frequency, weekStart }: RecurrenceRule, day: number): number {
  if (frequency === "DAILY") return day;
  if (frequency === "WEEKLY") return Math.floor((day - startOfWeek(0, weekStart)) / 7);
  const { year, month } = calendarDay(day);
  return frequency === "YEARLY" ? year : year * 12 + month - 1;
}

function firstDay({ frequency, weekStart }: RecurrenceRule, period: number): number {
  if (frequency === "DAILY") return period;
  if (frequency === "WEEKLY") return startOfWeek(0, weekStart) + period * 7;
  return frequency === "YEARLY" ? dayNumber(period, 1, 1) : dayNumber(0, period + 1, 1);
}

function daysOfPeriod(rule: RecurrenceRule, period: number): readonly number[] {
  switch (rule.frequency) {
    case "YEARLY":
      return Array.from({ length: 12 }, (_, index) => daysOfMonth(rule, period, index + 1)).flat();
    case "MONTHLY": {
      const year = Math.floor(period / 12);
      return daysOfMonth(rule, year, period - year * 12 + 1);
    }
    default: {
      const first = firstDay(rule, period);
      const length = rule.frequency === "WEEKLY" ? 7 : 1;
      return Array.from({ length }, (_, index) => first + index).filter((day) => fitsDay(rule, day));
    }
  }
}

/**
 * A whole day, hour or minute that does not fit is passed over at once, or a rule for the seconds of one day in a year
 * would look at each second before it.
 */
function createClockPeriods(rule: RecurrenceRule, times: readonly number[], unit: number): Periods {
  const { hours, minutes, seconds } = rule;
  let lastDay = { day: Number.NaN, isFitting: false };
  const isDayFitting = (day: number) => {
    if (day !== lastDay.day) lastDay = { day, isFitting: fitsDay(rule, day) };
    return lastDay.isFitting;
  };
  /** How many seconds there are in what does not fit; 0 when all fits. */
  const misfit = (start: number) => {
    const timeOfDay = start - Math.floor(start / secondsInDay) * secondsInDay;
    if (!isDayFitting(Math.floor(start / secondsInDay))) return secondsInDay;
    if (hours !== null && !hours.has(Math.floor(timeOfDay / 3600))) return 3600;
    if (unit <= 60 && minutes !== null && !minutes.has(Math.floor(timeOfDay / 60) % 60)) return 60;
    return unit === 1 && seconds !== null && !seconds.has(timeOfDay % 60) ? 1 : 0;
  };
  return {
    at: (time) => Math.floor(time / unit),
    start: (period) => period * unit,
    set: (period) => ({ beginnings: misfit(period * unit) === 0 ? [period * unit] : [], times }),
    afterEmpty: (period) => {
      const length = Math.max(misfit(period * unit), unit);
      return (Math.floor((period * unit) / length) * length + length) / unit;
    },
  };
}
