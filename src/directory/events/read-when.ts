import { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";

/** A day, and a time of it where one is said. */
export interface When {
  /** `2026-12-03`. */
  readonly day: string;
  /** `18:30:00`; null where only the day is said. */
  readonly time: string | null;
  /** Said in UTC. */
  readonly isUtc: boolean;
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z)?)?$/;
const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?\s+(.+))?$/;
const clock = /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2}))?\s*(am|pm)?$/i;

/**
 * A date as a table holds it: `2026-12-03T18:30`, `03/12/2026 18:30` (the day first), `Thu 3 December 2026, 6.30pm`. Null
 * for what is none, and for one without its year: the same file must mean the same whenever it is read.
 */
export function readWhen(text: string): When | null {
  const written = text.trim();
  const [, year, month, day, hour, minute, second, zulu] = iso.exec(written) ?? [];
  if (year !== undefined)
    return whenOf(
      `${year}-${month}-${day}`,
      hour === undefined ? null : `${hour}:${minute}:${second ?? "00"}`,
      zulu,
    );
  const [, first, then, last, rest] = british.exec(written) ?? [];
  if (first !== undefined && then !== undefined && last !== undefined) {
    const fullYear = last.length === 2 ? `20${last}` : last;
    const time = rest === undefined ? null : readClock(rest);
    if (rest !== undefined && time === null) return null;
    return whenOf(`${fullYear}-${then.padStart(2, "0")}-${first.padStart(2, "0")}`, time, undefined);
  }
  return /\b\d{4}\b/.test(written) ? inWords(written) : null;
}

/** `18:30`, `6.30pm`, `6pm` as `18:30:00`; null for what is no time of day. */
export function readClock(text: string): string | null {
  const [, hour, minute, second, half] = clock.exec(text.trim()) ?? [];
  if (hour === undefined || (minute === undefined && half === undefined)) return null;
  const isLate = half?.toLowerCase() === "pm";
  const number = Number(hour);
  if (half !== undefined && (number < 1 || number > 12)) return null;
  const hours = half === undefined ? number : (number % 12) + (isLate ? 12 : 0);
  return timeOf(`${hours}:${minute ?? "00"}:${second ?? "00"}`);
}

function whenOf(day: string, time: string | null, zulu: string | undefined): When | null {
  try {
    const date = Temporal.PlainDate.from(day).toString();
    const clockTime = time === null ? null : timeOf(time);
    return time !== null && clockTime === null
      ? null
      : { day: date, time: clockTime, isUtc: zulu !== undefined };
  } catch {
    return null;
  }
}

function timeOf(text: string): string | null {
  const [hour = "", minute = "", second = ""] = text.split(":");
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${hour.padStart(2, "0")}:${minute}:${second}`;
}

const longAgo = Temporal.PlainDateTime.from("2000-01-01T00:00");

function inWords(text: string): When | null {
  const [read, another] = readDates(text, { now: longAgo, isDayFirst: true, bankHolidays: [] });
  if (read === undefined || another !== undefined) return null;
  const left = `${text.slice(0, read.from)}${text.slice(read.until)}`;
  const { start, grain } = read.stretch;
  if (/\p{N}|\p{L}/u.test(left)) return null;
  const day = start.toPlainDate().toString();
  if (grain === "day") return { day, time: null, isUtc: false };
  if (grain !== "minute" && grain !== "hour") return null;
  return { day, time: start.toPlainTime().toString({ smallestUnit: "second" }), isUtc: false };
}
