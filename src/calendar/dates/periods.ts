import type { Temporal } from "temporal-polyfill";
import { monthAt, year } from "./dates.ts";
import {
  comingMonth,
  half,
  leadingYear,
  month,
  newYear,
  quarter,
  quarterOfYear,
  season,
  yearAlone,
  yearStretch,
} from "./months-and-years.ts";
import { howMany, unit } from "./numbers.ts";
import {
  between,
  compareDays,
  compareTimes,
  daysFrom,
  isMark,
  isWord,
  longest,
  mondayOf,
  monthStretch,
  type Read,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
  today,
  wordAt,
} from "./reading.ts";
import type { Token } from "./tokens.ts";
import { manners } from "./vocabulary.ts";
import { weekCommencing, weekendOf, weekOfMonth } from "./weeks.ts";

/** A week, a month, a year, a weekend, or a part of one. */
export const period: Rule<Stretch> = (tokens, at, around) => {
  const start = skip(
    tokens,
    at,
    "in",
    "during",
    "over",
    "for",
    "at",
    "around",
    "throughout",
    "sometime",
    "on",
    "within",
  );
  return whole(tokens, start, around) ?? (start > at ? whole(tokens, at, around) : null);
};

const whole: Rule<Stretch> = (tokens, at, around) =>
  longest(
    partOfPeriod,
    weekCommencing,
    weekendOf,
    weekOfMonth,
    newYear,
    rolling,
    relativePeriod,
    laterThisWeek,
    quarterOfYear,
    half,
    yearAlone,
    month,
    season,
  )(tokens, at, around);

/** `this week`, `next month`, `last year`, `the week after next`, `the weekend`, `next quarter`. */
const relativePeriod: Rule<Stretch> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  let manner = manners.get(wordAt(tokens, start));
  let next = manner === undefined ? start : start + 1;
  if (manner === 0 && isWord(tokens, next, "coming")) {
    manner = 1;
    next += 1;
  }
  const name = wordAt(tokens, next);
  const isAfterNext = isWord(tokens, next + 1, "after") && isWord(tokens, next + 2, "next");
  if (manner === undefined) {
    // "the weekend" and "the week" are this one's; "a week" and "weeks" are none.
    const isThis =
      name === "weekend" || (name === "week" && isAfterNext) || (name === "month" && isAfterNext);
    if (!isThis || (start === at && name !== "weekend")) return null;
  }
  const offset = isAfterNext ? 2 : (manner ?? 0);
  const stretch = namedPeriod(name, offset, around);
  return stretch === null ? null : { value: stretch, next: isAfterNext ? next + 3 : next + 1 };
};

function namedPeriod(name: string, offset: number, around: Surroundings): Stretch | null {
  const now = today(around);
  const monday = mondayOf(now);
  switch (name) {
    case "week":
      return daysFrom(monday.add({ days: offset * 7 }), 7, "week");
    case "fortnight":
      return offset < 0 ? rollingStretch(around, { days: -14 }) : rollingStretch(around, { days: 14 });
    case "weekend":
      return daysFrom(monday.add({ days: 5 + offset * 7 }), 2, "day");
    case "month": {
      const month = now.with({ day: 1 }).add({ months: offset });
      return monthStretch(month.year, month.month);
    }
    case "quarter":
      return quarter(now.year, Math.ceil(now.month / 3) + offset);
    case "year":
      return yearStretch(now.year + offset);
    default:
      return null;
  }
}

function rollingStretch({ now }: Surroundings, duration: Temporal.DurationLike): Stretch {
  const other = now.add(duration);
  const isAhead = compareTimes(other, now) > 0;
  return { start: isAhead ? now : other, end: isAhead ? other : now, grain: "day", isOpen: false };
}

/** `the next 7 days`, `next two weeks`, `the last 30 days`, `the next few days`, `within 2 weeks`. */
const rolling: Rule<Stretch> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  const manner = manners.get(wordAt(tokens, start));
  const isWithin = isWord(tokens, start - 1, "within");
  if ((manner === undefined || manner === 0) && !isWithin) return null;
  const count = howMany(tokens, isWithin && manner === undefined ? start : start + 1, around);
  if (count === null) return null;
  const counted = unit(tokens, count.next, around);
  if (counted === null) return null;
  const sign = manner !== undefined && manner < 0 ? -1 : 1;
  return { value: rollingStretch(around, durationOf(counted.value, count.value * sign)), next: counted.next };
};

function durationOf(name: string, amount: number): Temporal.DurationLike {
  if (name === "fortnight") return { days: amount * 14 };
  if (name === "quarter") return { months: amount * 3 };
  return { [`${name}s`]: amount };
}

