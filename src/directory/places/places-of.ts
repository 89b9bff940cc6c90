import { findPlaces } from "./find-places.ts";
import type { Place } from "./place.ts";
import { upwardsFrom } from "./places.ts";
import { placesOfPostcode } from "./postcodes.ts";

/** Where something is, as records have it. */
export interface WhereItIs {
  readonly venue: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
}

const postcodeInText = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/iu;
const streetFollows =
  /^\s+(?:road|rd|street|st|lane|avenue|ave|row|way|close|drive|place|square|terrace|gardens|gate|house|court|crescent|bridge|station|building|tower|hall|park|wharf|quay|arms|hotel|rooms?)\b/iu;

/**
 * Ids of the places something lies in, from the town up: `leeds`, `west-yorkshire`, `yorkshire-and-the-humber`,
 * `england`, `united-kingdom`. Of two towns with one name the postcode tells. Empty where nothing is known.
 */
export function placesOf({ venue, address, postcode }: WhereItIs): readonly string[] {
  const written = `${address ?? ""}, ${venue ?? ""}`;
  const ofPostcode = placesOfPostcode(postcode ?? postcodeInText.exec(written)?.[0] ?? "") ?? [];
  const around = new Set(ofPostcode.flatMap(upwardsFrom));
  const towns = placesWrittenIn(address ?? "", around) ?? placesWrittenIn(venue ?? "", around);
  const found = towns ?? certain(ofPostcode);
  return [...new Set(found.flatMap(upwardsFrom))].toSorted((left, right) => depthOf(right) - depthOf(left));
}

/** A postcode that may lie in two counties says only what both lie in. */
function certain(ofPostcode: readonly string[]): readonly string[] {
  const [first = [], ...others] = ofPostcode.map(upwardsFrom);
  return first.filter((id) => others.every((above) => above.includes(id))).slice(0, 1);
}

/** The places in the last part of an address that names a town, else the smallest that is named; null for none. */
function placesWrittenIn(written: string, around: ReadonlySet<string>): readonly string[] | null {
  let best: readonly Place[] = [];
  for (const part of written.split(/[,;\n]/u).toReversed()) {
    const named = placesInPart(part.trim(), around);
    if (named.some(({ kind }) => kind === "town")) return idsOf(named);
    if (best.length === 0 || named.some(({ kind }) => kind === "county"))
      best = named.length === 0 ? best : named;
  }
  return best.length === 0 ? null : idsOf(best);
}

function idsOf(places: readonly Place[]): readonly string[] {
  return places.map(({ id }) => id);
}

function placesInPart(part: string, around: ReadonlySet<string>): readonly Place[] {
  // “in” says that a town is meant, for those whose name is an everyday word.
  const lead = "in ";
  return findPlaces(lead + part).flatMap((mention) => {
    if (mention.kind !== "name") return [];
    if (streetFollows.test((lead + part).slice(mention.until))) return [];
    const near = mention.places.filter(
      ({ id }) => around.has(id) || upwardsFrom(id).some((above) => isNarrow(above, around)),
    );
    const [first] = near.length > 0 ? near : mention.places;
    return first === undefined ? [] : [first];
  });
}

const wide = new Set(["united-kingdom", "england", "the-north", "midlands"]);

function isNarrow(id: string, around: ReadonlySet<string>): boolean {
  return around.has(id) && !wide.has(id);
}

function depthOf(id: string): number {
  return upwardsFrom(id).length;
}
