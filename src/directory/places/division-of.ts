import type { Division } from "../../calendar/bank-holidays.ts";
import { findPlaces } from "./find-places.ts";
import { upwardsFrom } from "./places.ts";

const nations: Readonly<Record<string, Division>> = {
  england: "england-and-wales",
  wales: "england-and-wales",
  scotland: "scotland",
  "northern-ireland": "northern-ireland",
};

/** The region that statisticians call by a word that is no name of a place. */
const shortened: Readonly<Record<string, string>> = { East: "East of England" };

/**
 * Whose bank holidays count in a region as a cluster's record names it (`Yorkshire and The Humber`). Null for the whole
 * of the United Kingdom, for what is outside, and where the text names no place or places of several divisions.
 */
export function divisionOf(region: string | null): Division | null {
  const named = findPlaces(shortened[region ?? ""] ?? region ?? "").flatMap(({ places }) =>
    places.slice(0, 1),
  );
  const found = new Set(named.flatMap(({ id }) => upwardsFrom(id).flatMap((above) => nations[above] ?? [])));
  const [division = null] = found;
  return found.size === 1 ? division : null;
}
