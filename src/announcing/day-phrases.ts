import type { Temporal } from "temporal-polyfill";
import { date, dayOfMonth, dayThenMonth, monthThenDay, year } from "../calendar/dates/dates.ts";
import { day, monthMeant } from "../calendar/dates/days.ts";
import { weekdayAt } from "../calendar/dates/near-days.ts";
import { first, isWord, monthStretch, skip } from "../calendar/dates/reading.ts";
import { type Phrase, typed } from "./phrase.ts";

export interface DaySaid {
  /** Null where there is no such day, which is noted as a problem, and where a point of time is said. */
  readonly date: Temporal.PlainDate | null;
  readonly point: Temporal.PlainDateTime | null;
  readonly next: number;
}

/** A single day, checked: there is one, and it is the weekday that was said. */
export function readDay(phrase: Phrase, at: number): DaySaid | null {
  const { tokens, around } = phrase;
  const missing = noSuchDay(phrase, at);
  if (missing !== null) return { date: null, point: null, next: missing };
  const read = day(tokens, at, around);
  if (read === null) return null;
  const { grain, start } = read.value;
  if (grain === "hour" || grain === "minute" || grain === "second")
    return { date: null, point: start, next: read.next };
  noteWrongWeekday(phrase, at, read.next);
  return { date: start.toPlainDate(), point: null, next: read.next };
}

/** The token after a date that no year has, `30 February`, or that the year said has not. */
function noSuchDay(phrase: Phrase, at: number): number | null {
  const { tokens, around } = phrase;
  const weekday = skip(tokens, at, "on");
  const start = skip(tokens, weekdayAt(tokens, weekday) === null ? weekday : weekday + 1, "the");
  const parts = dayThenMonth(tokens, start, around) ?? monthThenDay(tokens, start, around);
  const token = tokens[start];
  const isNumeric = token?.kind === "iso-date" || token?.kind === "slashed";
  if ((parts === null && !isNumeric) || date(tokens, start, around) !== null) return null;
  const afterParts = parts?.next ?? start + 1;
  const next = parts === null ? afterParts : (year(tokens, afterParts, around)?.next ?? afterParts);
  phrase.said.problems.push({ problem: "no-such-day", said: typed(phrase, start, next) });
  return next;
}

/** “Fri 10 December” when the tenth is a Thursday: one of the two is a slip. */
function noteWrongWeekday({ tokens, around, said }: Phrase, at: number, end: number): void {
  const start = skip(tokens, at, "on");
  const weekday = weekdayAt(tokens, start);
  if (weekday === null) return;
  const after = skip(tokens, start + 1);
  const plain = first(date, dayOfMonth)(tokens, after, around);
  if (plain === null || plain.next !== end) return;
  const meant = plain.value.start.toPlainDate();
  if (meant.dayOfWeek !== weekday)
    said.problems.push({ problem: "weekday-differs", day: meant.toString(), said: weekday });
}

/** `the end of March`: its last day. */
export function endOfMonth({ tokens, around }: Phrase, at: number): DaySaid | null {
  const start = skip(tokens, at, "the");
  if (!isWord(tokens, start, "end")) return null;
  const month = monthMeant(tokens, start + 1, around);
  if (month === null) return null;
  const [inYear, number] = month.value;
  const isNextYear = inYear === null && number < around.now.month;
  const { end } = monthStretch(inYear ?? around.now.year + (isNextYear ? 1 : 0), number);
  return { date: end?.toPlainDate().subtract({ days: 1 }) ?? null, point: null, next: month.next };
}
