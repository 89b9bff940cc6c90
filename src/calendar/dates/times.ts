import type { Temporal } from "temporal-polyfill";
import { type ClockTime, clockTime, hourOf, type PartOfDay, partOfDay } from "./clock-times.ts";
import { compareTimes, isMark, isWord, point, type Rule, type Stretch, skip } from "./reading.ts";
import type { Token } from "./tokens.ts";

function atTime(date: Temporal.PlainDate, time: ClockTime, part: PartOfDay | null): Temporal.PlainDateTime {
  const hour = hourOf(time, part);
  return date.toPlainDateTime().add({ hours: hour, minutes: time.minute, seconds: time.second });
}

export function partStretch(date: Temporal.PlainDate, part: PartOfDay): Stretch {
  const start = date.toPlainDateTime();
  return {
    start: start.add({ hours: part.from }),
    end: start.add({ hours: part.until }),
    grain: "part-of-day",
    isOpen: false,
  };
}

export interface Times {
  readonly from: ClockTime | null;
  readonly until: ClockTime | null;
  readonly part: PartOfDay | null;
}

/** What may follow a day: `6pm`, `6 to 8`, `evening at 5`, `after 6`, `before noon`, `from 5 onwards`. */
export const times: Rule<Times> = (tokens, at, around) => {
  const start = skip(tokens, at, "starting", "on");
  const part = partOfDay(tokens, start, around);
  if (part !== null) {
    const time = timeRange(tokens, part.next, around) ?? singleTime(tokens, part.next, around);
    return time === null
      ? { value: { from: null, until: null, part: part.value }, next: part.next }
      : { value: { ...time.value, part: part.value }, next: time.next };
  }
  const read =
    timeRange(tokens, start, around) ?? timeBound(tokens, start, around) ?? singleTime(tokens, start, around);
  if (read === null) return null;
  const after = partOfDay(tokens, read.next, around);
  return after === null ? read : { value: { ...read.value, part: after.value }, next: after.next };
};

export const singleTime: Rule<Times> = (tokens, at, around) => {
  const time = clockTime(tokens, at, around);
  return time === null ? null : { value: { from: time.value, until: null, part: null }, next: time.next };
};

/** `6-8pm`, `6 till 8`, `between 2 and 4`, `from 10:00 to 11:30`. */
export const timeRange: Rule<Times> = (tokens, at, around) => {
  const isBetween =
    isWord(tokens, at, "between") || (isWord(tokens, at, "later") && isWord(tokens, at + 1, "than"));
  const start = isWord(tokens, at, "later") ? at + 2 : isBetween || isWord(tokens, at, "from") ? at + 1 : at;
  const from = clockTime(tokens, start, around);
  if (from === null) return null;
  const to = toWord(tokens, from.next, isBetween);
  if (to === null) return null;
  const until = clockTime(tokens, to, around);
  return until === null
    ? null
    : { value: { from: from.value, until: until.value, part: null }, next: until.next };
};

function toWord(tokens: readonly Token[], at: number, isBetween: boolean): number | null {
  if (isMark(tokens, at, "-") || isWord(tokens, at, "to", "until", "through", "thru")) return at + 1;
  if (isBetween && isWord(tokens, at, "and")) return at + 1;
  return isBetween && isWord(tokens, at, "but") && isWord(tokens, at + 1, "before") ? at + 2 : null;
}

const timeBound: Rule<Times> = (tokens, at, around) => {
  const isAfter = isWord(tokens, at, "after", "from");
  const isBefore = isWord(tokens, at, "before", "until", "by");
  if (!isAfter && !isBefore) return null;
  const time = clockTime(tokens, at + 1, around);
  if (time === null) return null;
  const isOnwards = isWord(tokens, time.next, "onwards", "on");
  if (isWord(tokens, at, "from") && !isOnwards) return null;
  const midnight: ClockTime = {
    hour: 24,
    minute: 0,
    second: 0,
    half: "certain",
    grain: "hour",
    isWeak: false,
  };
  return {
    value: isAfter
      ? { from: time.value, until: midnight, part: null }
      : { from: { ...midnight, hour: 0 }, until: time.value, part: null },
    next: isOnwards ? time.next + 1 : time.next,
  };
};

export function onDay(date: Temporal.PlainDate, { from, until, part }: Times): Stretch {
  if (from === null) return part === null ? point(date.toPlainDateTime(), "day") : partStretch(date, part);
  if (until === null) return point(atTime(date, from, part), from.grain);
  const [start, end] = bothTimes(date, { from, until }, part);
  return {
    start,
    end,
    grain: from.grain === "minute" || until.grain === "minute" ? "minute" : until.grain,
    isOpen: false,
  };
}

/** "6-8pm" is evening for both, "10-2pm" is not; without am or pm the end is the first such hour after the start. */
function bothTimes(
  date: Temporal.PlainDate,
  { from, until }: { readonly from: ClockTime; readonly until: ClockTime },
  part: PartOfDay | null,
): readonly [Temporal.PlainDateTime, Temporal.PlainDateTime] {
  const end = atTime(date, until, part);
  if (from.half === null && until.half === "pm") {
    const late = date.toPlainDateTime().add({ hours: (from.hour % 12) + 12, minutes: from.minute });
    const early = date.toPlainDateTime().add({ hours: from.hour, minutes: from.minute });
    return [compareTimes(late, end) < 0 ? late : early, end];
  }
  if (from.half === null && until.half === "am")
    return [date.toPlainDateTime().add({ hours: from.hour % 12, minutes: from.minute }), end];
  const start = atTime(date, from, part);
  if (until.half === null && compareTimes(end, start) <= 0) {
    const later = date.toPlainDateTime().add({ hours: until.hour + 12, minutes: until.minute });
    return [start, later];
  }
  return [start, compareTimes(end, start) <= 0 ? end.add({ days: 1 }) : end];
}
