import { findPlaces } from "./find-places.ts";
import type { Place } from "./place.ts";

/** The region that statisticians call by a word that is no name of a place. */
const shortened: Readonly<Record<string, string>> = { East: "East of England" };

/** The places that a region names, as a cluster's record has it (`Yorkshire and The Humber`); none where it names none. */
export function regionPlaces(region: string | null): readonly Place[] {
  return findPlaces(shortened[region ?? ""] ?? region ?? "").flatMap(({ places }) => places.slice(0, 1));
}
