import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import { termsOf } from "../shared/terms.ts";
import { type AnswerShape, shapeOf } from "./answer-shape.ts";
import { type Sentence, splitSentences } from "./split-sentences.ts";
import type { QuestionWeights, Supported } from "./support.ts";

/** A stretch of a passage, as it may be said. */
export interface ChosenSentence {
  readonly text: string;
  readonly passage: FoundPassage;
  /** Verbatim from the passage. */
  readonly quote: string;
}

interface Candidate extends ChosenSentence {
  /** What the sentence itself says of the question. */
  readonly own: number;
  /** The same with what stands around it. */
  readonly score: number;
  readonly terms: ReadonlySet<string>;
  readonly order: number;
}

const sentencesAtMost = 4;
const charactersAtMost = 900;
/** A further sentence must come this near to the best one, or bring this much of the question that is still open. */
const nearBest = 0.75;
const newWeight = 0.15;
/** It must speak of the question itself, not only stand under the right heading. */
const leastOwn = 0.35;
/** Two sentences that share more of their words than this say the same. */
const sameWords = 0.75;
/** Passages this much weaker than the first add nothing. */
const weakerPassage = 1.5;
const leadInAtMost = 420;

/** How much a sentence gains by what stands around it, by its shape, and loses by standing further down. */
const contextWord = 0.7;
const fromContext = 0.25;
const fromSentenceBefore = 0.3;
const shapeFits = 0.9;
const laterPassage = 0.08;
/** Whoever asks when something is wants the coming date; a date of a past year is second best. */
const pastDate = 0.4;
const asksForComing = /\b(?:when is|when's|when are|when will|next|upcoming|coming up|this year|will)\b/iu;

/**
 * The sentences that answer, best first. The first is from the document with the best evidence; the others follow in
 * reading order, and only when they add something.
 */
export function chooseSentences(
  asked: { readonly text: string; readonly today: string },
  question: QuestionWeights,
  evidence: readonly Supported[],
): ChosenSentence[] {
  const [top] = evidence;
  if (top === undefined) return [];
  const shape = shapeOf(asked.text);
  const year = asksForComing.test(asked.text) ? Number(asked.today.slice(0, 4)) : null;
  const candidates = evidence
    .filter(({ support }) => support >= top.support - weakerPassage)
    .flatMap(({ passage }, rank) => candidatesOf(passage, rank, { question, shape, year }));
  const first = best(candidates.filter(({ passage }) => passage.documentId === top.passage.documentId));
  if (first === undefined) return [];
  const chosen = [first];
  for (
    let next = nextOf(candidates, chosen, question);
    next !== undefined;
    next = nextOf(candidates, chosen, question)
  ) {
    chosen.push(next);
  }
  return [first, ...chosen.slice(1).toSorted((left, right) => left.order - right.order)];
}

function candidatesOf(
  passage: FoundPassage,
  rank: number,
  wanted: { readonly question: QuestionWeights; readonly shape: AnswerShape; readonly year: number | null },
): Candidate[] {
  const { question, shape, year } = wanted;
  const context = new Set(termsOf(`${passage.title} ${passage.headingPath.join(" ")}`));
  const told = weightsBeside(question, context);
  const sentences = splitSentences(passage.text);
  return sentences.map((sentence, index) => {
    const before = index === 0 ? undefined : sentences[index - 1];
    const terms = new Set(termsOf(sentence.text));
    const own = shareIn(told, terms);
    const score =
      own * (1 + shapeFits * (shape.grade?.(sentence.text) ?? 0)) +
      fromContext * shareIn(question.weightOf, context, terms) +
      fromSentenceBefore * shareIn(told, new Set(termsOf(before?.text ?? "")), terms) -
      unreadability(sentence.text) -
      (year !== null && isPast(sentence.text, year) ? pastDate : 0) -
      laterPassage * rank;
    return {
      ...withLeadIn(sentence, before, passage),
      passage,
      own,
      score,
      terms,
      order: rank * 1_000 + index,
    };
  });
}

/** Words of the title or heading count little in a sentence: every sentence under them could have them. */
function weightsBeside(question: QuestionWeights, context: ReadonlySet<string>): ReadonlyMap<string, number> {
  return new Map(
    [...question.weightOf].map(([term, weight]) => [term, context.has(term) ? contextWord * weight : weight]),
  );
}

/** Share of the weight in `terms`, leaving out what is in `without`. */
function shareIn(
  weightOf: ReadonlyMap<string, number>,
  terms: ReadonlySet<string>,
  without?: ReadonlySet<string>,
): number {
  let total = 0;
  let found = 0;
  for (const [term, weight] of weightOf) {
    total += weight;
    if (terms.has(term) && without?.has(term) !== true) found += weight;
  }
  return total === 0 ? 0 : found / total;
}

/** Whether all years a text names are over. */
function isPast(text: string, thisYear: number): boolean {
  const years = text.match(/\b(?:1[5-9]|20)\d{2}\b/gu) ?? [];
  return years.length > 0 && years.every((year) => Number(year) < thisYear);
}

/** Fragments, questions and walls of text are hard to read as an answer. */
function unreadability(text: string): number {
  const words = text.split(" ").length;
  const isFragment = words < 4 || !/[.!?…"'”)\]]$/u.test(text);
  return (
    (words < 4 ? 0.4 : 0) +
    (isFragment ? 0.05 : 0) +
    (text.endsWith("?") ? 0.4 : 0) +
    (text.length > 450 ? 0.2 : 0)
  );
}

const leansOnSentenceBefore =
  /^(?:it|its|they|their|he|she|his|her|this|that|these|those|such|however|but|and|so|therefore|also|instead|otherwise|there)\b/iu;

/** A sentence that leans on the one before is said together with it. */
function withLeadIn(
  sentence: Sentence,
  before: Sentence | undefined,
  passage: FoundPassage,
): { readonly text: string; readonly quote: string } {
  const alone = { text: sentence.text, quote: passage.text.slice(sentence.start, sentence.end) };
  if (before === undefined || !leansOnSentenceBefore.test(sentence.text)) return alone;
  if (before.text.length + sentence.text.length > leadInAtMost || before.text.endsWith("?")) return alone;
  return {
    text: `${before.text} ${sentence.text}`,
    quote: passage.text.slice(before.start, sentence.end),
  };
}

function best(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((left, right) => right.score - left.score || left.order - right.order)[0];
}

function nextOf(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  question: QuestionWeights,
): Candidate | undefined {
  if (chosen.length >= sentencesAtMost) return undefined;
  const said = new Set(chosen.flatMap(({ terms }) => [...terms]));
  const length = chosen.reduce((sum, { text }) => sum + text.length, 0);
  const bestScore = Math.max(...chosen.map(({ score }) => score));
  return best(
    candidates.filter(
      (candidate) =>
        candidate.own >= leastOwn &&
        length + candidate.text.length <= charactersAtMost &&
        chosen.every((one) => !saysTheSame(one, candidate)) &&
        (candidate.score >= nearBest * bestScore ||
          shareIn(question.weightOf, candidate.terms, said) >= newWeight),
    ),
  );
}

function saysTheSame(left: Candidate, right: Candidate): boolean {
  if (left.text.includes(right.text) || right.text.includes(left.text)) return true;
  const shared = left.terms.intersection(right.terms).size;
  const fewer = Math.min(left.terms.size, right.terms.size);
  return fewer > 0 && shared / fewer > sameWords;
}
