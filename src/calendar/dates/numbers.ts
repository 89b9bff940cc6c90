import { isMark, isWord, type Read, type Rule, wordAt } from "./reading.ts";
import { numberWords, ordinalWords } from "./vocabulary.ts";

/** A whole number in digits or words: `12`, `twelve`, `twenty one`. */
export const cardinal: Rule<number> = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind === "number" && !token.isOrdinal) return { value: token.value, next: at + 1 };
  const tens = numberWords.get(wordAt(tokens, at));
  if (tens === undefined) return null;
  if (tens < 20) return { value: tens, next: at + 1 };
  const after = isMark(tokens, at + 1, "-") ? at + 2 : at + 1;
  const units = numberWords.get(wordAt(tokens, after));
  return units !== undefined && units < 10
    ? { value: tens + units, next: after + 1 }
    : { value: tens, next: at + 1 };
};

/** `3rd`, `third`, `twenty first`. */
export const ordinal: Rule<number> = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind === "number") return token.isOrdinal ? { value: token.value, next: at + 1 } : null;
  const word = wordAt(tokens, at);
  const plain = ordinalWords.get(word);
  if (plain !== undefined) return { value: plain, next: at + 1 };
  const tens = numberWords.get(word);
  if (tens === undefined || tens < 20) return null;
  const after = isMark(tokens, at + 1, "-") ? at + 2 : at + 1;
  const units = ordinalWords.get(wordAt(tokens, after));
  return units !== undefined && units < 10 ? { value: tens + units, next: after + 1 } : null;
};

const vague: ReadonlyMap<string, number> = new Map([
  ["couple", 2],
  ["pair", 2],
  ["few", 3],
  ["several", 3],
]);

/** How many: `3`, `a`, `a couple of`, `the next few`. */
export const howMany: Rule<number> = (tokens, at, around) => {
  const start = isWord(tokens, at, "a", "an", "the") ? at + 1 : at;
  const some = vague.get(wordAt(tokens, start));
  if (some !== undefined)
    return { value: some, next: isWord(tokens, start + 1, "of") ? start + 2 : start + 1 };
  const counted = cardinal(tokens, at, around);
  if (counted !== null) return counted;
  return isWord(tokens, at, "a", "an") ? { value: 1, next: at + 1 } : null;
};

type Unit = "second" | "minute" | "hour" | "day" | "week" | "fortnight" | "month" | "quarter" | "year";

const unitWords: readonly Unit[] = [
  "second",
  "minute",
  "hour",
  "day",
  "week",
  "fortnight",
  "month",
  "quarter",
  "year",
];

export const unit: Rule<Unit> = (tokens, at) => {
  const word = wordAt(tokens, at);
  if (word === "h") return { value: "hour", next: at + 1 };
  const found = unitWords.find((name) => name === word);
  return found === undefined ? null : { value: found, next: at + 1 };
};

/** A length of time. `amount` is whole, save halves and quarters of hours, which are told in minutes. */
interface Length {
  readonly amount: number;
  readonly unit: Unit;
}

/** `3 weeks`, `half an hour`, `2 and a half hours`, `a fortnight`, `3/4h`, `a quarter of an hour`. */
export const length: Rule<Length> = (tokens, at, around) => {
  const start = isWord(tokens, at, "about", "around", "approximately", "roughly") ? at + 1 : at;
  return partOfHour(tokens, start) ?? wholeLength(tokens, start, around);
};

function wholeLength(...[tokens, at, around]: Parameters<Rule<Length>>): Read<Length> | null {
  const count = howMany(tokens, at, around);
  if (count === null) return null;
  let next = count.next;
  if (isMark(tokens, next, "'") && tokens[at]?.kind === "number")
    return { value: { amount: count.value, unit: "minute" }, next: next + 1 };
  const half =
    isWord(tokens, next, "and") && isWord(tokens, next + 1, "a", "an") && isWord(tokens, next + 2, "half");
  if (half) next += 3;
  if (isWord(tokens, next, "more", "whole", "full", "working")) next += 1;
  const counted = unit(tokens, next, around);
  if (counted === null) return null;
  if (!half) return { value: { amount: count.value, unit: counted.value }, next: counted.next };
  if (counted.value !== "hour") return null;
  return { value: { amount: count.value * 60 + 30, unit: "minute" }, next: counted.next };
}

const inMinutes = (amount: number, next: number): Read<Length> => ({
  value: { amount, unit: "minute" },
  next,
});

function partOfHour(tokens: Parameters<Rule<Length>>[0], at: number): Read<Length> | null {
  const token = tokens[at];
  if (token?.kind === "slashed" && token.year === null && token.first < token.second)
    return isWord(tokens, at + 1, "h", "hour") && [2, 4].includes(token.second)
      ? inMinutes((token.first * 60) / token.second, at + 2)
      : null;
  const start = isWord(tokens, at, "a", "an") ? at + 1 : at;
  const ofHour = (after: number): number | null => {
    const hour = isWord(tokens, after, "of") ? after + 1 : after;
    const unitAt = isWord(tokens, hour, "a", "an") ? hour + 1 : hour;
    return isWord(tokens, unitAt, "hour") ? unitAt + 1 : null;
  };
  if (isWord(tokens, start, "half")) return asMinutes(30, ofHour(start + 1));
  if (isWord(tokens, start, "quarter")) return asMinutes(15, ofHour(start + 1));
  if (isWord(tokens, start, "three")) {
    const quarter = isMark(tokens, start + 1, "-") ? start + 2 : start + 1;
    return isWord(tokens, quarter, "quarter") ? asMinutes(45, ofHour(quarter + 1)) : null;
  }
  return null;
}

function asMinutes(amount: number, next: number | null): Read<Length> | null {
  return next === null ? null : inMinutes(amount, next);
}
