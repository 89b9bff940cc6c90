import type { Temporal } from "temporal-polyfill";
import { clockTime, hourOf, partOfDay } from "../calendar/dates/clock-times.ts";
import { date, dayOfMonth, dayThenMonth, monthThenDay, year } from "../calendar/dates/dates.ts";
import { day, monthMeant } from "../calendar/dates/days.ts";
import { weekdayAt } from "../calendar/dates/near-days.ts";
import { cardinal } from "../calendar/dates/numbers.ts";
import { first, isMark, isWord, monthStretch, type Surroundings, skip } from "../calendar/dates/reading.ts";
import { type Token, tokensOf } from "../calendar/dates/tokens.ts";
import { type HowOften, howOften } from "./repeat-phrases.ts";
import type { WhenProblem } from "./when-problem.ts";

/** What somebody said, taken apart. `at` is a point of time, said as “in 2 hours”. */
export interface WhenSaid {
  isNow: boolean;
  /** A part of the day without a time: “tomorrow morning”. */
  hasPartOfDay: boolean;
  exceptBankHolidays: boolean;
  readonly often: (HowOften & { readonly said: string })[];
  readonly days: Temporal.PlainDate[];
  /** Times of day, `09:00`; `24:00` is the end of the day. */
  readonly times: string[];
  readonly points: Temporal.PlainDateTime[];
  readonly from: Temporal.PlainDate[];
  readonly until: Temporal.PlainDate[];
  readonly counts: number[];
  readonly except: Temporal.PlainDate[];
  /** What was said of a repeat beside how often, as it was typed. */
  readonly ofRepeat: string[];
  /** In the order they were found. */
  readonly problems: WhenProblem[];
}

interface Phrase {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly around: Surroundings;
  readonly said: WhenSaid;
}

/** Reads what begins at token `at`, notes it, and gives the token after it; null when it is something else. */
type Clause = (phrase: Phrase, at: number) => number | null;

/** Takes a text apart; every word of it has to mean something. `now` is wall time where it was typed. */
export function readPhrases(text: string, now: Temporal.PlainDateTime): WhenSaid {
  const phrase: Phrase = {
    text,
    tokens: tokensOf(text),
    around: { now, isDayFirst: true, bankHolidays: [] },
    said: nothingSaid(),
  };
  const clauses = [exceptClause, untilClause, fromClause, oftenClause, countClause, nowClause, dayClause];
  let at = 0;
  while (at < phrase.tokens.length) {
    const next = [...clauses, timeClause, filler, unknown]
      .map((clause) => () => clause(phrase, at))
      .reduce<number | null>((read, clause) => read ?? clause(), null);
    at = Math.max(next ?? at + 1, at + 1);
  }
  return phrase.said;
}

function nothingSaid(): WhenSaid {
  return {
    isNow: false,
    hasPartOfDay: false,
    exceptBankHolidays: false,
    often: [],
    days: [],
    times: [],
    points: [],
    from: [],
    until: [],
    counts: [],
    except: [],
    ofRepeat: [],
    problems: [],
  };
}

function typed({ text, tokens }: Phrase, at: number, next: number): string {
  return text.slice(tokens[at]?.start ?? 0, tokens[next - 1]?.end ?? text.length);
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
  let read = next;
  for (;;) {
    const after = bankHolidays(phrase, next) ?? exceptDay(phrase, next);
    if (after === null) break;
    read = after;
    next = skip(tokens, after, "and", "or", "on");
    if (next === after) break;
  }
  if (!said.exceptBankHolidays && said.except.length === 0) return null;
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
  const read = readDay(phrase, at);
  if (read === null || read.date === null) return null;
  phrase.said.except.push(read.date);
  return read.next;
};

/** `until 31 March`, `to 31/3/2027`, `ending on Easter Monday`, `until the end of March`. */
const untilClause: Clause = (phrase, at) => {
  const { tokens, said } = phrase;
  if (!isWord(tokens, at, "until", "to", "through", "ending", "ends")) return null;
  const start = skip(tokens, at + 1, "on");
  const read = endOfMonth(phrase, start) ?? readDay(phrase, start);
  if (read === null || read.date === null) return null;
  said.until.push(read.date);
  said.ofRepeat.push(typed(phrase, at, read.next));
  return read.next;
};

