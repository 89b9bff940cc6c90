import { findPlaces } from "../../directory/places/find-places.ts";
import type { Place } from "../../directory/places/place.ts";
import { placeNames } from "../../directory/places/place-names.ts";
import { placeOf, regionOf, upwardsFrom } from "../../directory/places/places.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { questionWords } from "./question-text.ts";
import type { CoverageTold, PlaceCovered } from "./told.ts";

const asksCover =
  /\bwho(?:'?s| is| does| do| are)?\b.{0,30}\b(?:covers?|covering|looks? after|(?:do|should|can) (?:i|we) (?:talk|speak|write|go|turn) to|(?:do|should|can) (?:i|we) (?:contact|ask|email))\b|\bwho does\b(?! (?:the|it|that|this|he|she)\b)|\b(?:which|what) clusters? (?:is|are|has|have|do|does|would|should)\b|\b(?:clusters?|contact|person|people) (?:is |are )?(?:for|in|near|round|around|covers?|covering)\b|\bwho(?:'?s| is) the (?:[\p{L}]+ )?(?:one|lot|cluster|people)\b|\bcovers? (?:us|me)\b|\bcovered\b/iu;
const asksRegion =
  /\b(?:which|what) (?:region|nation|country|part)\b|\bregion\b|\bon (?:your|the|ur) list\b|\bin the (?:uk )?list\b|\bpart of the uk\b|\bcount(?:s|ed)? as\b/iu;
/** One place, then two it may be counted to: “TD15 - Scotland or North East?” */
const either = /\bor\b/iu;

/** Which clusters cover a place, and which region it is in; null where neither is asked. */
export function tellCoverage(text: string, clusters: readonly ClusterEntry[]): CoverageTold | null {
  const mentions = findPlaces(text);
  const isRegionAsked = asksRegion.test(text);
  const sure = mentions.filter(({ kind }) => kind !== "postcode-area");
  const used = isRegionAsked && sure.length === 0 ? mentions : sure;
  const [first] = used;
  if (first === undefined) return null;
  const isCoverAsked = asksCover.test(text) && !/\bboard\b|\bevents?\b/iu.test(text);
  const isEither = used.length > 1 && either.test(text) && isOnlyPlaces(text, used);
  if (!isCoverAsked && !isRegionAsked && !isEither) return null;
  // Of a place and those it may be counted to, the place is what is asked about.
  const subjects = isCoverAsked && !isEither ? used : [first];
  const places = [
    ...new Map(subjects.flatMap((mention) => mention.places).map((place) => [place.id, place])).values(),
  ];
  return {
    kind: "coverage",
    outcome: asksMore(text) ? "partial" : "answered",
    covered: places.slice(0, 4).map((place) => coverOf(place, clusters)),
    asksRegion: isRegionAsked || isEither,
    owner: null,
  };
}

function isOnlyPlaces(text: string, mentions: readonly { from: number; until: number }[]): boolean {
  const rest = mentions.reduce(
    (left, { from, until }) => left.slice(0, from) + " ".repeat(until - from) + left.slice(until),
    text,
  );
  return questionWords(rest).every(({ text: word }) =>
    /^(?:or|is|that|in|were|we|are|the|it|on|your|list|uk|going|by|east|west|north|south|counted|with|and|s|im|i|now)$/u.test(
      word,
    ),
  );
}

/** “… and do they do it in Welsh”: what else is asked is not told here. */
function asksMore(text: string): boolean {
  return /\band (?:do|does|did|what|when|how|why|can|is|are)\b/iu.test(text);
}

function coverOf(place: Place, clusters: readonly ClusterEntry[]): PlaceCovered {
  const region = regionOf(place.id);
  const local = clusters.filter((cluster) => isLocal(cluster, place, region));
  const regional =
    region === null
      ? []
      : clusters.filter((cluster) => isOfRegion(cluster, region) && !local.includes(cluster));
  const city = place.lookedTo === null ? null : placeOf(place.lookedTo);
  return {
    place,
    region,
    local,
    regional,
    lookedTo:
      city === null
        ? null
        : { place: city, clusters: clusters.filter((cluster) => isLocal(cluster, city, regionOf(city.id))) },
  };
}

/** Whether a cluster names the place, what it lies in below its region, or, of a county, a town in it. */
function isLocal(cluster: ClusterEntry, place: Place, region: Place | null): boolean {
  if (cluster.isFederation) return false;
  const own = placesNamedBy(cluster);
  const above = upwardsFrom(place.id);
  const below = region === null ? above : above.slice(0, Math.max(1, above.indexOf(region.id)));
  if (below.some((id) => own.has(id))) return true;
  return place.kind === "county" && [...own].some((id) => upwardsFrom(id).includes(place.id));
}

function isOfRegion(cluster: ClusterEntry, region: Place): boolean {
  return (
    !cluster.isFederation && (placesNamedBy(cluster).has(region.id) || regionIdOf(cluster) === region.id)
  );
}

function placesNamedBy(cluster: ClusterEntry): ReadonlySet<string> {
  const named = cluster.nicknames.map((name) => placeNames.get(keyOf(name))?.places ?? []);
  const region = regionIdOf(cluster);
  // Of two Newcastles a cluster means the one in its own region.
  return new Set(
    named
      .flatMap((places) =>
        places.length < 2 ? places : places.filter(({ id }) => regionOf(id)?.id === region),
      )
      .map(({ id }) => id),
  );
}

/** A cluster's region as its description writes it: “East”, “North East”. */
function regionIdOf({ region }: ClusterEntry): string | null {
  if (region === null) return null;
  const key = keyOf(region);
  const named = [key, `the ${key}`, `${key} of england`].flatMap(
    (name) => placeNames.get(name)?.places ?? [],
  );
  return named[0]?.id ?? null;
}

function keyOf(name: string): string {
  return questionWords(name)
    .map(({ text }) => text)
    .join(" ");
}
