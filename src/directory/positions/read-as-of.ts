import { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";

/** What a position is asked for, and the ISO day it is asked as of; null where none is said. */
export interface AsOf {
  readonly about: string;
  readonly day: string | null;
  /** What stands after “as of” and is no date; null where all was understood. */
  readonly unread: string | null;
}

/**
 * Takes the date off what somebody typed: `skills as of March 2020`, `levy in 2019`, `as of 3/5/21`. Of a stretch its
 * last day counts, and of one that goes on today; without a year a day gone by is meant. `now` is wall time.
 */
export function readAsOf(text: string, now: Temporal.PlainDateTime): AsOf {
  const [, about = "", lead = "", rest = ""] =
    /^(.*?)[\s,]*\b(as (?:of|at|on)|on|in|at)\s+([^,]+?)[\s.?!]*$/is.exec(text.trim()) ?? [];
  const isSaid = /^as /i.test(lead);
  const day = rest === "" ? null : dayOf(rest, now);
  if (day !== null) return { about: about.trim(), day, unread: null };
  if (isSaid) return { about: about.trim(), day: null, unread: rest };
  return laterLead(text, now) ?? { about: text.trim(), day: null, unread: null };
}

/** `skills in construction in 2020`: only the last words are a date. */
function laterLead(text: string, now: Temporal.PlainDateTime): AsOf | null {
  const [, about = "", lead = "", rest = ""] =
    /^(.*)[\s,]+\b(as (?:of|at|on)|on|in|at)\s+([^,]+?)[\s.?!]*$/is.exec(text.trim()) ?? [];
  const day = rest === "" ? null : dayOf(rest, now);
  if (day !== null) return { about: about.trim(), day, unread: null };
  return /^as /i.test(lead) ? { about: about.trim(), day: null, unread: rest } : null;
}

/** Null unless all of the text is one date. */
function dayOf(text: string, now: Temporal.PlainDateTime): string | null {
  const [read, ...others] = readDates(text, { now, isDayFirst: true, bankHolidays: [] });
  const isWhole = read !== undefined && read.from === 0 && read.until === text.length;
  if (!isWhole || others.length > 0) return null;
  const { start, end } = read.stretch;
  const today = now.toPlainDate();
  const first = start.toPlainDate();
  const last = end === null ? first : end.subtract({ seconds: 1 }).toPlainDate();
  const isComing = Temporal.PlainDate.compare(first, today) > 0;
  if (isComing && !/\d{4}|next|coming/i.test(text)) return last.subtract({ years: 1 }).toString();
  const isGoingOn = !isComing && Temporal.PlainDate.compare(last, today) > 0;
  return (isGoingOn ? today : last).toString();
}
