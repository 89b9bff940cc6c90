import { Temporal } from "temporal-polyfill";
import { isDoubtful, monthAt, year } from "./dates.ts";
import { howMany, ordinal } from "./numbers.ts";
import {
  between,
  compareTimes,
  isMark,
  isWord,
  monthStretch,
  type Read,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
  wordAt,
} from "./reading.ts";
import type { Token } from "./tokens.ts";
import { manners, seasons } from "./vocabulary.ts";

export function comingMonth([said, number]: readonly [number | null, number], around: Surroundings): Stretch {
  return monthStretch(said ?? (number < around.now.month ? around.now.year + 1 : around.now.year), number);
}

/** `january`, `feb 2027`, `this may`, `last october`, `march next year`, `2026-12`. */
export const month: Rule<Stretch> = (tokens, at, around) => {
  const token = tokens[at];
  if (token?.kind === "year-month") return { value: monthStretch(token.year, token.month), next: at + 1 };
  const manner = manners.get(wordAt(tokens, at));
  const start = manner === undefined ? at : at + 1;
  const number = monthAt(tokens, start);
  if (number === null) return null;
  const said = year(tokens, start + 1, around) ?? yearsAhead(tokens, start + 1, around);
  if (said !== null) return { value: monthStretch(said.value, number), next: said.next };
  if (manner === undefined && isDoubtful(tokens[start]) && !hasCompany(tokens, at)) return null;
  if (manner !== undefined && isVerb(tokens, start)) return null;
  const isAfterNext = isWord(tokens, start + 1, "after") && isWord(tokens, start + 2, "next");
  const { now } = around;
  const comingYear = number < now.month ? now.year + 1 : now.year;
  if (isAfterNext) return { value: monthStretch(comingYear + 1, number), next: start + 3 };
  if (manner === 0) return { value: monthStretch(now.year, number), next: start + 1 };
  const lastYear = number < now.month ? now.year : now.year - 1;
  const nextYear = number <= now.month ? now.year + 1 : now.year;
  const meant = manner === -1 ? lastYear : manner === 1 ? nextYear : comingYear;
  return { value: monthStretch(meant, number), next: start + 1 };
};

/** "This may take longer": a word follows that goes on with the sentence. */
function isVerb(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1];
  return (
    wordAt(tokens, at) === "may" &&
    after?.kind === "word" &&
    ![...prepositions, "or", "at", "on"].includes(after.word)
  );
}

/** `march in a year`. */
function yearsAhead(tokens: readonly Token[], at: number, around: Surroundings): Read<number> | null {
  if (!isWord(tokens, at, "in")) return null;
  const count = howMany(tokens, at + 1, around);
  if (count === null || !isWord(tokens, count.next, "year")) return null;
  return { value: around.now.year + count.value, next: count.next + 1 };
}

const prepositions = [
  "in",
  "during",
  "since",
  "until",
  "before",
  "after",
  "by",
  "of",
  "to",
  "from",
  "early",
  "late",
  "mid",
  "end",
  "between",
  "and",
  "for",
  "throughout",
];

/** Whether a word before it says that a month is meant, or nothing else is said at all. */
function hasCompany(tokens: readonly Token[], at: number): boolean {
  if (tokens.length === 1) return true;
  const before = skip(tokens, 0) === at ? null : tokens[at - 1];
  if (before === null || before === undefined)
    return (
      isMark(tokens, at + 1, "/") || isMark(tokens, at + 1, "-") || isWord(tokens, at + 1, "to", "until")
    );
  if (before.kind === "mark") return before.mark === "/" || before.mark === "-";
  return before.kind === "word" && prepositions.includes(before.word);
}

/** `in 2019`, `2027` after a word that wants a year; a number alone is none. */
export const yearAlone: Rule<Stretch> = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== "number" || token.digits !== 4 || token.value < 1900 || token.value > 2199) return null;
  const before = tokens[at - 1];
  const isWanted = before?.kind === "word" && [...prepositions, "year", "through"].includes(before.word);
  const isRange = before?.kind === "mark" && before.mark === "-";
  const after = tokens[at + 2];
  const isAlone = isMark(tokens, at + 1, "-") && after?.kind === "number" && after.digits === 4;
  if (!isWanted && !isRange && !isAlone && tokens.length > 1) return null;
  const next = isWord(tokens, at + 1, "ad")
    ? at + 2
    : isWord(tokens, at + 1, "a") && isWord(tokens, at + 2, "d")
      ? at + 3
      : at + 1;
  if (isWord(tokens, at + 1, "bc") || (isWord(tokens, at + 1, "b") && isWord(tokens, at + 2, "c")))
    return null;
  return { value: yearStretch(token.value), next };
};

