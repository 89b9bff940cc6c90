import type { Division } from "../../calendar/bank-holidays.ts";
import { upwardsFrom } from "./places.ts";
import { regionPlaces } from "./region-places.ts";

const nations: Readonly<Record<string, Division>> = {
  england: "england-and-wales",
  wales: "england-and-wales",
  scotland: "scotland",
  "northern-ireland": "northern-ireland",
};

/**
 * Whose bank holidays count in a region as a cluster's record names it (`Yorkshire and The Humber`). Null for the whole
 * of the United Kingdom, for what is outside, and where the text names no place or places of several divisions.
 */
export function divisionOf(region: string | null): Division | null {
  const found = new Set(
    regionPlaces(region).flatMap(({ id }) => upwardsFrom(id).flatMap((above) => nations[above] ?? [])),
  );
  const [division = null] = found;
  return found.size === 1 ? division : null;
}
