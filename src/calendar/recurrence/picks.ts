import type { PeriodSet } from "./periods.ts";
import { secondsInDay } from "./wall-days.ts";

/** The times a rule picks in one period, in order and without any twice, each worked out only when it is asked for. */
export interface Picks {
  readonly length: number;
  /** Seconds since 1 January 1970. */
  readonly at: (index: number) => number;
}

/** With BYSETPOS only those at the places it names: 1 is the first of the period, -1 the last. */
export function picksOf({ days, times }: PeriodSet, setPositions: ReadonlySet<number> | null): Picks {
  const size = days.length * times.length;
  const at = (index: number) =>
    (days[Math.floor(index / times.length)] ?? 0) * secondsInDay + (times[index % times.length] ?? 0);
  if (setPositions === null) return { length: size, at };
  const indexes = [...setPositions].map((position) => (position > 0 ? position - 1 : size + position));
  const places = [...new Set(indexes)]
    .filter((index) => index >= 0 && index < size)
    .toSorted((left, right) => left - right);
  return { length: places.length, at: (index) => at(places[index] ?? 0) };
}

/** The index of the first pick that is not before a time, by halving. */
export function firstFrom({ length, at }: Picks, seconds: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