/** `q1 2027`, `2018Q4`, `third quarter`, `the 4th qtr of 2018`. */
export const quarterOfYear: Rule<Stretch> = (tokens, at, around) => {
  const leading = leadingYear(tokens, at);
  const start = leading?.next ?? (isWord(tokens, at, "the") ? at + 1 : at);
  const nth = quarterNumber(tokens, start, around);
  if (nth === null) return null;
  const said = leading === null ? year(tokens, nth.next, around) : null;
  if (leading !== null || said !== null)
    return {
      value: quarter(leading?.value ?? said?.value ?? around.now.year, nth.value),
      next: said?.next ?? nth.next,
    };
  return { value: quarter(around.now.year, nth.value), next: nth.next };
};

function quarterNumber(tokens: readonly Token[], at: number, around: Surroundings): Read<number> | null {
  const token = tokens[at + 1];
  if (isWord(tokens, at, "q") && token?.kind === "number" && token.value >= 1 && token.value <= 4)
    return { value: token.value, next: at + 2 };
  const place =
    ordinal(tokens, at, around) ?? (isWord(tokens, at, "second") ? { value: 2, next: at + 1 } : null);
  return place !== null && place.value <= 4 && isWord(tokens, place.next, "quarter")
    ? { value: place.value, next: place.next + 1 }
    : null;
}

export function leadingYear(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at];
  return token?.kind === "number" && token.digits === 4 && token.value >= 1900 && token.value < 2200
    ? { value: token.value, next: isMark(tokens, at + 1, "-") ? at + 2 : at + 1 }
    : null;
}

/** `the first half of 2027`, `H2 2019`, `2019 H2`: never without its year. */
export const half: Rule<Stretch> = (tokens, at, around) => {
  const leading = leadingYear(tokens, at);
  const start = leading?.next ?? (isWord(tokens, at, "the") ? at + 1 : at);
  const token = tokens[start + 1];
  const nth =
    isWord(tokens, start, "h") && token?.kind === "number" && (token.value === 1 || token.value === 2)
      ? { value: token.value, next: start + 2 }
      : isWord(tokens, start, "first", "second") && isWord(tokens, start + 1, "half")
        ? { value: isWord(tokens, start, "first") ? 1 : 2, next: start + 2 }
        : null;
  if (nth === null) return null;
  const said =
    leading === null ? (year(tokens, nth.next, around) ?? thisYear(tokens, nth.next, around)) : null;
  const number = leading?.value ?? said?.value;
  if (number === undefined) return null;
  const from = Temporal.PlainDate.from({ year: number, month: nth.value === 1 ? 1 : 7, day: 1 });
  return { value: between(from, from.add({ months: 6 }), "quarter"), next: said?.next ?? nth.next };
};

function thisYear(tokens: readonly Token[], at: number, around: Surroundings): Read<number> | null {
  const start = skip(tokens, at, "of", "the");
  return start > at && isWord(tokens, start, "year") ? { value: around.now.year, next: start + 1 } : null;
}

/** `this autumn`, `over the summer`, `next spring`: meteorological seasons. */
export const season: Rule<Stretch> = (tokens, at, around) => {
  const manner = manners.get(wordAt(tokens, at));
  const start = manner !== undefined || isWord(tokens, at, "the") ? at + 1 : at;
  const month = seasons.get(wordAt(tokens, start));
  if (month === undefined || (start === at && !hasCompany(tokens, at))) return null;
  const said = year(tokens, start + 1, around);
  if (said !== null) return { value: seasonStretch(said.value, month), next: said.next };
  const { now } = around;
  const isInWinter = month === 12 && now.month <= 2;
  const current = seasonStretch(isInWinter ? now.year - 1 : now.year, month);
  const isOver = current.end !== null && compareTimes(current.end, now) <= 0;
  const hasBegun = compareTimes(current.start, now) <= 0;
  const ahead =
    manner === 1 ? (hasBegun ? 1 : 0) : manner === -1 ? (isOver ? 0 : -1) : manner === 0 ? 0 : isOver ? 1 : 0;
  return { value: seasonStretch(current.start.year + ahead, month), next: start + 1 };
};

function seasonStretch(number: number, month: number): Stretch {
  const start = Temporal.PlainDate.from({ year: number, month, day: 1 });
  return between(start, start.add({ months: 3 }), "quarter");
}

/** `in the new year`: January, which is what follows Christmas. */
export const newYear: Rule<Stretch> = (tokens, at, around) => {
  const start = skip(tokens, at, "early", "late", "in", "the");
  if (!isWord(tokens, start, "new") || !isWord(tokens, start + 1, "year")) return null;
  if (isWord(tokens, start + 2, "day", "eve", "evening") || start === at) return null;
  const ahead = around.now.month === 1 ? 0 : 1;
  return { value: monthStretch(around.now.year + ahead, 1), next: start + 2 };
};

export function yearStretch(number: number): Stretch {
  const start = Temporal.PlainDate.from({ year: number, month: 1, day: 1 });
  return between(start, start.add({ years: 1 }), "year");
}

/** `nth` may lie outside 1 to 4: quarter 5 is the first of the next year. */
export function quarter(number: number, nth: number): Stretch {
  const start = Temporal.PlainDate.from({ year: number, month: 1, day: 1 }).add({ months: (nth - 1) * 3 });
  return between(start, start.add({ months: 3 }), "quarter");
}
