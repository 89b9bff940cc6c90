import type { FoundPassage, PassageSearchResult, QuestionTerm } from "../knowledge/passage-search.port.ts";
import { termsOf } from "../shared/terms.ts";
import { tellingWeight } from "./commonness.ts";

/** What is measured of a passage against a question; each about 0 to 1, `mass` the logarithm of an amount. */
interface Signals {
  /** Share of the question's weight the passage holds, a term used again counting a little more (as in BM25). */
  readonly share: number;
  /** Share of the question's neighbouring words that stand near each other in the passage. */
  readonly phrases: number;
  /** Share of the title (with its heading, if that is better) that the question names. */
  readonly title: number;
  /** How much is matched in absolute terms: one rare word is 1 before the logarithm. */
  readonly mass: number;
}

/** A passage with the weight of its evidence. */
export interface Supported {
  readonly passage: FoundPassage;
  /**
   * Log-odds that its document answers the question, judged by all of its passages that were found: an answer is
   * often spread over neighbours. 0 is an even chance.
   */
  readonly support: number;
  /** Share of the question's weight found in the passages of the document, 0 to 1. */
  readonly coverage: number;
  /** The same for this passage alone, to tell the passages of one document apart. */
  readonly ownCoverage: number;
}

/** The weight of each term of the question, in the question's order. */
export interface QuestionWeights {
  readonly terms: readonly string[];
  readonly weightOf: ReadonlyMap<string, number>;
  readonly total: number;
  /** Weight of one term that no passage has. */
  readonly heaviest: number;
}

/** Logistic regression over six public question sets; docs/decisions/005-when-to-abstain.md says how. */
const weights = { constant: -3.02, share: 3.17, phrases: 1.3, title: 1.2, mass: 1.7 } as const;

/** A term half the collection has still says something when the collection is all about it. */
const floorOfRarity = 0.5;
/** BM25's saturation and length normalisation, as in search. */
const saturation = 0.9;
const lengthNormalisation = 0.4;
/** Words further apart than this are no phrase. */
const phraseReach = 3;

/** Weighs every passage found against the question. */
export function supportOf(question: string, found: PassageSearchResult): Supported[] {
  const questionWeights = weighQuestion(termsOf(question), found);
  if (questionWeights.total === 0) return [];
  const documents = [...Map.groupBy(found.passages, (passage) => passage.documentId).values()].map(
    readDocument,
  );
  const usualLength =
    documents.reduce((sum, { text }) => sum + text.all.length, 0) / Math.max(1, documents.length);
  return documents.flatMap(({ passages, text }) => {
    const support = logOdds(signalsOf(questionWeights, text, usualLength));
    const coverage = coverageOf(questionWeights, new Set(text.all));
    return passages.map((passage) => {
      const ownCoverage = coverageOf(questionWeights, new Set(readDocument([passage]).text.all));
      return { passage, support, coverage, ownCoverage };
    });
  });
}

function logOdds(signals: Signals): number {
  return (
    weights.constant +
    weights.share * signals.share +
    weights.phrases * signals.phrases +
    weights.title * signals.title +
    weights.mass * signals.mass
  );
}

/** Rare in the collection and telling in English: both, or a stranger's everyday words would count as a match. */
export function weighQuestion(terms: readonly string[], found: PassageSearchResult): QuestionWeights {
  const frequency = new Map(found.terms.map((term: QuestionTerm) => [term.term, term.documentFrequency]));
  const heaviest = rarity(0, found.readablePassages);
  const weightOf = new Map<string, number>();
  for (const term of terms) {
    const rare = rarity(frequency.get(term) ?? 0, found.readablePassages);
    weightOf.set(term, Math.max(floorOfRarity * heaviest, rare) * tellingWeight(term));
  }
  const total = [...weightOf.values()].reduce((sum, weight) => sum + weight, 0);
  return { terms, weightOf, total, heaviest };
}

