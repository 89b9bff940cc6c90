import { Temporal } from "temporal-polyfill";
import { cardinal } from "./numbers.ts";
import {
  between,
  compareDays,
  dateOf,
  dayStretch,
  isWord,
  type Read,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
} from "./reading.ts";
import type { Token } from "./tokens.ts";

type InYear = (year: number) => Temporal.PlainDate;

const fixed =
  (month: number, day: number): InYear =>
  (year) =>
    Temporal.PlainDate.from({ year, month, day });

/** Gregorian Easter Sunday; the anonymous algorithm (Nature, 1876), as in Meeus, Astronomical Algorithms, ch. 8. */
export function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Temporal.PlainDate.from({ year, month, day: ((h + l - 7 * m + 114) % 31) + 1 });
}

const fromEaster =
  (days: number): InYear =>
  (year) =>
    easterSunday(year).add({ days });

/** The nth (from 1, or -1 for the last) weekday (1 Monday … 7 Sunday) of a month. */
export function nthWeekday(
  { year, month }: { readonly year: number; readonly month: number },
  weekday: number,
  nth: number,
): Temporal.PlainDate | null {
  if (nth > 0) {
    const start = Temporal.PlainDate.from({ year, month, day: 1 });
    return dateOf(year, month, 1 + ((weekday - start.dayOfWeek + 7) % 7) + (nth - 1) * 7);
  }
  const end = Temporal.PlainDate.from({ year, month, day: 1 }).add({ months: 1 }).subtract({ days: 1 });
  return dateOf(year, month, end.day - ((end.dayOfWeek - weekday + 7) % 7) + (nth + 1) * 7);
}

const weekdayOf =
  (month: number, weekday: number, nth: number): InYear =>
  (year) =>
    nthWeekday({ year, month }, weekday, nth) ?? fixed(month, 1)(year);

/** Days with a name, as people in the United Kingdom write it; without "the", "st" for saint. */
const namedDays: ReadonlyMap<string, InYear> = new Map<string, InYear>(
  (
    [
      ["new year eve|new years eve|newyears eve|nye|hogmanay", fixed(12, 31)],
      ["new year day|new years day|nyd", fixed(1, 1)],
      ["burns night", fixed(1, 25)],
      ["valentines day|valentines|valentine day", fixed(2, 14)],
      ["st davids day", fixed(3, 1)],
      ["international womens day|womens day|iwd", fixed(3, 8)],
      [
        "st patricks day|st paddys day|paddys day|saint patricks day|st patricks|saint patrick|st patrick",
        fixed(3, 17),
      ],
      ["april fools day|april fools", fixed(4, 1)],
      ["st georges day|saint georges day", fixed(4, 23)],
      ["halloween", fixed(10, 31)],
      ["bonfire night|guy fawkes night|fireworks night", fixed(11, 5)],
      ["remembrance day|armistice day", fixed(11, 11)],
      ["remembrance sunday", weekdayOf(11, 7, 2)],
      ["st andrews day|saint andrews day", fixed(11, 30)],
      ["christmas eve", fixed(12, 24)],
      ["christmas day|christmas", fixed(12, 25)],
      ["boxing day", fixed(12, 26)],
      ["shrove tuesday|pancake day", fromEaster(-47)],
      ["ash wednesday", fromEaster(-46)],
      ["mothers day|mothering sunday", fromEaster(-21)],
      ["palm sunday", fromEaster(-7)],
      ["maundy thursday", fromEaster(-3)],
      ["good friday", fromEaster(-2)],
      ["easter sunday|easter day|easter", fromEaster(0)],
      ["easter monday", fromEaster(1)],
      ["whit monday", fromEaster(50)],
      ["fathers day", weekdayOf(6, 7, 3)],
      ["may day", fixed(5, 1)],
      ["may day bank holiday|may day bank hol|early may bank holiday|early may bank hol", weekdayOf(5, 1, 1)],
      ["spring bank holiday|spring bank hol|late may bank holiday|whitsun", weekdayOf(5, 1, -1)],
      ["august bank holiday|august bank hol|summer bank holiday|summer bank hol", weekdayOf(8, 1, -1)],
      ["ada lovelace day", weekdayOf(10, 2, 2)],
      ["thanksgiving|thanksgiving day", weekdayOf(11, 4, 4)],
      ["black friday", (year: number) => weekdayOf(11, 4, 4)(year).add({ days: 1 })],
      ["cyber monday", (year: number) => weekdayOf(11, 4, 4)(year).add({ days: 4 })],
      ["clocks go forward|clocks change forward", weekdayOf(3, 7, -1)],
      ["clocks go back", weekdayOf(10, 7, -1)],
    ] as const
  ).flatMap(([names, inYear]) => names.split("|").map((name) => [name, inYear] as const)),
);

const wordsAtMost = Math.max(...[...namedDays.keys()].map((name) => name.split(" ").length));

interface Named {
  readonly inYear: InYear;
  readonly name: string;
}

