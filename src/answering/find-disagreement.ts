import { termsOf } from "../shared/terms.ts";
import type { AnswerShape } from "./answer-shape.ts";
import type { ChosenSentence } from "./choose-sentences.ts";
import { splitSentences } from "./split-sentences.ts";
import type { Supported } from "./support.ts";

/** Two sentences speak of the same thing when they share this much of their words, figures aside. */
const sameSubject = 0.5;
const sameClaim = 0.65;
const weakerPassage = 1.5;

/** A year says which year is meant, not what was so in it. */
const yearFigure = /^(?:1[5-9]|20)\d{2}$/u;
const figure = /[£$€]?\d[\d,.:]*\d|[£$€]?\d/gu;
const denial =
  /\b(?:no|not|never|cannot|can't|won't|isn't|aren't|doesn't|don't|without|against|opposes?|opposed|rejects?|rejected)\b/iu;

/**
 * A sentence of another document that says otherwise than the answer's first one: another figure where the question
 * asks for one, or a denial of nearly the same words. Sources of which one replaces the other, and sentences about
 * different years, do not disagree.
 */
export function findDisagreement(
  first: ChosenSentence,
  shape: AnswerShape,
  evidence: readonly Supported[],
): ChosenSentence | null {
  const best = evidence[0]?.support ?? 0;
  const said = claimOf(first.text);
  for (const { passage, support } of evidence) {
    if (passage.documentId === first.passage.documentId || support < best - weakerPassage) continue;
    if (replaces(passage, first.passage) || replaces(first.passage, passage)) continue;
    for (const sentence of splitSentences(passage.text)) {
      if (!contradicts(said, claimOf(sentence.text), shape)) continue;
      return { text: sentence.text, passage, quote: passage.text.slice(sentence.start, sentence.end) };
    }
  }
  return null;
}

type Source = ChosenSentence["passage"];

function replaces(newer: Source, older: Source): boolean {
  return older.supersededById === newer.documentId;
}

interface Claim {
  readonly words: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  readonly years: ReadonlySet<string>;
  readonly denies: boolean;
}

function claimOf(text: string): Claim {
  const words = new Set(termsOf(text).filter((term) => !/^\p{N}+$/u.test(term)));
  const found = (text.match(figure) ?? []).map((one) => one.replaceAll(",", ""));
  const years = new Set(found.filter((one) => yearFigure.test(one)));
  const figures = new Set(found.filter((one) => !yearFigure.test(one)));
  return { words, figures, years, denies: denial.test(text) };
}

function contradicts(left: Claim, right: Claim, shape: AnswerShape): boolean {
  const together = left.words.union(right.words).size;
  if (together === 0 || speakOfOtherYears(left, right)) return false;
  const likeness = left.words.intersection(right.words).size / together;
  if (left.denies !== right.denies) return likeness >= sameClaim;
  const asksForFigure = shape.kind === "money" || shape.kind === "date" || shape.kind === "number";
  const haveFigures = left.figures.size > 0 && right.figures.size > 0;
  return (
    asksForFigure && haveFigures && likeness >= sameSubject && left.figures.isDisjointFrom(right.figures)
  );
}

function speakOfOtherYears(left: Claim, right: Claim): boolean {
  return left.years.size > 0 && right.years.size > 0 && left.years.isDisjointFrom(right.years);
}
