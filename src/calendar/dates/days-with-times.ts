import type { Temporal } from "temporal-polyfill";
import { type PartOfDay, partOfDay } from "./clock-times.ts";
import { day } from "./days.ts";
import { weekdayAt } from "./near-days.ts";
import { length } from "./numbers.ts";
import {
  compareTimes,
  first,
  isMark,
  isWord,
  type Read,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
} from "./reading.ts";
import { onDay, partStretch, singleTime, type Times, timeRange, times } from "./times.ts";
import type { Token } from "./tokens.ts";

/** `thurs 6pm`, `tomorrow morning`, `3 dec, 5.30pm - 8pm`, `the 28th, 6 till 8`, `thursday after 6`. */
export const dayWithTime: Rule<Stretch> = (tokens, at, around) => {
  const named = first(tonight, day)(tokens, at, around);
  if (named === null) return null;
  const next = isMark(tokens, named.next, "-") ? named.next : skip(tokens, named.next);
  const time = times(tokens, next, around);
  if (time === null) return isWord(tokens, at, "tonight", "late") ? named : null;
  // "3 dec to 5 dec" goes on with a day, not with five o'clock.
  if (isWeak(time.value) && isDayAt(tokens, next, around)) return null;
  const date = named.value.start.toPlainDate();
  const part = isWord(tokens, at, "tonight") ? eveningOf(time.value) : time.value;
  return { value: onDay(date, part), next: zoneAfter(tokens, time.next) };
};

const evening: PartOfDay = { name: "evening", from: 18, until: 24 };

function eveningOf(time: Times): Times {
  return time.part === null ? { ...time, part: evening } : time;
}

/** A zone's letters after a time are read over: the time is the place's own. */
function zoneAfter(tokens: readonly Token[], at: number): number {
  return isWord(tokens, at, "gmt", "bst", "utc", "uk") ? at + 1 : at;
}

function isWeak({ from, until }: Times): boolean {
  return from?.isWeak === true || until?.isWeak === true;
}

function isDayAt(tokens: readonly Token[], at: number, around: Surroundings): boolean {
  const start = skip(tokens, at, "to", "until", "from", "on");
  const dayAfter = day(isMark(tokens, start, "-") ? tokens.slice(start + 1) : tokens.slice(start), 0, around);
  return dayAfter !== null && dayAfter.next > 1;
}

/** `tonight`, `this evening`, `this morning at 10`, `last night`, `late tonight`. */
const tonight: Rule<Stretch> = (tokens, at, around) => {
  const isLate = isWord(tokens, at, "late", "later");
  const start = isLate ? at + 1 : at;
  const today = around.now.toPlainDate();
  const part: PartOfDay = isLate ? { ...evening, from: 21 } : evening;
  if (isWord(tokens, start, "tonight")) return { value: partStretch(today, part), next: start + 1 };
  if (isWord(tokens, start, "last") && isWord(tokens, start + 1, "night"))
    return { value: partStretch(today.subtract({ days: 1 }), part), next: start + 2 };
  if (isLate || !isWord(tokens, start, "this", "the", "in")) return null;
  const named = partOfDay(tokens, isWord(tokens, start, "this") ? start + 1 : start, around);
  return named === null ? null : { value: partStretch(today, named.value), next: named.next };
};

const partToday: Rule<Times & { readonly date: Temporal.PlainDate }> = (tokens, at, around) => {
  const read = tonight(tokens, at, around);
  if (read === null) return null;
  const { start, end } = read.value;
  const from = start.hour;
  const part: PartOfDay = {
    name: from >= 18 ? "evening" : from >= 12 ? "afternoon" : "morning",
    from,
    until: end === null || end.hour === 0 ? 24 : end.hour,
  };
  return { value: { from: null, until: null, part, date: start.toPlainDate() }, next: read.next };
};

/** `6pm on 3 dec`, `3pm tomorrow`, `between 2 and 4 on monday`, `9am till 1pm on the 8th`, `8 tonight`. */
export const timeWithDay: Rule<Stretch> = (tokens, at, around) => {
  const time = times(tokens, at, around);
  if (time === null) return null;
  const next = skip(tokens, time.next, "on", "of");
  const part = partToday(tokens, next, around);
  if (part !== null && time.value.part === null)
    return { value: onDay(part.value.date, { ...time.value, part: part.value.part }), next: part.next };
  const named = first(day)(tokens, next, around);
  if (named === null) return null;
  const isFollowed =
    next > time.next ||
    time.value.from?.isWeak !== true ||
    weekdayAt(tokens, next) !== null ||
    isWord(tokens, next, "tomorrow", "today");
  if (!isFollowed) return null;
  const after = time.value.part === null ? partOfDay(tokens, named.next, around) : null;
  const value = onDay(
    named.value.start.toPlainDate(),
    after === null ? time.value : { ...time.value, part: after.value },
  );
  return { value, next: after?.next ?? named.next };
};

/** `at 6pm`, `tonight at 7`, `this afternoon`: today, or tomorrow when that is over. */
export const timeAlone: Rule<Stretch> = (tokens, at, around) => {
  const part = tonight(tokens, at, around);
  if (part !== null) {
    const time = timeRange(tokens, part.next, around) ?? singleTime(tokens, part.next, around);
    const named = partToday(tokens, at, around);
    return time === null || named === null
      ? part
      : { value: onDay(named.value.date, { ...time.value, part: named.value.part }), next: time.next };
  }
  const time = times(tokens, at, around);
  if (time === null || isBareNumber(tokens, time, at)) return null;
  const today = around.now.toPlainDate();
  const value = onDay(today, time.value);
  const lasting = forLength(value)(tokens, time.next, around);
  if (lasting !== null) return lasting;
  const isOver = value.end === null && compareTimes(value.start, around.now) < 0;
  return {
    value: isOver ? onDay(today.add({ days: 1 }), time.value) : value,
    next: zoneAfter(tokens, time.next),
  };
};

/** `4pm for 30 mins`. */
const forLength =
  (value: Stretch): Rule<Stretch> =>
  (tokens, at, around) => {
    if (!isWord(tokens, at, "for") || value.end !== null) return null;
    const read = length(tokens, at + 1, around);
    if (read === null || (read.value.unit !== "minute" && read.value.unit !== "hour")) return null;
    const end = value.start.add({ [`${read.value.unit}s`]: read.value.amount });
    return { value: { ...value, end, grain: "minute" }, next: read.next };
  };

/** A number nobody called a time is none: "the top 10", "3 floors", "6 to 8 weeks". */
function isBareNumber(tokens: readonly Token[], { value, next }: Read<Times>, at: number): boolean {
  if (value.from === null)
    return value.part === null || (tokens.length > next - at && !isWord(tokens, at, "in", "at"));
  const weak = value.until === null ? value.from.isWeak : value.from.isWeak && value.until.isWeak;
  if (!weak) return false;
  if (value.part !== null) return false;
  return tokens.length > next - at || tokens[at]?.kind === "number";
}
