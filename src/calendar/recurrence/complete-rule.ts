import type { NumberedWeekdays, RecurrenceRule } from "./recurrence-rule.ts";
import { calendarDay, secondsInDay } from "./wall-days.ts";

/**
 * What a rule leaves open is taken from the start: “every year” is on the same day of the same month, “every 20th week”
 * on the same weekday. Where no month is named, BYMONTHDAY in a yearly rule means each month, as most calendars read it.
 */
export function completeRule(rule: RecurrenceRule, start: number): RecurrenceRule {
  const date = calendarDay(Math.floor(start / secondsInDay));
  const sameWeekday: NumberedWeekdays = new Map([[date.weekday, "each"]]);
  if (rule.yearDays !== null || rule.monthDays !== null || rule.weekdays !== null) return rule;
  if (rule.weekNumbers !== null || rule.frequency === "WEEKLY") return { ...rule, weekdays: sameWeekday };
  const monthDays = new Set([date.monthDay]);
  if (rule.frequency === "MONTHLY") return { ...rule, monthDays };
  if (rule.frequency === "YEARLY")
    return { ...rule, monthDays, months: rule.months ?? new Set([date.month]) };
  return rule;
}

/** The clock of a series that lasts whole days: RFC 5545 has BYHOUR, BYMINUTE and BYSECOND passed over there. */
export function withoutClock(rule: RecurrenceRule): RecurrenceRule {
  return { ...rule, hours: null, minutes: null, seconds: null };
}

/** The times a rule names within each day, or each hour or minute if it goes by these: seconds since its beginning, in order. */
export function timesOfRule(rule: RecurrenceRule, start: number): readonly number[] {
  const { frequency, hours, minutes, seconds } = rule;
  const timeOfDay = start - Math.floor(start / secondsInDay) * secondsInDay;
  if (frequency === "SECONDLY") return [0];
  let times = inOrder(seconds, timeOfDay % 60);
  if (frequency === "MINUTELY") return times;
  times = addEach(inOrder(minutes, Math.floor(timeOfDay / 60) % 60), 60, times);
  if (frequency === "HOURLY") return times;
  return addEach(inOrder(hours, Math.floor(timeOfDay / 3600)), 3600, times);
}

function inOrder(values: ReadonlySet<number> | null, fromStart: number): readonly number[] {
  return values === null ? [fromStart] : [...values].toSorted((left, right) => left - right);
}

function addEach(values: readonly number[], unit: number, times: readonly number[]): readonly number[] {
  return values.flatMap((value) => times.map((time) => value * unit + time));
}
