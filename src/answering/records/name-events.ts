import type { EventTitle } from "../../directory/events/event-search.port.ts";
import type { PlaceMention } from "../../directory/places/find-places.ts";
import { upwardsFrom } from "../../directory/places/places.ts";
import { isOneSlipApart } from "../../shared/edit-distance.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { type QuestionWord, questionWords, type Span } from "./question-text.ts";
import { readTitle, type TitleRead, type TitleUnit } from "./title-units.ts";

/** An event the question names, by all or most of its title. */
export interface NamedEvent {
  readonly title: EventTitle;
  /** All editions of an event have one. */
  readonly family: string;
  /** How much of the title is named, from 0 to 1. */
  readonly share: number;
  /** Where its words stand in the question. */
  readonly spans: readonly Span[];
  /** Words of the title that are named and are no place. */
  readonly words: number;
}

export interface NamingQuestion {
  readonly words: readonly QuestionWord[];
  readonly places: readonly PlaceMention[];
  /** What “our” stands for: the terms of the asker's own cluster; empty where nobody says so. */
  readonly ownTerms: readonly string[];
}

const leastShare = 0.58;
/** A title of one word must be a name of its own: “TechNExt”, not “Drinks”. */
const tellingAlone = 0.75;
const shortestWithSlip = 5;

/** The events a question names, best first; those that are named as well as the best only. */
export function nameEvents(question: NamingQuestion, titles: readonly EventTitle[]): readonly NamedEvent[] {
  const { read, rarity } = readTitles(titles);
  const places = placesByKey(question.places);
  const terms = termsByWord(question.words, rarity);
  const named = read.flatMap(({ title, units, family }) => {
    let [matched, whole, words] = [0, 0, 0];
    const spans: Span[] = [];
    for (const unit of units) {
      const weight = rarity.get(unit.keys[0] ?? "") ?? 1;
      whole += weight;
      const found = findUnit(unit, { places, terms, ownTerms: question.ownTerms });
      if (found === null) continue;
      matched += weight * found.share;
      spans.push(...found.spans);
      if (!unit.isPlace) words += 1;
    }
    const share = whole === 0 ? 0 : matched / whole;
    if (!isNamed(share, words, units)) return [];
    return [
      { title, family, share, spans: [...spans, ...between(spans, question.words, title.title)], words },
    ];
  });
  const best = Math.max(...named.map(({ share }) => share));
  return named
    .filter(({ share }) => share >= best - 0.02)
    .toSorted((left, right) => right.share - left.share);
}

interface TitlesRead {
  readonly read: readonly ({ readonly title: EventTitle } & TitleRead)[];
  readonly rarity: ReadonlyMap<string, number>;
  /** Every key of every title. */
  readonly vocabulary: ReadonlySet<string>;
}

/** The same list of titles comes with every question until the records change. */
const readBefore = new WeakMap<readonly EventTitle[], TitlesRead>();

function readTitles(titles: readonly EventTitle[]): TitlesRead {
  const known = readBefore.get(titles);
  if (known !== undefined) return known;
  const read = titles.map((title) => ({ title, ...readTitle(title.title) }));
  const vocabulary = new Set(read.flatMap(({ units }) => units.flatMap(({ keys }) => keys)));
  const all = { read, rarity: rarityOf(read.map(({ units }) => units)), vocabulary };
  readBefore.set(titles, all);
  return all;
}

/** All terms of the titles. */
export function vocabularyOf(titles: readonly EventTitle[]): ReadonlySet<string> {
  return readTitles(titles).vocabulary;
}

/** Small words of the title between those that were found: the “who” of “Girls Who Build”. */
function between(spans: readonly Span[], words: readonly QuestionWord[], title: string): readonly Span[] {
  const ofTitle = new Set(questionWords(title).map(({ text }) => text));
  const from = Math.min(...spans.map((span) => span.from));
  const until = Math.max(...spans.map((span) => span.until));
  return words.filter((word) => word.from >= from && word.until <= until && ofTitle.has(word.text));
}

function isNamed(share: number, words: number, units: readonly TitleUnit[]): boolean {
  if (share < leastShare || words === 0) return false;
  const [first] = units;
  if (units.length === 1 && first !== undefined) return tellingWeight(first.keys[0] ?? "") >= tellingAlone;
  // One word of two says what it is about, not which one it is.
  return words > 1 || share > 0.95;
}

interface Findable {
  readonly places: ReadonlyMap<string, readonly Span[]>;
  readonly terms: ReadonlyMap<string, readonly Span[]>;
  readonly ownTerms: readonly string[];
}

function findUnit(
  unit: TitleUnit,
  { places, terms, ownTerms }: Findable,
): { share: number; spans: readonly Span[] } | null {
  for (const key of unit.keys) {
    const spans = places.get(key) ?? terms.get(key);
    if (spans !== undefined) return { share: 1, spans };
  }
  if (unit.keys.some((key) => ownTerms.includes(key))) return { share: 1, spans: [] };
  return null;
}

/** A place that is named stands for all it lies in: Gateshead for the North East. */
function placesByKey(mentions: readonly PlaceMention[]): ReadonlyMap<string, readonly Span[]> {
  const byKey = new Map<string, readonly Span[]>();
  for (const mention of mentions) {
    for (const place of mention.places) {
      for (const id of upwardsFrom(place.id)) byKey.set(`@${id}`, [...(byKey.get(`@${id}`) ?? []), mention]);
    }
  }
  return byKey;
}

/** Terms of the question, and terms of titles that a longer word of it is one slip away from. */
function termsByWord(
  words: readonly QuestionWord[],
  rarity: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly Span[]> {
  const byTerm = new Map<string, readonly Span[]>();
  const add = (term: string, word: Span) => byTerm.set(term, [...(byTerm.get(term) ?? []), word]);
  for (const word of words) {
    const [term] = termsOf(word.typed);
    if (term === undefined) continue;
    add(term, word);
    if (rarity.has(term) || term.length < shortestWithSlip) continue;
    for (const known of rarity.keys()) {
      if (known.length >= shortestWithSlip && isOneSlipApart(known, term)) add(known, word);
    }
  }
  return byTerm;
}

/** How few titles have a unit: a word of all of them says little of which is meant. */
function rarityOf(titles: readonly (readonly TitleUnit[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const units of titles)
    for (const { keys } of units) counts.set(keys[0] ?? "", (counts.get(keys[0] ?? "") ?? 0) + 1);
  return new Map(
    [...counts].map(([key, count]) => [
      key,
      0.5 + Math.log(1 + titles.length / count) / Math.log(1 + titles.length),
    ]),
  );
}
