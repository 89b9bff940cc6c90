import { phrasesOf, termsOf } from "../shared/terms.ts";

/** A term to look for, and how much it counts before its rarity is known. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
  /** Two neighbouring words rather than one. */
  readonly isPhrase: boolean;
}

/** A phrase repeats what its words say already, so it counts for less. */
const phraseWeight = 0.3;

/** A question is a few dozen words. Of a longer text the beginning is searched; nobody waits for the rest. */
const longestQuestion = 4_000;
const termsAtMost = 120;

/** The terms of a question. A word used four times counts twice: long questions tell a story and repeat themselves. */
export function weighQuestion(question: string): readonly WeightedTerm[] {
  const words = termsOf(question.slice(0, longestQuestion));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const single = [...counts]
    .slice(0, termsAtMost)
    .map(([term, count]) => ({ term, weight: Math.sqrt(count), isPhrase: false }));
  const phrases = [...new Set(phrasesOf(words))]
    .slice(0, termsAtMost)
    .map((term) => ({ term, weight: phraseWeight, isPhrase: true }));
  return [...single, ...phrases];
}
