import type { Temporal } from "temporal-polyfill";
import { howMany } from "./numbers.ts";
import {
  compareDays,
  dayStretch,
  first,
  isWord,
  mondayOf,
  type Read,
  type Rule,
  type Stretch,
  skip,
  today,
  wordAt,
} from "./reading.ts";
import type { Token } from "./tokens.ts";
import { weekdays } from "./vocabulary.ts";

export const simpleDay: Rule<Stretch> = (tokens, at, around) => {
  const offsets = { today: 0, tomorrow: 1, yesterday: -1 } as const;
  const word = wordAt(tokens, at);
  const found = Object.entries(offsets).find(([name]) => name === word);
  if (found !== undefined) return { value: dayStretch(today(around).add({ days: found[1] })), next: at + 1 };
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  if (!isWord(tokens, start, "day")) return null;
  if (isWord(tokens, start + 1, "after") && isWord(tokens, start + 2, "tomorrow"))
    return { value: dayStretch(today(around).add({ days: 2 })), next: start + 3 };
  if (isWord(tokens, start + 1, "before") && isWord(tokens, start + 2, "yesterday"))
    return { value: dayStretch(today(around).subtract({ days: 2 })), next: start + 3 };
  return null;
};

/** Number of the weekday, 1 to 7. */
export function weekdayAt(tokens: readonly Token[], at: number): number | null {
  return weekdays.get(wordAt(tokens, at)) ?? null;
}

/** `friday`, `this friday`, `next friday`, `friday of next week`, `friday week`, `a week on friday`. */
export const relativeWeekday: Rule<Stretch> = (tokens, at, around) => {
  const ahead = weeksAhead(tokens, at, around);
  if (ahead !== null) return ahead;
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  const manner = isWord(tokens, start, "this", "next", "last", "past", "previous", "coming", "following")
    ? wordAt(tokens, start)
    : null;
  let next = manner === null ? start : start + 1;
  if (manner === "this" && isWord(tokens, next, "coming")) next += 1;
  const weekday = weekdayAt(tokens, next);
  if (weekday === null) return null;
  const after = weekOfWeekday(tokens, next + 1);
  const now = today(around);
  if (after !== null && manner === null) {
    const date = mondayOf(now).add({ days: weekday - 1 + after.value * 7 });
    return { value: dayStretch(date), next: after.next };
  }
  const coming = byManner(null, weekday, now);
  if (manner === null && isWord(tokens, next + 1, "after") && isWord(tokens, next + 2, "next"))
    return {
      value: dayStretch(coming.add({ days: compareDays(coming, now) === 0 ? 14 : 7 })),
      next: next + 3,
    };
  if (manner === null && isWord(tokens, next + 1, "week"))
    return { value: dayStretch(coming.add({ days: 7 })), next: next + 2 };
  return { value: dayStretch(byManner(manner, weekday, now)), next: next + 1 };
};

/** "Next Friday" is the one of next week, "last Friday" the latest that is over. */
function byManner(manner: string | null, weekday: number, now: Temporal.PlainDate): Temporal.PlainDate {
  if (manner === "next" || manner === "following") return mondayOf(now).add({ days: 7 + weekday - 1 });
  if (manner === "last" || manner === "past" || manner === "previous")
    return now.subtract({ days: (now.dayOfWeek - weekday + 7) % 7 || 7 });
  return now.add({ days: (weekday - now.dayOfWeek + 7) % 7 });
}

/** `of next week`, `from last week`, `next week`: how many weeks from this one. */
function weekOfWeekday(tokens: readonly Token[], at: number): Read<number> | null {
  const start = skip(tokens, at, "of", "from", "in", "the");
  const offset = new Map([
    ["this", 0],
    ["next", 1],
    ["coming", 1],
    ["following", 1],
    ["last", -1],
  ]).get(wordAt(tokens, start));
  return offset !== undefined && isWord(tokens, start + 1, "week")
    ? { value: offset, next: start + 2 }
    : null;
}

/** `a week on friday`, `a fortnight today`, `two weeks tomorrow`, `three fridays from now`, `2 thursdays ago`. */
function weeksAhead(...[tokens, at, around]: Parameters<Rule<Stretch>>): Read<Stretch> | null {
  const count = howMany(tokens, at, around);
  if (count === null) return null;
  const isWeek = isWord(tokens, count.next, "week");
  if (isWeek || isWord(tokens, count.next, "fortnight")) {
    const after = skip(tokens, count.next + 1, "on", "from", "after");
    const base = first(simpleDay, relativeWeekdayPlain)(tokens, after, around);
    if (base === null) return null;
    const days = count.value * (isWeek ? 7 : 14);
    return { value: dayStretch(base.value.start.toPlainDate().add({ days })), next: base.next };
  }
  const weekday = weekdayAt(tokens, count.next);
  if (weekday === null || isWord(tokens, at, "the")) return null;
  const now = today(around);
  const next = count.next + 1;
  if (isWord(tokens, next, "ago")) {
    const latest = byManner("last", weekday, now);
    return { value: dayStretch(latest.subtract({ days: (count.value - 1) * 7 })), next: next + 1 };
  }
  if (!isWord(tokens, next, "from") || !isWord(tokens, next + 1, "now")) return null;
  const soonest = now.add({ days: (weekday - now.dayOfWeek + 7) % 7 || 7 });
  return { value: dayStretch(soonest.add({ days: (count.value - 1) * 7 })), next: next + 2 };
}

export const relativeWeekdayPlain: Rule<Stretch> = (tokens, at, around) => {
  const weekday = weekdayAt(tokens, at);
  if (weekday === null) return null;
  return { value: dayStretch(byManner(null, weekday, today(around))), next: at + 1 };
};
