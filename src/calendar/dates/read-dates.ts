import type { Temporal } from "temporal-polyfill";
import { isDoubtful } from "./dates.ts";
import { isMark, isWord, type Read, type Stretch, type Surroundings, wordAt } from "./reading.ts";
import { span } from "./spans.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type { Stretch } from "./reading.ts";

/** A stretch of time, and where in the text it is said: UTF-16 units, `until` exclusive. */
export interface DateRead {
  readonly stretch: Stretch;
  readonly from: number;
  readonly until: number;
}

export interface DateReading {
  /** Wall time where whoever wrote it is. */
  readonly now: Temporal.PlainDateTime;
  /** Whether 3/12 is the third of December, as everywhere but in the United States. */
  readonly isDayFirst: boolean;
  readonly bankHolidays: readonly Temporal.PlainDate[];
}

/** Longer texts are read no further: nobody's question is so long. Characters. */
const charactersAtMost = 2_000;

/**
 * Every date, time and stretch of time in a text, in order, on wall time. What may mean a day gone by or one to come
 * means the one to come, unless the text says otherwise.
 */
export function readDates(text: string, reading: DateReading): readonly DateRead[] {
  const tokens = tokensOf(text.slice(0, charactersAtMost));
  const found: DateRead[] = [];
  let at = 0;
  while (at < tokens.length) {
    const read = span(tokens, at, reading);
    if (read === null || read.next <= at || !isMeant(tokens, at, read)) {
      at += 1;
      continue;
    }
    found.push(placed(tokens, at, read));
    const more = sameAgain(tokens, read, reading);
    if (more !== null) found.push(placed(tokens, read.next + 1, more));
    at = (more ?? read).next;
  }
  return found;
}

function placed(tokens: readonly Token[], at: number, { value, next }: Read<Stretch>): DateRead {
  return { stretch: value, from: tokens[at]?.start ?? 0, until: tokens[next - 1]?.end ?? 0 };
}

/** A word that is a name or a verb as well is a date only in company. */
function isMeant(tokens: readonly Token[], at: number, { next }: Read<Stretch>): boolean {
  if (isWord(tokens, at, "the") && next - at === 2) return !isDoubtful(tokens[at + 1]);
  if (next - at > 1 || !isDoubtful(tokens[at])) return true;
  if (tokens.length === 1) return true;
  const before = tokens[at - 1];
  const isLed =
    before === undefined
      ? false
      : before.kind === "mark" ||
        isWord(tokens, at - 1, "on", "this", "next", "by", "until", "or", "and", "for");
  return (
    isLed || tokens[next]?.kind === "clock" || isMark(tokens, next, "/") || isWord(tokens, next, "or", "and")
  );
}

/** `this week or next`, `3rd and 17th dec`: the second says what both are. */
function sameAgain(
  tokens: readonly Token[],
  read: Read<Stretch>,
  around: Surroundings,
): Read<Stretch> | null {
  const isJoined = isWord(tokens, read.next, "or", "and") || isMark(tokens, read.next, "&");
  if (!isJoined || wordAt(tokens, read.next + 1) !== "next") return null;
  if (span(tokens, read.next + 1, around) !== null) return null;
  const { start, end, grain } = read.value;
  if (grain !== "week" && grain !== "month") return null;
  const step = grain === "week" ? { days: 7 } : { months: 1 };
  const value = { start: start.add(step), end: end === null ? null : end.add(step), grain, isOpen: false };
  return { value, next: read.next + 2 };
}
