import type { Temporal } from "temporal-polyfill";
import { clockTime, type PartOfDay, partOfDay } from "../calendar/dates/clock-times.ts";
import { day } from "../calendar/dates/days.ts";
import { weekdayAt } from "../calendar/dates/near-days.ts";
import { cardinal } from "../calendar/dates/numbers.ts";
import { isMark, isWord, skip } from "../calendar/dates/reading.ts";
import { type Token, tokensOf } from "../calendar/dates/tokens.ts";
import { endOfMonth, readDay } from "./day-phrases.ts";
import { type Clause, nothingSaid, type Phrase, typed, type WhenSaid } from "./phrase.ts";
import { howOften } from "./repeat-phrases.ts";
import { settleTimes } from "./settle-times.ts";

/** Takes a text apart; every word of it has to mean something. `now` is wall time where it was typed. */
export function readPhrases(text: string, now: Temporal.PlainDateTime): WhenSaid {
  const phrase: Phrase = {
    text,
    tokens: tokensOf(text),
    around: { now, isDayFirst: true, bankHolidays: [] },
    said: nothingSaid(),
  };
  const clauses = [
    exceptClause,
    untilClause,
    fromClause,
    oftenClause,
    countClause,
    nowClause,
    todayClause,
    dayClause,
  ];
  let at = 0;
  while (at < phrase.tokens.length) {
    const next = [...clauses, timeClause, filler, unknown]
      .map((clause) => () => clause(phrase, at))
      .reduce<number | null>((read, clause) => read ?? clause(), null);
    at = Math.max(next ?? at + 1, at + 1);
  }
  settleTimes(phrase.said);
  return phrase.said;
}

/** `except bank holidays`, `but not on 25 December and 1 January`. */
const exceptClause: Clause = (phrase, at) => {
  const { tokens, said } = phrase;
  const isTwoWords =
    (isWord(tokens, at, "but") && isWord(tokens, at + 1, "not")) ||
    (isWord(tokens, at, "apart") && isWord(tokens, at + 1, "from"));
  const isOne = isWord(tokens, at, "except", "excluding", "excepting", "without", "skipping", "skip", "not");
  if (!isTwoWords && !isOne) return null;
  let next = skip(tokens, isTwoWords ? at + 2 : at + 1, "on", "for", "the");
  let read: number | null = null;
  for (;;) {
    const after = bankHolidays(phrase, next) ?? exceptDay(phrase, next);
    if (after === null) break;
    read = after;
    next = skip(tokens, after, "and", "or", "on");
    if (next === after) break;
  }
  if (read === null) return null;
  said.ofRepeat.push(typed(phrase, at, read));
  return read;
};

const bankHolidays: Clause = ({ tokens, said }, at) => {
  const isNamed =
    isWord(tokens, at, "bank", "public") && isWord(tokens, at + 1, "holiday", "holidays", "hol", "hols");
  if (!isNamed) return null;
  said.exceptBankHolidays = true;
  return at + 2;
};

const exceptDay: Clause = (phrase, at) => {
  const { tokens, said } = phrase;
  const read = readDay(phrase, at);
  if (read === null || read.point !== null) return null;
  // “Except Mondays” leaves out all of them, “except Monday” perhaps the next one.
  const weekday = read.next === at + 1 ? weekdayAt(tokens, at) : null;
  if (weekday !== null) said.problems.push({ problem: "weekday-left-out", said: weekday });
  if (read.date !== null) said.except.push(read.date);
  return read.next;
};

/** `until 31 March`, `to 31/3/2027`, `ending on Easter Monday`, `until the end of March`. */
const untilClause: Clause = (phrase, at) => {
  const { tokens, said } = phrase;
  if (!isWord(tokens, at, "until", "to", "through", "ending", "ends")) return null;
  const start = skip(tokens, at + 1, "on");
  const read = endOfMonth(phrase, start) ?? readDay(phrase, start);
  if (read === null || read.point !== null) return null;
  if (read.date !== null) said.until.push(read.date);
  said.ofRepeat.push(typed(phrase, at, read.next));
  return read.next;
};

/** `from 6 Jan`, `starting on Monday`. */
const fromClause: Clause = (phrase, at) => {
  const { tokens, said } = phrase;
  if (!isWord(tokens, at, "from", "starting", "beginning", "commencing")) return null;
  const read = readDay(phrase, skip(tokens, at + 1, "on", "from"));
  if (read === null || read.point !== null) return null;
  if (read.date !== null) said.from.push(read.date);
  said.ofRepeat.push(typed(phrase, at, read.next));
  return read.next;
};

const oftenClause: Clause = (phrase, at) => {
  const read = howOften(phrase.tokens, at, phrase.around);
  if (read === null) return null;
  phrase.said.often.push({ ...read.value, said: typed(phrase, at, read.next) });
  return read.next;
};

