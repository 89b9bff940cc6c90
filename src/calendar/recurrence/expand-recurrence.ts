import type { Temporal } from "temporal-polyfill";
import { wallTimeAt, type Zone } from "../zones.ts";
import { withoutClock } from "./complete-rule.ts";
import { readRule } from "./read-rule.ts";
import type { RecurrenceRule, RuleProblem, Until } from "./recurrence-rule.ts";
import { type Walked, walkRule } from "./walk-rule.ts";
import { secondsInDay, secondsOf, wallTimeOf } from "./wall-days.ts";

/** A series on the clock of the place it is held at. Seconds are the finest: what is below is dropped. */
export interface Recurrence {
  readonly start: Temporal.PlainDateTime;
  /** Lasts whole days: the times of day of all that is given are passed over. */
  readonly isAllDay: boolean;
  /** The value of RRULE; null for a series of single dates, of which the start is one. */
  readonly rule: string | null;
  /** RDATE: also on these. */
  readonly extra: readonly Temporal.PlainDateTime[];
  /** EXDATE: not on these. */
  readonly except: readonly Temporal.PlainDateTime[];
  /** The zone of the clock, by which an UNTIL in UTC is read; null reads its digits as they are. */
  readonly zone: Zone | null;
}

/** On the same clock; `until` is the first moment that is no longer asked for. */
export interface Window {
  readonly from: Temporal.PlainDateTime;
  readonly until: Temporal.PlainDateTime;
}

export type Expansion =
  | {
      readonly kind: "expanded";
      /** In order, none twice. */
      readonly occurrences: readonly Temporal.PlainDateTime[];
      /** A limit ended it: there may be more in the window. */
      readonly isCut: boolean;
    }
  | { readonly kind: "refused"; readonly reason: RuleProblem };

/**
 * A step is a day or a clock period that was looked at. Both limits count work, not time, so that the same series is
 * cut at the same place on every computer.
 */
export const recurrenceLimits = { occurrences: 1000, steps: 30_000, exceptions: 5000 } as const;

/**
 * The occurrences of a series within a window, on wall time: the weekly meeting at seven stays at seven when the clocks
 * change. `toInstant` in `zones.ts` makes instants of them. Whatever the rule says, this returns soon.
 *
 * The start is an occurrence only when the rule picks it: RFC 5545 leaves open what a start means that does not fit.
 */
export function expandRecurrence(recurrence: Recurrence, window: Window): Expansion {
  const { rule, extra, except } = recurrence;
  if (extra.length + except.length > recurrenceLimits.exceptions)
    return { kind: "refused", reason: { problem: "too-many-exceptions", part: "RDATE, EXDATE" } };
  if (rule === null) return merge({ times: [], isCut: false }, recurrence, window);
  const read = readRule(rule);
  if (read.kind === "refused") return read;
  const isByClock = ["HOURLY", "MINUTELY", "SECONDLY"].includes(read.rule.frequency);
  if (recurrence.isAllDay && isByClock)
    return {
      kind: "refused",
      reason: { problem: "shorter-than-a-day", part: `FREQ=${read.rule.frequency}` },
    };
  return merge(walkWithin(read.rule, recurrence, window), recurrence, window);
}

function walkWithin(rule: RecurrenceRule, recurrence: Recurrence, window: Window): Walked {
  const end = secondsOf(window.until) - 1;
  return walkRule(recurrence.isAllDay ? withoutClock(rule) : rule, {
    start: timeOf(recurrence, recurrence.start),
    from: secondsOf(window.from),
    until: rule.until === null ? end : Math.min(end, lastSecond(rule.until, recurrence)),
    except: new Set(recurrence.except.map((time) => timeOf(recurrence, time))),
    ...recurrenceLimits,
  });
}

function timeOf({ isAllDay }: Recurrence, time: Temporal.PlainDateTime): number {
  const seconds = secondsOf(time);
  return isAllDay ? Math.floor(seconds / secondsInDay) * secondsInDay : seconds;
}

function lastSecond({ time, isUtc }: Until, { zone }: Recurrence): number {
  return secondsOf(isUtc && zone !== null ? wallTimeAt(time.toZonedDateTime("UTC").toInstant(), zone) : time);
}

/** Puts the single dates among those of the rule, which already leaves out the exceptions. */
function merge({ times, isCut }: Walked, recurrence: Recurrence, window: Window): Expansion {
  const except = new Set(recurrence.except.map((time) => timeOf(recurrence, time)));
  const single = recurrence.rule === null ? [recurrence.start, ...recurrence.extra] : recurrence.extra;
  const [from, until] = [secondsOf(window.from), secondsOf(window.until)];
  const added = single
    .map((time) => timeOf(recurrence, time))
    .filter((time) => time >= from && time < until && !except.has(time));
  const all = [...new Set([...times, ...added])].toSorted((left, right) => left - right);
  return {
    kind: "expanded",
    occurrences: all.slice(0, recurrenceLimits.occurrences).map(wallTimeOf),
    isCut: isCut || all.length > recurrenceLimits.occurrences,
  };
}
