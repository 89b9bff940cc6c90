import { Temporal } from "temporal-polyfill";
import { bankHolidaysOf } from "../../calendar/bank-holidays.ts";
import { type DateRead, readDates } from "../../calendar/dates/read-dates.ts";
import { toInstant, ukZone, wallTimeAt } from "../../calendar/zones.ts";
import { isDay, isWithinRecords } from "./on-clock.ts";
import type { EventSpan } from "./stated-event.ts";

/** Why a time somebody typed is not taken. */
export type WhenProblem =
  /** No day was found, or more than a day: a week, “in the evening”. */
  | { readonly kind: "no-day" | "no-time" | "several" | "repeated" | "end-before-start" }
  | { readonly kind: "left-over"; readonly text: string }
  /** The weekday that was written is not that of the day. */
  | { readonly kind: "other-weekday"; readonly day: Temporal.PlainDate }
  /** The clocks go forward over it. */
  | { readonly kind: "skipped"; readonly time: Temporal.PlainDateTime };

/** What was understood with goodwill, and is to be looked at. */
export type WhenDoubt =
  | { readonly kind: "year-taken"; readonly year: number }
  | { readonly kind: "day-first"; readonly written: string }
  /** The clocks go back over it, and the first of the two was taken. */
  | { readonly kind: "twice" };

/** `span` is on the clock in London; `isOver`: it has ended by now. */
export type TypedWhen =
  | {
      readonly kind: "read";
      readonly span: EventSpan;
      readonly isOver: boolean;
      readonly doubts: readonly WhenDoubt[];
    }
  | { readonly kind: "problem"; readonly problem: WhenProblem };

type Read = { readonly kind: "read"; readonly span: EventSpan } | Problem;
type Problem = Extract<TypedWhen, { kind: "problem" }>;

const problem = (
  kind: Exclude<WhenProblem, { text: string } | { day: unknown } | { time: unknown }>["kind"],
) => ({ kind: "problem", problem: { kind } }) as const satisfies Problem;

/**
 * When one event is, as people write it: `Thu 10 December 6 till 8pm`, `10-12 December`, `10 Dec 6pm to 11 Dec 2am`. All
 * that was written has to be understood: what a question may leave aside would be a wrong date here. `now` is wall time in
 * the United Kingdom.
 */
export function readTypedWhen(written: string, now: Temporal.PlainDateTime): TypedWhen {
  if (/\b(?:every|each|weekly|fortnightly|monthly|daily)\b/i.test(written)) return problem("repeated");
  // The grammar reads over it, as over GMT and BST; whoever writes it means it.
  if (/\butc\b/i.test(written)) return { kind: "problem", problem: { kind: "left-over", text: "UTC" } };
  const text = plainly(written);
  const read = readHalves(text, now) ?? readWhole(text, now);
  if (read.kind === "problem") return read;
  const { span } = read;
  if (!isWithinRecords(span)) return problem("no-day");
  if (span.end !== null && span.end < span.start) return problem("end-before-start");
  const wrongDay = otherWeekday(written, span);
  if (wrongDay !== null) return { kind: "problem", problem: { kind: "other-weekday", day: wrongDay } };
  const times = timesOf(span);
  const skipped = times.find((time) => !wallTimeAt(toInstant(time, ukZone), ukZone).equals(time));
  if (skipped !== undefined) return { kind: "problem", problem: { kind: "skipped", time: skipped } };
  return { kind: "read", span, isOver: isOver(span, now), doubts: doubtsOf(written, { span, times, now }) };
}

const month = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;
const numericDate = /\b\d{1,2}\/\d{1,2}|\b\d{1,2}([.-])\d{1,2}\1\d{2,4}\b|\b\d{4}-\d{2}-\d{2}/;
const weekday = /\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|r|urday)?\b[.,]?/gi;

function namesDate(text: string): boolean {
  return month.test(text) || numericDate.test(text);
}

/**
 * Without what says nothing more: brackets, “all day”, and the weekday beside a date, which is compared afterwards. Hours
 * that begin with a nought are before noon, which the grammar for questions does not take for granted.
 */
function plainly(written: string): string {
  const text = written
    .replace(/[()[\]]/g, " ")
    .replace(/\ball[- ]day\b/gi, " ")
    .replace(/(?<!\d)0(\d:\d{2})(?![:\d]|\s*[ap]\.?m)/gi, "$1am");
  return (namesDate(text) ? text.replace(weekday, " ") : text).replace(/\s+/g, " ").trim();
}

/** Two days, each with a date of its own, joined by “to” or a dash; null when it is not that. */
function readHalves(text: string, now: Temporal.PlainDateTime): Read | null {
  for (const joint of text.matchAll(/ (?:-|–|—|to|till?|until) /gi)) {
    const [left, right] = [text.slice(0, joint.index), text.slice(joint.index + joint[0].length)];
    if (!namesDate(left) || !namesDate(right)) continue;
    const first = readWhole(left.replace(/^from /i, ""), now);
    if (first.kind === "problem" || first.span.end !== null) continue;
    const { start } = first.span;
    // A year said once holds for both; the last day may lie before today's in another year.
    const from = Temporal.PlainDateTime.from(start.slice(0, 10));
    const last = readWhole(right, from);
    if (last.kind === "problem" || last.span.end !== null) continue;
    if (isDay(start) && !isDay(last.span.start)) return problem("no-time");
    const isMixed = !isDay(start) && isDay(last.span.start);
    const end = isMixed ? `${last.span.start}T23:59:00` : last.span.start;
    return { kind: "read", span: { start, end: end === start ? null : end } };
  }
  return null;
}

