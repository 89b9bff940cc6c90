import { findPlaces } from "../../directory/places/find-places.ts";
import { termsOf } from "../../shared/terms.ts";
import { blankOut, readableText } from "./question-text.ts";

/** A part of an event's title that a question may name: a word, or a place under any of its names. */
export interface TitleUnit {
  /** Its term, or the id of the place after `@`, and the terms of its name. */
  readonly keys: readonly string[];
  readonly isPlace: boolean;
}

export interface TitleRead {
  readonly units: readonly TitleUnit[];
  /** The same for every edition of it: `TechNExt 2023` and `TechNExt 2025`. */
  readonly family: string;
}

const year = /^(?:\d{2}|(?:19|20)\d{2})$/u;
const kept = new Map<string, TitleRead>();
const keptAtMost = 20_000;

/** What is in brackets, the year and the mark of made-up material do not name an event. */
export function readTitle(title: string): TitleRead {
  const known = kept.get(title);
  if (known !== undefined) return known;
  const bare = readableText(title.replaceAll(/\([^)]*\)|\bSAMPLE\b/gu, " "));
  const places = findPlaces(bare).filter(({ kind }) => kind === "name");
  const ofPlaces = places.map(
    ({ places: meant, from, until }): TitleUnit => ({
      keys: [
        ...meant.map(({ id }) => `@${id}`),
        ...termsOf(bare.slice(from, until)).map((term) => `${term}`),
      ],
      isPlace: true,
    }),
  );
  const words = termsOf(blankOut(bare, places)).filter((term) => !year.test(term));
  const units = [...ofPlaces, ...[...new Set(words)].map((term) => ({ keys: [term], isPlace: false }))];
  const family = units
    .map(({ keys }) => keys[0] ?? "")
    .toSorted()
    .join(" ");
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(title, { units, family });
  return { units, family };
}
