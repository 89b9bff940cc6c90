import type { PeriodSet } from "./periods.ts";

/** The times a rule picks in one period, in order and without any twice, each worked out only when it is asked for. */
export interface Picks {
  readonly length: number;
  /** Seconds since 1 January 1970. */
  readonly at: (index: number) => number;
}

/** Makes the picks of each period; with BYSETPOS only those at the places it names: 1 is the first, -1 the last. */
export function createPicker(setPositions: ReadonlySet<number> | null): (set: PeriodSet) => Picks {
  const placesBySize = new Map<number, readonly number[]>();
  return ({ beginnings, times }) => {
    const size = beginnings.length * times.length;
    const at = (index: number) =>
      (beginnings[Math.floor(index / times.length)] ?? 0) + (times[index % times.length] ?? 0);
    if (setPositions === null) return { length: size, at };
    const places = placesBySize.get(size) ?? placesOf(setPositions, size);
    placesBySize.set(size, places);
    return { length: places.length, at: (index) => at(places[index] ?? 0) };
  };
}

/** In order; positions that the set does not have are none. */
function placesOf(setPositions: ReadonlySet<number>, size: number): readonly number[] {
  const indexes = [...setPositions].map((position) => (position > 0 ? position - 1 : size + position));
  return [...new Set(indexes)]
    .filter((index) => index >= 0 && index < size)
    .toSorted((left, right) => left - right);
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
