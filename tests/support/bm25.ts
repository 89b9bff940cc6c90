import { type PassageWeight, weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { weighQuestion } from "../../src/knowledge/weigh-question.ts";

export interface ReferenceDocument {
  readonly title: string;
  readonly passages: readonly string[];
}

/** A passage, by its document's place and its own. */
export interface ReferenceScore {
  readonly key: string;
  readonly score: number;
}

/**
 * The ranking the database must arrive at, written down plainly: Okapi BM25 (k1 1.2, b 0.8) of each passage and of its
 * whole document, half and half; a term's rarity is ln((N + 1) / n) over documents.
 */
export function rankByReference(
  question: string,
  documents: readonly ReferenceDocument[],
): readonly ReferenceScore[] {
  const weighed = documents.map(({ title, passages }) =>
    passages.map((text) =>
      weighPassage({ title, url: null }, { ordinal: 0, headingPath: [], anchor: null, page: null, text }),
    ),
  );
  const whole = weighed.map(joinPassages);
  const usualDocument = average(whole.map((one) => one.termCount));
  const usualPassage = average(weighed.flat().map((one) => one.termCount));
  const worth = weighQuestion(question).map(({ term, weight }) => {
    const having = whole.filter((one) => one.postings.has(term)).length;
    return { term, weight: having === 0 ? 0 : weight * Math.log((documents.length + 1) / having) };
  });
  const score = (one: PassageWeight, usual: number): number =>
    worth.reduce((sum, { term, weight }) => {
      const frequency = one.postings.get(term) ?? 0;
      return sum + (weight * frequency * 2.2) / (frequency + 1.2 * (0.2 + (0.8 * one.termCount) / usual));
    }, 0);
  const scores = weighed.flatMap((passages, place) =>
    passages.map((passage, ordinal) => ({
      key: `${place}#${ordinal}`,
      score: 0.5 * score(passage, usualPassage) + 0.5 * score(whole[place] ?? passage, usualDocument),
      isMatch: worth.some(({ term }) => passage.postings.has(term)),
    })),
  );
  return scores.filter((one) => one.isMatch).toSorted((left, right) => right.score - left.score);
}

function joinPassages(passages: readonly PassageWeight[]): PassageWeight {
  const postings = new Map<string, number>();
  for (const passage of passages) {
    for (const [term, frequency] of passage.postings)
      postings.set(term, (postings.get(term) ?? 0) + frequency);
  }
  return { postings, termCount: passages.reduce((sum, passage) => sum + passage.termCount, 0) };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