/** An evening may go on past midnight, but hardly for so long; then it is a slip. */
const hoursOvernight = 12;

function readWhole(text: string, now: Temporal.PlainDateTime): Read {
  const bankHolidays = bankHolidaysOf("england-and-wales").map(({ date }) => date);
  const [read, another] = readDates(text, { now, isDayFirst: true, bankHolidays });
  if (read === undefined || /^(?:by|before|after|since|until)\b/i.test(text)) return problem("no-day");
  if (another !== undefined) return problem("several");
  const left = leftOver(text, read);
  if (left !== "") return { kind: "problem", problem: { kind: "left-over", text: left } };
  const { start, end, grain, isOpen } = read.stretch;
  if (isOpen) return problem("no-day");
  if (grain === "day") {
    const last = (end ?? start.add({ days: 1 })).toPlainDate().subtract({ days: 1 });
    const day = start.toPlainDate();
    return { kind: "read", span: { start: day.toString(), end: last.equals(day) ? null : last.toString() } };
  }
  if (grain === "part-of-day") return problem("no-time");
  if (grain !== "hour" && grain !== "minute" && grain !== "second") return problem("no-day");
  if (end !== null && start.until(end).total("hours") > hoursOvernight) return problem("end-before-start");
  const isPoint = end === null || end.equals(start);
  return { kind: "read", span: { start: wallText(start), end: isPoint ? null : wallText(end) } };
}

function leftOver(text: string, { from, until }: DateRead): string {
  const left = `${text.slice(0, from)} ${text.slice(until)}`.replace(
    /\b(?:from|on|at|gmt|bst|uk time|the|of)\b/gi,
    " ",
  );
  return /[\p{L}\p{N}]/u.test(left) ? left.replace(/\s+/g, " ").trim().slice(0, 60) : "";
}

function wallText(time: Temporal.PlainDateTime): string {
  return time.toString({ smallestUnit: "second" });
}

function timesOf({ start, end }: EventSpan): readonly Temporal.PlainDateTime[] {
  const texts = [start, end].filter((text) => text !== null);
  return texts.filter((text) => !isDay(text)).map((text) => Temporal.PlainDateTime.from(text));
}

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The day whose weekday was written wrongly; null when all agree. */
function otherWeekday(written: string, { start, end }: EventSpan): Temporal.PlainDate | null {
  if (!namesDate(written)) return null;
  const said = [...written.matchAll(weekday)].map(
    ([, name = ""]) => weekdays.indexOf(name.toLowerCase()) + 1,
  );
  const first = Temporal.PlainDate.from(start.slice(0, 10));
  const last = Temporal.PlainDate.from((end ?? start).slice(0, 10));
  const [ofFirst, ofLast] = said;
  if (ofFirst !== undefined && ofFirst !== first.dayOfWeek) return first;
  return ofLast !== undefined && ofLast !== last.dayOfWeek ? last : null;
}

function isOver({ start, end }: EventSpan, now: Temporal.PlainDateTime): boolean {
  const last = end ?? start;
  if (isDay(last)) return last < now.toPlainDate().toString();
  return Temporal.PlainDateTime.compare(Temporal.PlainDateTime.from(last), now) < 0;
}

interface Understood {
  readonly span: EventSpan;
  readonly times: readonly Temporal.PlainDateTime[];
  readonly now: Temporal.PlainDateTime;
}

/** Whoever writes no year hardly means one further off than this. */
const monthsAhead = 6;

function doubtsOf(written: string, { span, times, now }: Understood): readonly WhenDoubt[] {
  const day = Temporal.PlainDate.from(span.start.slice(0, 10));
  const isFar = Temporal.PlainDate.compare(day, now.toPlainDate().add({ months: monthsAhead })) > 0;
  const saysYear = /\b(?:19|2\d)\d\d(?!\d)|'\d\d\b|\d[/.-]\d{1,2}[/.-]\d/.test(written);
  const [slashed, first = "", second = ""] = /\b(\d{1,2})\/(\d{1,2})\b/.exec(written) ?? [];
  const isEither = slashed !== undefined && Math.max(Number(first), Number(second)) <= 12 && first !== second;
  return [
    ...(isFar && !saysYear ? [{ kind: "year-taken", year: day.year } as const] : []),
    ...(isEither ? [{ kind: "day-first", written: slashed } as const] : []),
    ...(times.some(comesTwice) ? [{ kind: "twice" } as const] : []),
  ];
}

function comesTwice(time: Temporal.PlainDateTime): boolean {
  const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
    time.toZonedDateTime(ukZone.id, { disambiguation }).toInstant(),
  );
  return first !== undefined && second !== undefined && !first.equals(second);
}
