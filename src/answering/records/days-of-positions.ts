import { Temporal } from "temporal-polyfill";
import type { Span } from "./question-text.ts";
import type { DaysAsked } from "./told.ts";

/** Days a question about a position speaks of, and where it does. */
export interface PositionDays {
  readonly days: DaysAsked;
  /** What was so from then on is asked for. */
  readonly isSince: boolean;
  /** It says which text is meant: “the 2021 text” was adopted in 2021. */
  readonly isName: boolean;
  readonly span: Span;
}

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const month = "(?<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)";
const year = "(?<year>(?:19|20)\\d\\d)";
const ending = "(?:st|nd|rd|th)?";

/** The fullest form first. */
const forms: readonly RegExp[] = [
  new RegExp(`\\b${year}-(?<number>\\d\\d)-(?<day>\\d\\d)\\b`, "giu"),
  new RegExp(`\\b(?<day>\\d\\d?)[/.](?<number>\\d\\d?)[/.]${year}\\b`, "giu"),
  new RegExp(`\\b(?<day>\\d\\d?)${ending} (?:of )?${month},? ${year}\\b`, "giu"),
  new RegExp(`\\b${month} (?<day>\\d\\d?)${ending},? ${year}\\b`, "giu"),
  new RegExp(`\\b${month},? ${year}\\b`, "giu"),
  new RegExp(`\\b${year}\\b`, "giu"),
  /\b(?<ago>\d\d?|an?|one|two|three|four|five|six|ten|a couple of) (?<unit>year|month)s? (?:ago|back)\b/giu,
  /\blast (?<last>year|month)\b/giu,
  /\b(?<recent>yesterday|this year|this month)\b/giu,
];

const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  "a couple of": 2,
};

/**
 * Every day, month and year of a question, in order. Texts are of the past: “in 2021” and “last year” mean all of it, “two
 * years ago” the day. What does not exist is left out.
 */
export function readPositionDays(text: string, today: Temporal.PlainDate): readonly PositionDays[] {
  const found: PositionDays[] = [];
  for (const form of forms) {
    for (const match of text.matchAll(form)) {
      const span = { from: match.index, until: match.index + match[0].length };
      if (found.some(({ span: other }) => span.from < other.until && other.from < span.until)) continue;
      const named = daysOf(match.groups ?? {}, today);
      if (named === null) continue;
      const before = text.slice(0, span.from);
      const isBefore = /\b(?:before|prior to|until|till)(?: the)? $/iu.test(before);
      const [, edge] = edges.exec(before) ?? [];
      const part = edge === undefined ? named : edgeOf(named, edge);
      const days = isBefore ? dayBefore(named) : part;
      const isSince = /\b(?:since|after)(?: (?:the|about|around|early|late|mid))* $/iu.test(before);
      const isLed =
        /\b(?:before|prior to|in|during|throughout|at|on|by|of|until|till|to|and|between|back|around|about|for|from) $/iu.test(
          before,
        );
      const isFollowed = /^ \p{L}/u.test(text.slice(span.until));
      found.push({ days, isSince, isName: isFollowed && !isLed && !isSince, span });
    }
  }
  return found.toSorted((left, right) => left.span.from - right.span.from);
}

/** “At the end of 2023” is its last day, “from the start of May 2022” its first. */
const edges = /\b(end|close|start|beginning)(?: of)?(?: the year)? $/iu;

function edgeOf({ from, until }: DaysAsked, edge: string): DaysAsked {
  const day = /^(?:end|close)$/iu.test(edge) ? until : from;
  return { from: day, until: day };
}

function dayBefore({ from }: DaysAsked): DaysAsked {
  const day = from.subtract({ days: 1 });
  return { from: day, until: day };
}

type Parts = Readonly<Record<string, string | undefined>>;

function daysOf(parts: Parts, today: Temporal.PlainDate): DaysAsked | null {
  const { ago, last, recent } = parts;
  if (recent !== undefined) return recentDays(recent.toLowerCase(), today);
  if (ago !== undefined) {
    const count = counts[ago.toLowerCase()] ?? Number(ago);
    const day = today.subtract(parts.unit?.toLowerCase() === "year" ? { years: count } : { months: count });
    return { from: day, until: day };
  }
  if (last !== undefined) {
    return last.toLowerCase() === "year"
      ? stretch(today.subtract({ years: 1 }).with({ month: 1, day: 1 }), { years: 1 })
      : stretch(today.subtract({ months: 1 }).with({ day: 1 }), { months: 1 });
  }
  return written(parts);
}

function recentDays(recent: string, today: Temporal.PlainDate): DaysAsked {
  if (recent === "yesterday") {
    const day = today.subtract({ days: 1 });
    return { from: day, until: day };
  }
  return recent === "this year"
    ? stretch(today.with({ month: 1, day: 1 }), { years: 1 })
    : stretch(today.with({ day: 1 }), { months: 1 });
}

function written({ year: inYear, month: named, number, day }: Parts): DaysAsked | null {
  const monthOfYear =
    number === undefined ? monthNames.indexOf((named ?? "").slice(0, 3).toLowerCase()) + 1 : Number(number);
  const start = new Date(Date.UTC(Number(inYear), Math.max(0, monthOfYear - 1), Number(day ?? 1)));
  const from = Temporal.PlainDate.from(start.toISOString().slice(0, 10));
  if (monthOfYear === 0) return stretch(from, { years: 1 });
  if (from.month !== monthOfYear) return null;
  return day === undefined ? stretch(from, { months: 1 }) : { from, until: from };
}

function stretch(from: Temporal.PlainDate, length: { years?: number; months?: number }): DaysAsked {
  return { from, until: from.add(length).subtract({ days: 1 }) };
}
