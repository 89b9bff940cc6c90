import { spellings } from "./vocabulary.ts";

interface Placed {
  /** Where it stands in the text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A piece of a text as the rules of dates see it: lower case, abbreviations written out, dots left out. */
export type Token = Placed &
  /** `typed` is what was written, without apostrophes: `sat`, where `word` is `saturday`. */
  (
    | { readonly kind: "word"; readonly word: string; readonly typed: string }
    | {
        readonly kind: "number";
        readonly value: number;
        readonly digits: number;
        readonly isOrdinal: boolean;
      }
    /** `18:30`, `6.30`, `9h30`, `16h`. */
    | {
        readonly kind: "clock";
        readonly hour: number;
        readonly minute: number;
        readonly second: number | null;
        readonly mark: ":" | "." | "h";
      }
    /** `2026-12-03`. */
    | { readonly kind: "iso-date"; readonly year: number; readonly month: number; readonly day: number }
    /** `3/12`, `03.12.26`: which is the day and which the month is the reader's locale. */
    | {
        readonly kind: "slashed";
        readonly first: number;
        readonly second: number;
        readonly year: number | null;
      }
    /** `2026-12`, `12/2026`. */
    | { readonly kind: "year-month"; readonly year: number; readonly month: number }
    | { readonly kind: "mark"; readonly mark: string }
  );

type Reading = (found: RegExpMatchArray, place: Placed) => readonly Token[];

const number = (digits: string | undefined): number => Number(digits ?? "");

/** 70 to 99 are of the last century, as in dates people write out by hand. */
export function fullYear(year: number, digits: number): number {
  if (digits > 2) return year;
  return year >= 70 ? 1900 + year : 2000 + year;
}

const numericYear = (digits: string | undefined): number | null =>
  digits === undefined ? null : fullYear(number(digits), digits.length);

/** Tried in this order at every place; the first that fits is taken. */
const readings: readonly (readonly [RegExp, Reading])[] = [
  // Addresses, and codes of letters and digits: nothing in them is a date.
  [
    /https?:\/\/\S+|(?!\d{1,2}h\d\d\b|\d{4}q[1-4]\b)\d+\p{L}{1,2}\d[\p{L}\d]*/uy,
    (_found, place) => [{ kind: "mark", mark: "amount", ...place }],
  ],
  [
    /[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|percent\b|per cent\b)/y,
    (_found, place) => [{ kind: "mark", mark: "amount", ...place }],
  ],
  [
    /(?:24\/7|\d+(?:\.\d+){2,}(?![\d/])(?<!\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})))/y,
    (_found, place) => [{ kind: "mark", mark: "amount", ...place }],
  ],
  [/2(?:moro|morrow|day|nite|night)(?![a-z])/y, ([word], place) => wordTokens(word ?? "", place)],
  [
    /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:t(?=\d))?/y,
    ([, year, month, day], place) => [
      { kind: "iso-date", year: number(year), month: number(month), day: number(day), ...place },
    ],
  ],
  [
    /((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/y,
    ([, year, month, day], place) => [
      { kind: "iso-date", year: number(year), month: number(month), day: number(day), ...place },
    ],
  ],
  [
    /(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)/y,
    ([, first, , second, year], place) => [
      { kind: "slashed", first: number(first), second: number(second), year: numericYear(year), ...place },
    ],
  ],
  [
    /(\d{4})[-/](0[1-9]|1[0-2])(?![\d/-])/y,
    ([, year, month], place) => [{ kind: "year-month", year: number(year), month: number(month), ...place }],
  ],
  [
    /(0?[1-9]|1[0-2])\/(\d{4})(?!\d)/y,
    ([, month, year], place) => [{ kind: "year-month", year: number(year), month: number(month), ...place }],
  ],
  [
    /(\d{1,2}) ?\/ ?(\d{1,2})(?![\d/]|\.\d)/y,
    ([, first, second], place) => [
      { kind: "slashed", first: number(first), second: number(second), year: null, ...place },
    ],
  ],
  [
    /(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])/y,
    ([, hour, minute, second], place) => clockToken([hour, minute, second], ":", place),
  ],
  [
    /(\d{1,2})h(\d{2})?(?![\da-z])/y,
    ([, hour, minute], place) => clockToken([hour, minute ?? "00"], "h", place),
  ],
  [/(\d{1,2})\.(\d{2})(?!\d|\.\d)/y, ([, hour, minute], place) => clockToken([hour, minute], ".", place)],
  [
    /(\d{1,2})(?:st|nd|rd|th)(?![a-z\d])/y,
    ([, digits], place) => [{ kind: "number", value: number(digits), digits: 0, isOrdinal: true, ...place }],
  ],
  [
    /\d+(?:,\d{3})*/y,
    ([digits], place) => [
      {
        kind: "number",
        value: number(digits?.replaceAll(",", "")),
        digits: digits?.length ?? 0,
        isOrdinal: false,
        ...place,
      },
    ],
  ],
  [
    /([ap])\.\s?m\.?(?![a-z])/y,
    ([, half], place) => [{ kind: "word", word: `${half}m`, typed: `${half}m`, ...place }],
  ],
  [/\p{L}+(?:['’]\p{L}+)*/uy, ([word], place) => wordTokens(word ?? "", place)],
  [/[-–—]+/y, (_found, place) => [{ kind: "mark", mark: "-", ...place }]],
  [/[,&+@/()'’]/y, ([mark], place) => [{ kind: "mark", mark: mark ?? "", ...place }]],
];

function clockToken(
  [hour, minute, second]: readonly (string | undefined)[],
  mark: ":" | "." | "h",
  place: Placed,
): readonly Token[] {
  const read = {
    hour: number(hour),
    minute: number(minute),
    second: second === undefined ? null : number(second),
  };
  if (read.hour > 24 || read.minute > 59 || (read.second ?? 0) > 59)
    return [{ kind: "mark", mark: "amount", ...place }];
  return [{ kind: "clock", ...read, mark, ...place }];
}

function wordTokens(word: string, place: Placed): readonly Token[] {
  const bare = word.replaceAll(/['’]/gu, "");
  const written = spellings.get(bare) ?? bare;
  return [{ kind: "word", word: written, typed: bare, ...place }];
}

/** Cuts a text into tokens; what no rule of dates can use (dots, question marks) is left out. */
export function tokensOf(text: string): readonly Token[] {
  const lowerCase = text.toLowerCase();
  // A letter whose lower case is longer would move every place after it.
  const source = lowerCase.length === text.length ? lowerCase : text;
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const read = readAt(source, at);
    tokens.push(...read.tokens);
    at = read.end;
  }
  return tokens;
}

function readAt(source: string, at: number): { readonly tokens: readonly Token[]; readonly end: number } {
  for (const [pattern, reading] of readings) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found === null) continue;
    const end = at + found[0].length;
    return { tokens: reading(found, { start: at, end }), end };
  }
  return { tokens: [], end: at + 1 };
}
