import { findPlaces } from "../../directory/places/find-places.ts";
import { placeOf, upwardsFrom } from "../../directory/places/places.ts";

/** A text with each town and region written as the nation it is in: bank holidays are the nations'. */
export function withNations(text: string): string {
  return findPlaces(text)
    .toReversed()
    .reduce((read, { places: [place], from, until }) => {
      const nation =
        place === undefined ? undefined : upwardsFrom(place.id).find((id) => placeOf(id)?.kind === "nation");
      if (place === undefined || nation === undefined || place.kind === "nation") return read;
      return `${read.slice(0, from)}${placeOf(nation)?.name}${read.slice(until)}`;
    }, text);
}
