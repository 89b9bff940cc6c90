import { completeRule, timesOfRule } from "./complete-rule.ts";
import { nextToTry, periodAt, setOfPeriod, startOfPeriod } from "./periods.ts";
import { firstFrom, type Picks, picksOf } from "./picks.ts";
import type { Frequency, RecurrenceRule } from "./recurrence-rule.ts";

/** Seconds since 1 January 1970 on the clock of the series, and how much may be done. */
export interface Walk {
  readonly start: number;
  /** The first and the last second that are asked for. */
  readonly from: number;
  readonly until: number;
  readonly except: ReadonlySet<number>;
  readonly occurrences: number;
  readonly steps: number;
}

export interface Walked {
  readonly times: readonly number[];
  /** One of the two limits ended it: there may be more. */
  readonly isCut: boolean;
}

/** How many days are looked at in a period: the steps it costs. */
const costs: Readonly<Record<Frequency, number>> = {
  YEARLY: 366,
  MONTHLY: 31,
  WEEKLY: 7,
  DAILY: 1,
  HOURLY: 1,
  MINUTELY: 1,
  SECONDLY: 1,
};

/** Goes from period to period and takes what the rule picks, until the window, the rule or a limit ends. */
export function walkRule(given: RecurrenceRule, walk: Walk): Walked {
  const rule = completeRule(given, walk.start);
  const timesOfDay = timesOfRule(rule, walk.start);
  const first = periodAt(rule, walk.start);
  const times: number[] = [];
  let steps = walk.steps - timesOfDay.length;
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  let begin = walk.start;
  for (let index = firstIndex(rule, walk); left > 0; ) {
    const period = first + index * rule.interval;
    if (startOfPeriod(rule, period) > walk.until) break;
    steps -= costs[rule.frequency];
    if (steps < 0) return { times, isCut: true };
    const picks = picksOf(setOfPeriod(rule, period, timesOfDay), rule.setPositions);
    const part = { picks, begin: firstFrom(picks, begin), left };
    const taken = take(part, walk, times);
    if (taken === "cut") return { times, isCut: true };
    if (taken === "over") break;
    left -= Math.min(picks.length - part.begin, left);
    if (picks.length > 0) begin = Math.max(begin, picks.at(picks.length - 1) + 1);
    index = picks.length > 0 ? index + 1 : nextIndex(rule, { first, index });
  }
  return { times, isCut: false };
}

/** Without a COUNT nothing before the window matters; one period more, since SKIP can move a day into the next. */
function firstIndex(rule: RecurrenceRule, { start, from }: Walk): number {
  if (rule.count !== null) return 0;
  return Math.max(0, Math.floor((periodAt(rule, from) - periodAt(rule, start)) / rule.interval) - 1);
}

function nextIndex(rule: RecurrenceRule, { first, index }: { first: number; index: number }): number {
  const next = nextToTry(rule, first + index * rule.interval);
  return Math.max(index + 1, Math.ceil((next - first) / rule.interval));
}

interface Part {
  readonly picks: Picks;
  /** The first of the picks that counts. */
  readonly begin: number;
  /** How many count at most. */
  readonly left: number;
}

/** Adds the picks of one period that lie in the window. Those before it count and are not looked at. */
function take({ picks, begin, left }: Part, walk: Walk, times: number[]): "more" | "over" | "cut" {
  const end = Math.min(picks.length, begin + left);
  for (let index = Math.max(begin, firstFrom(picks, walk.from)); index < end; index += 1) {
    const time = picks.at(index);
    if (time > walk.until) return "over";
    if (walk.except.has(time)) continue;
    if (times.length >= walk.occurrences) return "cut";
    times.push(time);
  }
  return "more";
}
