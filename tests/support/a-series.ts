import { Temporal } from "temporal-polyfill";
import {
  expandRecurrence,
  type Recurrence,
  type Window,
} from "../../src/calendar/recurrence/expand-recurrence.ts";

/** A wall time of its ISO text. */
export const wall = (text: string) => Temporal.PlainDateTime.from(text);

export function aSeries(start: string, rule: string | null, rest: Partial<Recurrence> = {}): Recurrence {
  return { start: wall(start), isAllDay: false, rule, extra: [], except: [], zone: null, ...rest };
}

/** The year and a half that is worked out ahead. */
export const aWindow: Window = { from: wall("2026-11-25"), until: wall("2028-05-25") };

export function expanded(series: Recurrence, window: Window = aWindow) {
  const expansion = expandRecurrence(series, window);
  if (expansion.kind === "refused") throw new Error(`refused: ${JSON.stringify(expansion.reason)}`);
  return expansion;
}

/** `2026-12-01T18:30`, the first few of them. */
export function first(count: number, series: Recurrence, window: Window = aWindow): readonly string[] {
  return expanded(series, window)
    .occurrences.slice(0, count)
    .map((time) => time.toString({ smallestUnit: time.second === 0 ? "minute" : "second" }));
}