/** Share of the question's weight that a set of terms holds. */
export function coverageOf(question: QuestionWeights, terms: ReadonlySet<string>): number {
  if (question.total === 0) return 0;
  let covered = 0;
  for (const [term, weight] of question.weightOf) if (terms.has(term)) covered += weight;
  return covered / question.total;
}

/** Inverse document frequency as in BM25 (Robertson and Zaragoza 2009), in the form that stays above 0. */
function rarity(passagesWithTerm: number, passages: number): number {
  return Math.log(1 + (passages - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5));
}

interface EvidenceText {
  readonly title: readonly string[];
  /** The heading of the best passage. */
  readonly heading: readonly string[];
  /** Title, headings and texts, in reading order. */
  readonly all: readonly string[];
}

interface EvidenceDocument {
  readonly passages: readonly FoundPassage[];
  readonly text: EvidenceText;
}

/** The found passages of one document, best first, as one text. */
export function readDocument(passages: readonly FoundPassage[]): EvidenceDocument {
  const title = passages[0]?.title ?? "";
  const headings = new Set(
    passages.flatMap((passage) => passage.headingPath).filter((heading) => heading !== title),
  );
  const inOrder = passages.toSorted((left, right) => left.passageId - right.passageId);
  const titleTerms = termsOf(title);
  const text = [...headings, ...inOrder.map((passage) => passage.text)].flatMap(termsOf);
  const heading = termsOf(passages[0]?.headingPath.filter((one) => one !== title).at(-1) ?? "");
  return { passages, text: { title: titleTerms, heading, all: [...titleTerms, ...text] } };
}

function signalsOf(question: QuestionWeights, text: EvidenceText, usualLength: number): Signals {
  const places = placesOf(question, text.all);
  const lengthFactor =
    saturation *
    (1 - lengthNormalisation + (lengthNormalisation * text.all.length) / Math.max(1, usualLength));
  let share = 0;
  let matched = 0;
  for (const [term, weight] of question.weightOf) {
    const times = places.get(term)?.length ?? 0;
    if (times === 0) continue;
    matched += weight;
    share += (weight * times) / (times + lengthFactor);
  }
  return {
    // 0.72 is what a term reaches that is used a few times in a passage of usual length.
    share: share / (0.72 * question.total),
    phrases: phraseShare(question, places),
    title: Math.max(namedShare(question, text.title), namedShare(question, [...text.title, ...text.heading])),
    mass: Math.log(0.25 + matched / question.heaviest),
  };
}

function placesOf(question: QuestionWeights, terms: readonly string[]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, term] of terms.entries()) {
    if (!question.weightOf.has(term)) continue;
    const known = places.get(term);
    if (known === undefined) places.set(term, [place]);
    else known.push(place);
  }
  return places;
}

/** A pair weighs as much as its lighter word. */
function phraseShare(question: QuestionWeights, places: ReadonlyMap<string, number[]>): number {
  let total = 0;
  let near = 0;
  for (const [index, right] of question.terms.entries()) {
    const left = index === 0 ? undefined : question.terms[index - 1];
    if (left === undefined || left === right) continue;
    const weight = Math.min(question.weightOf.get(left) ?? 0, question.weightOf.get(right) ?? 0);
    total += weight;
    if (areNear(places.get(left) ?? [], places.get(right) ?? [])) near += weight;
  }
  return total === 0 ? 0 : near / total;
}

/** Both lists ascend; one walk over the two finds out. */
function areNear(left: readonly number[], right: readonly number[]): boolean {
  let from = 0;
  for (const place of left) {
    while (from < right.length && (right[from] ?? 0) < place - phraseReach) from += 1;
    const candidate = right[from];
    if (candidate !== undefined && candidate <= place + phraseReach) return true;
  }
  return false;
}

function namedShare(question: QuestionWeights, terms: readonly string[]): number {
  let total = 0;
  let named = 0;
  for (const term of terms) {
    const weight = tellingWeight(term);
    total += weight;
    if (question.weightOf.has(term)) named += weight;
  }
  return total === 0 ? 0 : named / total;
}
