import { Temporal } from "temporal-polyfill";

/**
 * Wall time as whole numbers: a rule may ask about hundreds of thousands of days, and objects are too slow for that.
 * A day is counted from 1 January 1970, a second from the midnight that day begins with. No zone comes into it.
 */
export const secondsInDay = 86_400;

export interface CalendarDay {
  /** Days since 1 January 1970. */
  readonly day: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly monthDay: number;
  readonly monthLength: number;
  readonly yearDay: number;
  readonly yearLength: number;
  /** 1, Monday, to 7, Sunday. */
  readonly weekday: number;
}

/** Days since 1 January 1970; a month above 12 belongs to a later year. Howard Hinnant's `days_from_civil`. */
export function dayNumber(year: number, month: number, monthDay: number): number {
  const monthsFromMarch = year * 12 + month - 3;
  const marchYear = Math.floor(monthsFromMarch / 12);
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (monthsFromMarch - marchYear * 12) + 2) / 5) + monthDay - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** Howard Hinnant's `civil_from_days`. */
export function calendarDay(day: number): CalendarDay {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayFromMarch = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayFromMarch + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return {
    day,
    year,
    month,
    monthDay: dayFromMarch - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    monthLength: monthLengthOf(year, month),
    yearDay: day - dayNumber(year, 1, 1) + 1,
    yearLength: isLeapYear(year) ? 366 : 365,
    weekday: weekdayOf(day),
  };
}

/** For a month of 1 to 12. */
export function monthLengthOf(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 1, Monday, to 7, Sunday. The first of January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Seconds since the midnight 1 January 1970 begins with, on the same clock. */
export function secondsOf(time: Temporal.PlainDateTime): number {
  const { year, month, day, hour, minute, second } = time;
  return dayNumber(year, month, day) * secondsInDay + hour * 3600 + minute * 60 + second;
}

export function wallTimeOf(seconds: number): Temporal.PlainDateTime {
  const day = Math.floor(seconds / secondsInDay);
  const { year, month, monthDay } = calendarDay(day);
  const time = seconds - day * secondsInDay;
  return new Temporal.PlainDateTime(
    year,
    month,
    monthDay,
    Math.floor(time / 3600),
    Math.floor((time % 3600) / 60),
    time % 60,
  );
}