/** The longest name that begins at `at`. Both what was typed and what it is short for count. */
function nameAt(tokens: readonly Token[], at: number): Read<Named> | null {
  for (let count = wordsAtMost; count > 0; count -= 1) {
    const words = tokens.slice(at, at + count);
    if (words.length < count || words.some(({ kind }) => kind !== "word")) continue;
    const typed = words.map((token) => (token.kind === "word" ? token.typed : "")).join(" ");
    const spelled = words.map((token) => (token.kind === "word" ? token.word : "")).join(" ");
    // "xmas eve": the first word spelled out, the last as it was typed.
    const mixed = words
      .map((token) => (token.kind !== "word" ? "" : token.typed === "eve" ? "eve" : token.word))
      .join(" ");
    for (const name of [typed, spelled, mixed]) {
      const inYear = namedDays.get(name);
      if (inYear !== undefined) return { value: { inYear, name }, next: at + count };
    }
  }
  return null;
}

/** `christmas day`, `good friday 2027`, `next easter monday`, `last christmas`, `the next bank holiday`. */
export const namedDay: Rule<Stretch> = (tokens, at, around) => {
  const start = skip(tokens, at, "the", "on", "this", "coming");
  const isNext = isWord(tokens, start, "next");
  const isLast = isWord(tokens, start, "last", "previous");
  const nameStart = isNext || isLast ? start + 1 : start;
  const weekend = namedWeekend(tokens, nameStart, around);
  if (weekend !== null) return weekend;
  const named = nameAt(tokens, nameStart);
  if (named === null) return bankHoliday(tokens, nameStart, around);
  const year = yearAfter(tokens, named.next, around);
  const { inYear } = named.value;
  if (year !== null) return { value: dayStretch(inYear(year.value)), next: year.next };
  const today = around.now.toPlainDate();
  const coming = upcoming(inYear, today);
  return { value: dayStretch(isLast ? past(inYear, today) : coming), next: named.next };
};

function upcoming(inYear: InYear, today: Temporal.PlainDate): Temporal.PlainDate {
  const date = inYear(today.year);
  return compareDays(date, today) >= 0 ? date : inYear(today.year + 1);
}

function past(inYear: InYear, today: Temporal.PlainDate): Temporal.PlainDate {
  const date = inYear(today.year);
  return compareDays(date, today) < 0 ? date : inYear(today.year - 1);
}

function yearAfter(tokens: readonly Token[], at: number, around: Surroundings): Read<number> | null {
  const next = skip(tokens, at, "of", "in");
  const token = tokens[next];
  if (token?.kind === "number" && token.digits === 4 && token.value >= 1900 && token.value < 2200)
    return { value: token.value, next: next + 1 };
  const relative = isWord(tokens, next, "last") ? -1 : isWord(tokens, next, "next") ? 1 : null;
  if (relative !== null && isWord(tokens, next + 1, "year"))
    return { value: around.now.year + relative, next: next + 2 };
  const ahead = isWord(tokens, at, "in") ? cardinalOrOne(tokens, at + 1, around) : null;
  return ahead !== null && isWord(tokens, ahead.next, "year")
    ? { value: around.now.year + ahead.value, next: ahead.next + 1 }
    : null;
}

function cardinalOrOne(tokens: readonly Token[], at: number, around: Surroundings): Read<number> | null {
  return isWord(tokens, at, "a") ? { value: 1, next: at + 1 } : cardinal(tokens, at, around);
}

function isBankHolidayAt(tokens: readonly Token[], at: number): boolean {
  return isWord(tokens, at, "bank", "public") && isWord(tokens, at + 1, "holiday", "hol", "hols", "holidays");
}

/** `easter weekend`, `the bank holiday weekend`, `over easter`. */
function namedWeekend(tokens: readonly Token[], at: number, around: Surroundings): Read<Stretch> | null {
  const today = around.now.toPlainDate();
  const isOver = isWord(tokens, at, "over");
  const start = isOver ? at + 1 : at;
  if (isWord(tokens, start, "easter") && (isOver || isWord(tokens, start + 1, "weekend"))) {
    const friday = upcoming(fromEaster(1), today).subtract({ days: 3 });
    return { value: between(friday, friday.add({ days: 4 }), "day"), next: isOver ? start + 1 : start + 2 };
  }
  if (!isBankHolidayAt(tokens, start) || !isWord(tokens, start + 2, "weekend")) return null;
  const monday = around.bankHolidays.find((date) => date.dayOfWeek === 1 && compareDays(date, today) >= 0);
  if (monday === undefined) return null;
  return { value: between(monday.subtract({ days: 2 }), monday.add({ days: 1 }), "day"), next: start + 3 };
}

/** `bank holiday`, `bank hol monday`: the next one where whoever asks is. */
function bankHoliday(tokens: readonly Token[], at: number, around: Surroundings): Read<Stretch> | null {
  // "A bank holiday" asks whether, and names none.
  if (!isBankHolidayAt(tokens, at) || isWord(tokens, at - 1, "a", "any")) return null;
  const onMonday = isWord(tokens, at + 2, "monday");
  const today = around.now.toPlainDate();
  const date = around.bankHolidays.find(
    (day) => compareDays(day, today) >= 0 && (!onMonday || day.dayOfWeek === 1),
  );
  return date === undefined ? null : { value: dayStretch(date), next: onMonday ? at + 3 : at + 2 };
}