function endOfMonth({ tokens, around }: Phrase, at: number): DaySaid | null {
  const start = skip(tokens, at, "the");
  if (!isWord(tokens, start, "end")) return null;
  const month = monthMeant(tokens, start + 1, around);
  if (month === null) return null;
  const [inYear, number] = month.value;
  const isNextYear = inYear === null && number < around.now.month;
  const { end } = monthStretch(inYear ?? around.now.year + (isNextYear ? 1 : 0), number);
  return { date: end?.toPlainDate().subtract({ days: 1 }) ?? null, point: null, next: month.next };
}

/** `from 6 Jan`, `starting on Monday`. */
const fromClause: Clause = (phrase, at) => {
  const { tokens, said } = phrase;
  if (!isWord(tokens, at, "from", "starting", "beginning", "commencing")) return null;
  const read = readDay(phrase, skip(tokens, at + 1, "on", "from"));
  if (read === null || read.date === null) return null;
  said.from.push(read.date);
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

const dayClause: Clause = (phrase, at) => {
  const read = readDay(phrase, at);
  if (read === null) return null;
  if (read.date !== null) phrase.said.days.push(read.date);
  if (read.point !== null) phrase.said.points.push(read.point);
  return read.next;
};

interface DaySaid {
  /** Null where there is no such day, which is noted as a problem, and where a point of time is said. */
  readonly date: Temporal.PlainDate | null;
  readonly point: Temporal.PlainDateTime | null;
  readonly next: number;
}

function readDay(phrase: Phrase, at: number): DaySaid | null {
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

/** `9am`, `18:00`, `at 9`, `half nine`, `7 in the evening`, `in the morning at 7`. */
const timeClause: Clause = (phrase, at) => {
  const { tokens, around, said } = phrase;
  if (isWord(tokens, at, "for", "from")) return null;
  const before = partOfDay(tokens, at, around);
  const timeAt = before?.next ?? at;
  const time = clockTime(tokens, timeAt, around);
  if (time === null || !isTime(tokens, timeAt, time)) {
    if (before === null) return null;
    said.hasPartOfDay = true;
    return before.next;
  }
  const part = before ?? partOfDay(tokens, time.next, around);
  const { hour, minute, half } = time.value;
  const isMidnight = tokens
    .slice(timeAt, time.next)
    .some((_, index) => isWord(tokens, timeAt + index, "midnight"));
  if (isMidnight) said.problems.push({ problem: "time-unclear", either: ["00:00", "24:00"] });
  const isOpen = half === null && part === null && hour <= 7 && !startsWithZero(phrase, timeAt, time.next);
  if (isOpen)
    said.problems.push({ problem: "time-unclear", either: [clock(hour, minute), clock(hour + 12, minute)] });
  const isByDigits = half === null && part === null;
  said.times.push(clock(isByDigits ? hour : hourOf(time.value, part?.value ?? null), minute));
  return before === null && part !== null ? part.next : time.next;
};

/** A number alone is none: in “Wed 10” it may be a day. Nor is one with seconds, or after the end of the day. */
function isTime(
  tokens: readonly Token[],
  at: number,
  { value, next }: NonNullable<ReturnType<typeof clockTime>>,
): boolean {
  if (value.second !== 0 || value.hour > 24 || (value.hour === 24 && value.minute > 0)) return false;
  if (!value.isWeak) return true;
  const token = tokens[at];
  const isOfDay = isWord(tokens, next, "in") && isWord(tokens, next + 1, "the");
  return (
    token?.kind === "clock" || (token?.kind === "number" && token.digits >= 3) || next - at > 1 || isOfDay
  );
}

/** `07:00` is said on a clock of 24 hours, `7:00` may be the evening. */
function startsWithZero({ text, tokens }: Phrase, at: number, next: number): boolean {
  const token = tokens.slice(at, next).find(({ kind }) => kind === "number" || kind === "clock");
  return token !== undefined && text[token.start] === "0";
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
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
