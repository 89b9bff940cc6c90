import type { Place, PlaceKind } from "./place.ts";

/**
 * Reads a list of places. A line with `#` begins a region (with `~`, a place outside the United Kingdom); every other
 * line is a county with its towns after a colon, separated by semicolons. A place is written
 * `*Name @id + other parents > place it looks to = other names`: all but the name may be left out, the id is then the
 * name in kebab case. `*` marks a name that is an everyday word as well.
 */
export function parsePlaceList(list: string): readonly Place[] {
  const places: Place[] = [];
  let region = "";
  for (const line of list.trim().split("\n")) {
    if (line.startsWith("#")) {
      const isOutside = line.includes("~");
      const parents = isOutside ? [] : ["united-kingdom"];
      const place = parsePlace(line.replaceAll(/[#~]/gu, " "), "region", parents);
      region = place.id;
      places.push(isOutside ? { ...place, kind: "outside" } : place);
      continue;
    }
    const [county = "", towns = ""] = line.split(":");
    const place = parsePlace(county, "county", [region]);
    places.push(place);
    for (const town of towns.split(";")) {
      if (town.trim() !== "") places.push(parsePlace(town, "town", [place.id]));
    }
  }
  return places;
}

function parsePlace(written: string, kind: PlaceKind, parents: readonly string[]): Place {
  const [head = "", aliases = ""] = written.split(" = ");
  const isEverydayWord = head.includes("*");
  const lookedTo = /> ([\w-]+)/u.exec(head)?.[1] ?? null;
  const id = /@([\w-]+)/u.exec(head)?.[1];
  const others = [...head.matchAll(/\+ ([\w-]+)/gu)].map(([, other = ""]) => other);
  const name = head.replaceAll(/[@+>] ?[\w-]+|\*/gu, " ").trim();
  return {
    id: id ?? placeId(name),
    name,
    kind,
    parents: [...parents, ...others],
    aliases: aliases
      .split(",")
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ""),
    lookedTo,
    isEverydayWord,
  };
}

/** `King's Lynn` → `king-s-lynn`. */
function placeId(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
}
