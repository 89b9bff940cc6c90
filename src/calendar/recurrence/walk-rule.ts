import { completeRule, timesOfRule } from "./complete-rule.ts";
import { createPeriods } from "./periods.ts";
import { createPicker, firstFrom, type Picks } from "./picks.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";

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

/** Goes from period to period and takes what the rule picks, until the window, the rule or a limit ends. */
export function walkRule(given: RecurrenceRule, walk: Walk): Walked {
  const rule = completeRule(given, walk.start);
  const periods = createPeriods(rule, timesOfRule(rule, walk.start));
  const pick = createPicker(rule.setPositions);
  const cost = costOf(rule);
  const first = periods.at(walk.start);
  const times: number[] = [];
  let { steps, start: begin } = walk;
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  // Without a COUNT nothing before the window matters; one period more, since SKIP can move a day into the next.
  const passed = rule.count === null ? (periods.at(walk.from) - first) / rule.interval - 1 : 0;
  for (let index = Math.max(0, Math.floor(passed)); left > 0; ) {
    const period = first + index * rule.interval;
    if (periods.start(period) > walk.until) break;
    steps -= cost;
    if (steps < 0) return { times, isCut: true };
    const picks = pick(periods.set(period));
    const part = { picks, begin: firstFrom(picks, begin), left };
    const taken = take(part, walk, times);
    if (taken === "cut") return { times, isCut: true };
    if (taken === "over") break;
    left -= Math.min(picks.length - part.begin, left);
    if (picks.length > 0) begin = Math.max(begin, picks.at(picks.length - 1) + 1);
    const next = picks.length > 0 ? period + 1 : periods.afterEmpty(period);
    index = Math.max(index + 1, Math.ceil((next - first) / rule.interval));
  }
  return { times, isCut: false };
}

/** How many steps a period costs: the days that are looked at in it. */
function costOf({ frequency, months }: RecurrenceRule): number {
  if (frequency === "YEARLY") return 31 * (months?.size ?? 12);
  if (frequency === "MONTHLY") return 31;
  return frequency === "WEEKLY" ? 7 : 1;
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
