import type { Place } from "./place.ts";
import { places } from "./places.ts";

/** A word of a text as names are compared: lower case, without accents, apostrophes and a possessive ending. */
export interface PlaceWord {
  readonly text: string;
  readonly typed: string;
  readonly from: number;
  readonly until: number;
}

const wordPattern = /[\p{L}\p{N}]+(?:['’ʼ][\p{L}]+)*/gu;

export function wordsOf(text: string): readonly PlaceWord[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    text: plain(match[0]),
    typed: match[0],
    from: match.index,
    until: match.index + match[0].length,
  }));
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replace(/['’ʼ]s$/u, "")
    .replaceAll(/['’ʼ]/gu, "");
}

/** Names as words with one space between: `stoke on trent`. */
function keyOf(name: string): string {
  return wordsOf(name)
    .map(({ text }) => text)
    .join(" ");
}

/** Other names that are everyday words too, as `*` marks them among the places' own names. */
const everydayAliases = new Set(
  "boro cov wolves clyde wear tees angus borders edi aber wight stoke barrow".split(" "),
);

export interface NamedPlaces {
  readonly places: readonly Place[];
  readonly isEverydayWord: boolean;
}

/** What holds a place's name and means none. */
const notPlaces = ["st andrews day", "st davids day", "wells fargo", "boston dynamics"];

const named = new Map<string, NamedPlaces>(
  notPlaces.map((key) => [key, { places: [], isEverydayWord: false }]),
);
for (const place of places) {
  for (const name of [place.name, ...place.aliases]) {
    const key = keyOf(name);
    const known = named.get(key);
    if (known?.places.includes(place)) continue;
    const isEverydayWord = name === place.name ? place.isEverydayWord : everydayAliases.has(key);
    named.set(key, { places: [...(known?.places ?? []), place], isEverydayWord });
  }
}

export const placeNames: ReadonlyMap<string, NamedPlaces> = named;

export const longestPlaceName = Math.max(...[...named.keys()].map((key) => key.split(" ").length));

/** Names of one word, long enough that one wrong letter does not make another word of them; by their first letter. */
const shortestWithTypo = 6;
export const namesByInitial: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  [...named.entries()]
    .filter(
      ([key, { isEverydayWord }]) => key.length >= shortestWithTypo && !key.includes(" ") && !isEverydayWord,
    )
    .map(([key]) => key),
  (key) => key.slice(0, 1),
);
