import { findZone, ukZone, type Zone } from "../calendar/zones.ts";

/**
 * Whose clock somebody means. `label`: GMT or BST, which people in the United Kingdom write for the time it is there;
 * whether it fits depends on the day. `own`: each region its own.
 */
export type ZoneSaid =
  | { readonly kind: "own" }
  | { readonly kind: "zone"; readonly zone: Zone }
  | { readonly kind: "label"; readonly label: "GMT" | "BST" };

export interface ZonesRead {
  readonly zones: readonly ZoneSaid[];
  /** The text with spaces where the zones stood. */
  readonly rest: string;
}

const own =
  /\b(?:in )?(?:(?:each|every|their|the|everyone['’]?s|everybody['’]?s) )?(?:(?:region|cluster)['’]?s )?(?:own|local) (?:time ?zone|time|zone|clock)\b/giu;
const named = /\b[a-z]+(?:\/[a-z_+-]+){1,2}(?: time\b)?/giu;
const label = /\b(gmt|bst)\b/giu;
const short = /\b(?:utc|uk(?: time)?)\b/giu;
const city = /\b((?:[a-z]+ ){1,3})time\b/giu;

/** `London time`, `UK time`, `Europe/Paris`, `GMT`, `each region's own time`. */
export function readZones(text: string): ZonesRead {
  const zones: ZoneSaid[] = [];
  let rest = text;
  const take = (pattern: RegExp, read: (found: string) => readonly [ZoneSaid, number] | null) => {
    rest = rest.replaceAll(pattern, (found: string) => {
      const said = read(found);
      if (said === null) return found;
      zones.push(said[0]);
      const kept = found.length - said[1];
      return found.slice(0, kept) + " ".repeat(said[1]);
    });
  };
  take(own, (found) => [{ kind: "own" }, found.length]);
  take(named, (found) => whole(zoneOf(found.replace(/ time$/iu, "")), found));
  take(label, (found) => [{ kind: "label", label: /gmt/iu.test(found) ? "GMT" : "BST" }, found.length]);
  take(short, (found) => whole(/utc/iu.test(found) ? zoneOf("UTC") : ukZone, found));
  take(city, cityTime);
  return { zones, rest };
}

function whole(zone: Zone | null, found: string): readonly [ZoneSaid, number] | null {
  return zone === null ? null : [{ kind: "zone", zone }, found.length];
}

function zoneOf(name: string): Zone | null {
  const found = findZone(name);
  return found.kind === "found" ? found.zone : null;
}

/** The last one, two or three words before “time” that are a city the zones are named after; their length counts. */
function cityTime(found: string): readonly [ZoneSaid, number] | null {
  const words = found.toLowerCase().split(" ").slice(0, -1);
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(-count).join(" ");
    const zone = zoneOfCity(name);
    if (zone !== null) return [{ kind: "zone", zone }, name.length + " time".length];
  }
  return null;
}

const ukCities = new Set(["london", "british", "edinburgh", "cardiff", "belfast", "glasgow"]);

function zoneOfCity(name: string): Zone | null {
  if (ukCities.has(name)) return ukZone;
  const id = Intl.supportedValuesOf("timeZone").find(
    (zone) =>
      zone
        .slice(zone.lastIndexOf("/") + 1)
        .toLowerCase()
        .replaceAll("_", " ") === name,
  );
  return id === undefined ? null : zoneOf(id);
}
