import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import { termsOf } from "../shared/terms.ts";
import type { AnswerSentence, Citation, ClosestSource } from "./answer.ts";
import { tellingWeight } from "./commonness.ts";
import type { Draft, DraftSentence } from "./draft-answer.ts";
import type { Evidence } from "./gather-evidence.ts";
import { splitSentences } from "./split-sentences.ts";

/** What may be said, with numbered citations; empty when nothing of the draft stands up. */
export interface Checked {
  readonly sentences: readonly AnswerSentence[];
  readonly citations: readonly Citation[];
  /** The passages behind the citations, in their order. */
  readonly cited: readonly FoundPassage[];
}

/** Share of a sentence's telling words its sources must hold, all together and each one to count as a source. */
const supportedShare = 0.6;
const countsAsSource = 0.35;

/**
 * Drops a source that was not gathered, and a sentence whose words or figures its sources do not have. Quoted
 * sentences pass by their nature; this is the guard against what a language model makes up, or is talked into by
 * an instruction planted in a passage.
 */
export function checkCitations(
  draft: Draft,
  found: Evidence,
  describe: (passage: FoundPassage) => ClosestSource,
): Checked {
  const gathered = new Map(found.passages.map((passage) => [passage.passageId, passage]));
  const citations = new Map<number, { citation: Citation; readonly passage: FoundPassage }>();
  const sentences: AnswerSentence[] = [];
  for (const sentence of draft.sentences) {
    const sources = supportingSources(sentence, gathered);
    if (sources.length === 0) continue;
    const numbers = sources.map(({ passage, quote }) => {
      const known = citations.get(passage.passageId);
      if (known === undefined) {
        const number = citations.size + 1;
        citations.set(passage.passageId, { citation: { number, quote, ...describe(passage) }, passage });
        return number;
      }
      known.citation = { ...known.citation, quote: quoteOfBoth(known.citation.quote, quote, passage) };
      return known.citation.number;
    });
    sentences.push({ text: sentence.text, citations: numbers });
  }
  const used = [...citations.values()];
  return { sentences, citations: used.map((one) => one.citation), cited: used.map((one) => one.passage) };
}

/** One passage is one source: its quote reaches from the first sentence used to the last, word for word. */
function quoteOfBoth(first: string, second: string, { text }: FoundPassage): string {
  const starts = [text.indexOf(first), text.indexOf(second)];
  const ends = [first, second].map((quote, index) => (starts[index] ?? 0) + quote.length);
  return starts.includes(-1) ? first : text.slice(Math.min(...starts), Math.max(...ends));
}

interface SupportingSource {
  readonly passage: FoundPassage;
  readonly quote: string;
}

function supportingSources(
  sentence: DraftSentence,
  gathered: ReadonlyMap<number, FoundPassage>,
): SupportingSource[] {
  const words = new Set(termsOf(sentence.text));
  if (words.size === 0) return [];
  const sources = sentence.sources.flatMap(({ passageId, quote }) => {
    const passage = gathered.get(passageId);
    if (passage === undefined || (quote !== null && !passage.text.includes(quote))) return [];
    if (sharedWeight(words, wordsOf(passage)) < countsAsSource) return [];
    return [{ passage, quote: quote ?? quoteFor(words, passage) }];
  });
  const allWords = new Set(sources.flatMap(({ passage }) => [...wordsOf(passage)]));
  const isSupported = sharedWeight(words, allWords) >= supportedShare && hasFigures(words, allWords);
  return isSupported ? sources : [];
}

function wordsOf(passage: FoundPassage): ReadonlySet<string> {
  const dates = [passage.publishedOn, passage.effectiveFrom, passage.effectiveUntil].join(" ");
  const text = [passage.title, ...passage.headingPath, passage.clusterName, dates, passage.text].join("\n");
  return new Set(termsOf(text).map(plainFigure));
}

/** Share of `words`, by how telling they are, that stands in `source`. */
function sharedWeight(words: ReadonlySet<string>, source: ReadonlySet<string>): number {
  let total = 0;
  let shared = 0;
  for (const word of words) {
    const weight = tellingWeight(word);
    total += weight;
    if (source.has(plainFigure(word))) shared += weight;
  }
  return total === 0 ? 0 : shared / total;
}

/** A figure the sources do not have is made up, whatever the rest of the sentence says. */
function hasFigures(words: ReadonlySet<string>, source: ReadonlySet<string>): boolean {
  return [...words].filter((word) => /^\p{N}+$/u.test(word)).every((word) => source.has(plainFigure(word)));
}

/** 09 and 9 are the same day. */
function plainFigure(word: string): string {
  return /^0\d$/u.test(word) ? word.slice(1) : word;
}

/** The sentence of the passage that is nearest to what the model wrote. */
function quoteFor(words: ReadonlySet<string>, passage: FoundPassage): string {
  let best = { share: -1, quote: passage.text.slice(0, 300) };
  for (const { start, end } of splitSentences(passage.text)) {
    const quote = passage.text.slice(start, end);
    const share = sharedWeight(words, new Set(termsOf(quote).map(plainFigure)));
    if (share > best.share) best = { share, quote };
  }
  return best.quote;
}
