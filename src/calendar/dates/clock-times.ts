import { cardinal } from "./numbers.ts";
import { isMark, isWord, type Read, type Rule, wordAt } from "./reading.ts";
import type { Token } from "./tokens.ts";

/** A time of day. `half` is null while nobody said whether it is before noon. */
export interface ClockTime {
  /** 0 to 24, or 1 to 12 where `half` is null. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly half: "am" | "pm" | "certain" | null;
  readonly grain: "hour" | "minute" | "second";
  /** A number that is a time of day only in the company of a day or after "at". */
  readonly isWeak: boolean;
}

/** A part of the day, in hours; `until` 24 is midnight. */
export interface PartOfDay {
  readonly name: "morning" | "lunch" | "afternoon" | "evening";
  readonly from: number;
  readonly until: number;
}

const parts = {
  morning: { name: "morning", from: 0, until: 12 },
  lunch: { name: "lunch", from: 12, until: 14 },
  afternoon: { name: "afternoon", from: 12, until: 18 },
  evening: { name: "evening", from: 18, until: 24 },
  night: { name: "evening", from: 18, until: 24 },
} as const satisfies Record<string, PartOfDay>;

const earlyAndLate: ReadonlyMap<string, readonly [from: number, until: number]> = new Map([
  ["early morning", [0, 9]],
  ["late morning", [10, 12]],
  ["early afternoon", [12, 15]],
  ["late afternoon", [15, 18]],
  ["early evening", [17, 20]],
  ["late evening", [21, 24]],
]);

/** `morning`, `in the evening`, `early in the morning`, `first thing`, `at lunch`. */
export const partOfDay: Rule<PartOfDay> = (tokens, at) => {
  let next = at;
  if (isWord(tokens, next, "in", "at", "over", "during")) next += 1;
  if (isWord(tokens, next, "the")) next += 1;
  if (isWord(tokens, next, "first") && isWord(tokens, next + 1, "thing"))
    return { value: { name: "morning", from: 0, until: 10 }, next: next + 2 };
  const manner = isWord(tokens, next, "early", "late") ? wordAt(tokens, next) : null;
  if (manner !== null) next += 1;
  if (manner === "early" && isWord(tokens, next, "hour") && isWord(tokens, next + 1, "of")) next += 2;
  if (manner !== null && isWord(tokens, next, "in")) next += 1;
  if (manner !== null && isWord(tokens, next, "the")) next += 1;
  const word = wordAt(tokens, next);
  const part = Object.entries(parts).find(([name]) => name === word)?.[1];
  if (part === undefined) return null;
  const hours = earlyAndLate.get(`${manner} ${part.name}`);
  const value = hours === undefined ? part : { name: part.name, from: hours[0], until: hours[1] };
  return { value, next: next + 1 };
};

const about = ["about", "around", "approximately", "roughly", "circa", "exactly"];

/** `6pm`, `18:30`, `half six`, `ten past 9`, `noon`, `6ish`, `at 6`. */
export const clockTime: Rule<ClockTime> = (tokens, at, around) => {
  let next = at;
  const isAt = isWord(tokens, next, "at", "for", "from") || isMark(tokens, next, "@");
  if (isAt) next += 1;
  const isAbout = isWord(tokens, next, ...about);
  if (isAbout) next += 1;
  if (isWord(tokens, next, "the") && isWord(tokens, next + 1, "midday")) next += 1;
  const read = pastOrTo(tokens, next, around) ?? namedTime(tokens, next) ?? plainTime(tokens, next, around);
  if (read === null) return null;
  const end = isWord(tokens, read.next, "ish", "sharp", "prompt") ? read.next + 1 : read.next;
  const isWeak = read.value.isWeak && !isAt && !isAbout && end === read.next;
  return { value: { ...read.value, isWeak }, next: end };
};

const certain = (hour: number, minute: number, grain: ClockTime["grain"]): ClockTime => ({
  hour,
  minute,
  second: 0,
  half: "certain",
  grain,
  isWeak: false,
});

function namedTime(tokens: readonly Token[], at: number): Read<ClockTime> | null {
  if (isWord(tokens, at, "midday")) return { value: certain(12, 0, "hour"), next: at + 1 };
  if (isWord(tokens, at, "mid") && isWord(tokens, at + 1, "day"))
    return { value: certain(12, 0, "hour"), next: at + 2 };
  if (isWord(tokens, at, "midnight")) return { value: certain(24, 0, "hour"), next: at + 1 };
  return null;
}

/** `half six` is half past six here, not half past five. */
function pastOrTo(...[tokens, at, around]: Parameters<Rule<ClockTime>>): Read<ClockTime> | null {
  const start = isWord(tokens, at, "a") ? at + 1 : at;
  if (isWord(tokens, start, "half")) {
    const after = isWord(tokens, start + 1, "past") ? start + 2 : start + 1;
    return shifted(plainTime(tokens, after, around) ?? namedTime(tokens, after), 30);
  }
  const minutes = isWord(tokens, start, "quarter")
    ? { value: 15, next: start + 1 }
    : cardinal(tokens, start, around);
  if (minutes === null || minutes.value > 59) return null;
  const next = isWord(tokens, minutes.next, "minute") ? minutes.next + 1 : minutes.next;
  const isUnit = next > minutes.next;
  const isPast = isWord(tokens, next, "past") || (isUnit && isWord(tokens, next, "after", "from"));
  const isTo =
    isWord(tokens, next, "to") && (isUnit || isWord(tokens, start, "quarter") || minutes.value % 5 === 0);
  if (!isPast && !isTo) return null;
  const hour = plainTime(tokens, next + 1, around) ?? namedTime(tokens, next + 1);
  // "10 to 12" is two hours, "ten to twelve" a time: in digits only "past" or the word minutes tells.
  if (isTo && !isUnit && tokens[start]?.kind === "number") return null;
  return shifted(hour, isPast ? minutes.value : -minutes.value);
}

