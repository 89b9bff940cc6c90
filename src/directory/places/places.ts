// Places of the United Kingdom, as people say them. Regions are the twelve of the Office for National Statistics
// (International Territorial Level 1); counties are the ceremonial ones, or combined authorities where people say
// those; postcode areas and districts follow Royal Mail's postal geography, put together by hand.
import { midlandsAndEast } from "./midlands-and-east.ts";
import { northOfEngland } from "./north-of-england.ts";
import { parsePlaceList } from "./parse-place-list.ts";
import type { Place } from "./place.ts";
import { southOfEngland } from "./south-of-england.ts";
import { walesScotlandNorthernIreland } from "./wales-scotland-northern-ireland.ts";

const country: Place = {
  id: "united-kingdom",
  name: "United Kingdom",
  kind: "country",
  parents: [],
  aliases: ["the uk", "uk", "britain", "great britain", "uk-wide"],
  lookedTo: null,
  isEverydayWord: false,
};

const england: Place = {
  ...country,
  id: "england",
  name: "England",
  kind: "nation",
  parents: [country.id],
  aliases: [],
};

/** What people say of several counties or regions: id, name, other names. */
const areas: readonly Place[] = [
  area("the-north", "the North", [
    "up north",
    "northern england",
    "north of england",
    "the north of england",
  ]),
  area("midlands", "the Midlands", ["midlands"]),
  area("tyne-and-wear", "Tyne and Wear", ["tyne & wear"]),
  area("humber", "the Humber", ["humber", "humberside"]),
  area("east-anglia", "East Anglia", []),
  area("thames-valley", "the Thames Valley", ["thames valley"]),
  area("sussex", "Sussex", []),
  area("central-belt", "the Central Belt", ["central belt"]),
  area("highlands-and-islands", "the Highlands and Islands", [
    "highlands and islands",
    "highlands & islands",
  ]),
];

function area(id: string, name: string, aliases: readonly string[]): Place {
  return { ...country, id, name, kind: "area", parents: [], aliases };
}

const nations = new Set(["wales", "scotland", "northern-ireland"]);

/** Of two places with one name the more usual one comes first: Newport in Wales before those in England. */
const listed = [northOfEngland, walesScotlandNorthernIreland, midlandsAndEast, southOfEngland].flatMap(
  parsePlaceList,
);

/** All places, each once. */
export const places: readonly Place[] = [country, england, ...areas, ...listed.map(inItsNation)];

function inItsNation(place: Place): Place {
  if (place.kind !== "region") return place;
  if (nations.has(place.id)) return { ...place, kind: "nation" };
  return { ...place, parents: [england.id, ...place.parents.filter((parent) => parent !== country.id)] };
}

const byId: ReadonlyMap<string, Place> = new Map(places.map((place) => [place.id, place]));

/** The place of an id; null when there is none. */
export function placeOf(id: string): Place | null {
  return byId.get(id) ?? null;
}

/** A place and all it lies in, from the smallest up: Leeds, West Yorkshire, Yorkshire and The Humber, England, … */
export function upwardsFrom(id: string): readonly string[] {
  const found = [id];
  // The list grows while it is gone through: parents of parents come after all parents.
  for (const one of found) {
    for (const parent of byId.get(one)?.parents ?? []) {
      if (!found.includes(parent)) found.push(parent);
    }
  }
  return found;
}

/** Which of the twelve regions and nations a place lies in, or is; null for wider ones and for what is outside. */
export function regionOf(id: string): Place | null {
  for (const above of upwardsFrom(id)) {
    const place = byId.get(above);
    if (place === undefined) continue;
    if (place.kind === "region" || (place.kind === "nation" && place.id !== england.id)) return place;
  }
  return null;
}