/** `later this week`: the days that are left of it after today. */
const laterThisWeek: Rule<Stretch> = (tokens, at, around) => {
  if (!isWord(tokens, at, "later", "rest")) return null;
  const start = skip(tokens, at + 1, "of", "the");
  if (!isWord(tokens, start, "this") && !isWord(tokens, start, "week", "month", "year")) return null;
  const name = wordAt(tokens, isWord(tokens, start, "this") ? start + 1 : start);
  const stretch = namedPeriod(name, 0, around);
  if (stretch === null || stretch.end === null) return null;
  const tomorrow = today(around).add({ days: 1 });
  const end = stretch.end.toPlainDate();
  if (compareDays(tomorrow, end) >= 0) return null;
  return {
    value: between(tomorrow, end, stretch.grain),
    next: isWord(tokens, start, "this") ? start + 2 : start + 1,
  };
};

const firstOf = ["start", "beginning", "early", "first"];

/** `end of next month`, `early jan`, `mid december`, `beginning of the week`, `EOM`, `late next year`. */
const partOfPeriod: Rule<Stretch> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  const initials = fromInitials(tokens, start, around);
  if (initials !== null) return initials;
  const word = wordAt(tokens, start);
  const which = firstOf.includes(word)
    ? "first"
    : ["end", "late"].includes(word)
      ? "last"
      : ["mid", "middle"].includes(word)
        ? "middle"
        : null;
  if (which === null) return null;
  const isJoined = word === "early" || word === "late" || word === "mid";
  const isOf = isWord(tokens, start + 1, "of", "in") || isMark(tokens, start + 1, "-");
  if (!isJoined && !isOf) return null;
  const after = skip(tokens, isOf ? start + 2 : start + 1, "around", "the", "in");
  const named =
    longest(relativePeriod, month, yearAfterOf, season)(tokens, after, around) ??
    bareUnit(tokens, after, around) ??
    sureMonth(tokens, after, around);
  if (named === null || named.value.end === null) return null;
  return { value: partOf(named.value, which), next: named.next };
};

/** After "early" or "end of" even "may" is a month. */
const sureMonth: Rule<Stretch> = (tokens, at, around) => {
  const number = monthAt(tokens, at);
  if (number === null) return null;
  const said = year(tokens, at + 1, around);
  return { value: comingMonth([said?.value ?? null, number], around), next: said?.next ?? at + 1 };
};

const yearAfterOf: Rule<Stretch> = (tokens, at) => {
  const read = leadingYear(tokens, at);
  return read === null ? null : { value: yearStretch(read.value), next: at + 1 };
};

/** `the month`, `week`, `year`: this one. */
const bareUnit: Rule<Stretch> = (tokens, at, around) => {
  const name = wordAt(tokens, at);
  if (!["week", "month", "year", "quarter"].includes(name)) return null;
  const stretch = namedPeriod(name, 0, around);
  return stretch === null ? null : { value: stretch, next: at + 1 };
};

function fromInitials(tokens: readonly Token[], at: number, around: Surroundings): Read<Stretch> | null {
  const initials = new Map<string, readonly [name: string, which: "first" | "last"]>([
    ["eom", ["month", "last"]],
    ["bom", ["month", "first"]],
    ["eoy", ["year", "last"]],
    ["boy", ["year", "first"]],
    ["eow", ["week", "last"]],
  ]).get(wordAt(tokens, at));
  if (initials === undefined) return null;
  // "boy" is a word of its own but after "the" or "at".
  if (wordAt(tokens, at) === "boy" && tokens.length > 3) return null;
  const stretch = namedPeriod(initials[0], 0, around);
  return stretch === null ? null : { value: partOf(stretch, initials[1]), next: at + 1 };
}

/** Thirds of a month and of a year; a week begins Monday to Wednesday and ends Friday to Sunday. */
function partOf(stretch: Stretch, which: "first" | "middle" | "last"): Stretch {
  const from = stretch.start.toPlainDate();
  const until = (stretch.end ?? stretch.start).toPlainDate();
  switch (stretch.grain) {
    case "week":
      return which === "first"
        ? daysFrom(from, 3, "day")
        : which === "last"
          ? daysFrom(from.add({ days: 4 }), 3, "day")
          : daysFrom(from.add({ days: 2 }), 2, "day");
    case "year":
      return which === "first"
        ? between(from, from.add({ months: 4 }), "month")
        : which === "last"
          ? between(from.add({ months: 8 }), until, "month")
          : between(from.add({ months: 4 }), from.add({ months: 8 }), "month");
    case "quarter":
      return which === "first"
        ? between(from, from.add({ months: 1 }), "month")
        : which === "last"
          ? between(until.subtract({ months: 1 }), until, "month")
          : between(from.add({ months: 1 }), until.subtract({ months: 1 }), "month");
    default:
      return which === "first"
        ? daysFrom(from, 10, "day")
        : which === "last"
          ? between(from.add({ days: 20 }), until, "day")
          : daysFrom(from.add({ days: 10 }), 10, "day");
  }
}