function shifted(read: Read<ClockTime> | null, minutes: number): Read<ClockTime> | null {
  if (read === null || read.value.minute !== 0 || read.value.hour > 24) return null;
  const total = read.value.hour * 60 + minutes;
  const hour = Math.floor(total / 60);
  const value = {
    ...read.value,
    hour: hour === 0 && read.value.half === null ? 12 : hour,
    minute: total - hour * 60,
    grain: "minute" as const,
    isWeak: false,
  };
  return { value, next: read.next };
}

/** `6`, `6.30`, `six`, `six thirty`, `1730`, each with am or pm or without. */
function plainTime(...[tokens, at, around]: Parameters<Rule<ClockTime>>): Read<ClockTime> | null {
  const token = tokens[at];
  const base =
    token?.kind === "clock"
      ? fromClock(token, at)
      : (fromDigits(tokens, at) ?? fromWords(tokens, at, around));
  if (base === null) return null;
  const half = halfOfDay(tokens, base.next);
  if (half !== null && base.value.hour <= 12) {
    const hour = half.value === "am" ? base.value.hour % 12 : (base.value.hour % 12) + 12;
    return { value: { ...base.value, hour, half: half.value, isWeak: false }, next: half.next };
  }
  const oclock = isWord(tokens, base.next, "oclock");
  return oclock ? { value: { ...base.value, isWeak: false }, next: base.next + 1 } : base;
}

function fromClock(token: Token & { kind: "clock" }, at: number): Read<ClockTime> {
  const { hour, minute, second, mark } = token;
  return {
    value: {
      hour,
      minute,
      second: second ?? 0,
      half: hour === 0 || hour > 12 ? "certain" : null,
      grain: second !== null ? "second" : minute === 0 && mark === "h" ? "hour" : "minute",
      isWeak: mark === ".",
    },
    next: at + 1,
  };
}

function fromDigits(tokens: readonly Token[], at: number): Read<ClockTime> | null {
  const token = tokens[at];
  if (token?.kind !== "number" || token.isOrdinal) return null;
  if (token.digits <= 2) {
    const after = tokens[at + 1];
    const minutes = after?.kind === "number" && after.digits === 2 && after.value < 60 && after.value >= 10;
    if (minutes && token.value <= 24) return timeOf(token.value, after.value, at + 2);
    return token.value <= 24 ? timeOf(token.value, null, at + 1) : null;
  }
  const hour = Math.floor(token.value / 100);
  const minute = token.value % 100;
  if (
    token.digits > 4 ||
    hour > 24 ||
    minute > 59 ||
    (token.digits === 4 && token.value >= 1900 && token.value < 2100)
  )
    return null;
  return timeOf(hour, minute, at + 1);
}

function fromWords(...[tokens, at, around]: Parameters<Rule<ClockTime>>): Read<ClockTime> | null {
  if (tokens[at]?.kind !== "word") return null;
  const hour = cardinal(tokens, at, around);
  if (hour === null || hour.value > 12) return null;
  const dash = isMark(tokens, hour.next, "-") ? hour.next + 1 : hour.next;
  const isZero = isWord(tokens, dash, "o", "oh", "zero");
  const minute = cardinal(tokens, isZero ? dash + 1 : dash, around);
  const fits = minute !== null && (isZero ? minute.value < 10 : minute.value >= 10 && minute.value < 60);
  return fits ? timeOf(hour.value, minute.value, minute.next) : timeOf(hour.value, null, hour.next);
}

function timeOf(hour: number, minute: number | null, next: number): Read<ClockTime> {
  return {
    value: {
      hour,
      minute: minute ?? 0,
      second: 0,
      half: hour === 0 || hour > 12 ? "certain" : null,
      grain: minute === null ? "hour" : "minute",
      isWeak: true,
    },
    next,
  };
}

function halfOfDay(tokens: readonly Token[], at: number): Read<"am" | "pm"> | null {
  const start = isWord(tokens, at, "ish") ? at + 1 : at;
  if (isWord(tokens, start, "am", "pm"))
    return { value: wordAt(tokens, start) === "am" ? "am" : "pm", next: start + 1 };
  if (!isWord(tokens, start, "a", "p")) return null;
  const next = isWord(tokens, start + 1, "m") ? start + 2 : start + 1;
  const glued = tokens[start]?.start === tokens[start - 1]?.end;
  if (next === start + 1 && !glued) return null;
  return { value: wordAt(tokens, start) === "a" ? "am" : "pm", next };
}

/**
 * The hour of the day, 0 to 24. Of hours nobody marked, one to seven are after noon, as in every list of events;
 * with a part of the day it decides.
 */
export function hourOf(time: ClockTime, part: PartOfDay | null): number {
  if (time.half !== null) return time.hour;
  if (part === null) return time.hour >= 1 && time.hour <= 7 ? time.hour + 12 : time.hour;
  if (part.name === "morning") return time.hour % 12;
  if (part.name === "evening") return time.hour + 12;
  return time.hour < 12 ? time.hour + 12 : time.hour;
}