/** `10 times`. */
const countClause: Clause = (phrase, at) => {
  const { tokens, around, said } = phrase;
  const start = isWord(tokens, at, "for") ? at + 1 : at;
  const count = cardinal(tokens, start, around);
  if (count === null || count.value < 1 || !isWord(tokens, count.next, "times", "time")) return null;
  said.counts.push(count.value);
  said.ofRepeat.push(typed(phrase, at, count.next + 1));
  return count.next + 1;
};

const nowClause: Clause = ({ tokens, said }, at) => {
  const isTwoWords =
    (isWord(tokens, at, "right", "straight") && isWord(tokens, at + 1, "now", "away")) ||
    (isWord(tokens, at, "at") && isWord(tokens, at + 1, "once"));
  if (!isTwoWords && !isWord(tokens, at, "now", "immediately", "asap")) return null;
  said.isNow = true;
  return isTwoWords ? at + 2 : at + 1;
};

/** `tonight`, `this evening`: today, and which half of it. */
const todayClause: Clause = ({ tokens, around, said }, at) => {
  const isThis = isWord(tokens, at, "this");
  const part = isThis ? partOfDay(tokens, at + 1, around) : null;
  if (part === null && !isWord(tokens, at, "tonight")) return null;
  said.days.push(around.now.toPlainDate());
  said.parts.push(part?.value ?? evening);
  return part?.next ?? at + 1;
};

const evening: PartOfDay = { name: "evening", from: 18, until: 24 };

const dayClause: Clause = (phrase, at) => {
  const read = readDay(phrase, at);
  if (read === null) return null;
  if (read.date !== null) phrase.said.days.push(read.date);
  if (read.point !== null) phrase.said.points.push(read.point);
  return read.next;
};

/** `9am`, `18:00`, `at 9`, `half nine`, `7 in the evening`, `in the morning at 7`. */
const timeClause: Clause = (phrase, at) => {
  const { tokens, around, said } = phrase;
  if (isWord(tokens, at, "for", "from")) return null;
  const before = partOfDay(tokens, at, around);
  if (before !== null) {
    said.parts.push(before.value);
    return before.next;
  }
  const time = clockTime(tokens, at, around);
  if (time === null || (!isTime(tokens, at, time) && !isBeforePart(phrase, time.next))) return null;
  const isMidnight = tokens.slice(at, time.next).some((_, index) => isWord(tokens, at + index, "midnight"));
  said.clocks.push({ time: time.value, isByZero: startsWithZero(phrase, at, time.next), isMidnight });
  return time.next;
};

/** `7 tomorrow evening`, `7 on Friday evening`. */
function isBeforePart({ tokens, around }: Phrase, at: number): boolean {
  const read = day(tokens, at, around);
  return read !== null && partOfDay(tokens, read.next, around) !== null;
}

/** A number alone is none: in “Wed 10” it may be a day. Nor is one with seconds, or after the end of the day. */
function isTime(
  tokens: readonly Token[],
  at: number,
  { value, next }: NonNullable<ReturnType<typeof clockTime>>,
): boolean {
  if (value.second !== 0 || value.hour > 24 || (value.hour === 24 && value.minute > 0)) return false;
  if (!value.isWeak) return true;
  const token = tokens[at];
  const isOfDay =
    (isWord(tokens, next, "in") && isWord(tokens, next + 1, "the")) ||
    (isWord(tokens, next, "at") && isWord(tokens, next + 1, "night")) ||
    isWord(tokens, next, "tonight") ||
    isWord(tokens, at - 1, "tonight");
  return (
    token?.kind === "clock" || (token?.kind === "number" && token.digits >= 3) || next - at > 1 || isOfDay
  );
}

/** `07:00` is said on a clock of 24 hours, `7:00` may be the evening. */
function startsWithZero({ text, tokens }: Phrase, at: number, next: number): boolean {
  const token = tokens.slice(at, next).find(({ kind }) => kind === "number" || kind === "clock");
  return token !== undefined && text[token.start] === "0";
}

const filler: Clause = ({ tokens }, at) => {
  const isWordless = [",", "-", "&", "(", ")", "@"].some((mark) => isMark(tokens, at, mark));
  return isWordless || isWord(tokens, at, "on", "at", "the", "and", "in", "or", "please", "once", "then")
    ? at + 1
    : null;
};

/** Neighbours that say nothing are told together. */
const unknown: Clause = (phrase, at) => {
  const { said, tokens, text } = phrase;
  const last = said.problems.at(-1);
  const word = typed(phrase, at, at + 1);
  const isNeighbour =
    last?.problem === "not-understood" && text.slice(0, tokens[at]?.start).trimEnd().endsWith(last.said);
  if (isNeighbour) said.problems.pop();
  said.problems.push({
    problem: "not-understood",
    said: isNeighbour ? `${last.said} ${word}` : word,
  });
  return at + 1;
};
