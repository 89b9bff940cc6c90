import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import { termsOf } from "../knowledge/terms.ts";
import { shapeOf } from "./answer-shape.ts";
import type { Checked } from "./check-citations.ts";
import type { Evidence } from "./gather-evidence.ts";
import type { QuestionRead } from "./read-question.ts";
import { coverageOf, readDocument, weighQuestion } from "./support.ts";

/** Two questions in one: what stands after a question mark, or after "and" with a question word. */
const partEnd =
  /\?\s+|[,;]?\s+and\s+(?=(?:what|when|where|who|why|which|how|is|are|do|does|did|can|could|should|will|would)\b)/iu;
const leastOfPart = 0.34;
/** Below this share the answer leaves most of a short question out; a long one tells a story beside its question. */
const leastOfQuestion = 0.4;
const shortQuestion = 10;

/**
 * Whether the answer leaves something of the question open: a part of it that no cited source speaks of, or a price,
 * date or number that was asked for and is in none of the sentences.
 */
export function leavesPartOpen(
  question: QuestionRead,
  { sentences, cited }: Checked,
  found: Evidence,
): boolean {
  const terms = termsIn(cited);
  const covers = (part: readonly string[]) => coverageOf(weighQuestion(part, found), terms);
  const parts = question.text
    .split(partEnd)
    .map(termsOf)
    .filter((part) => part.length > 0);
  if (parts.length > 1 && parts.some((part) => covers(part) < leastOfPart)) return true;
  if (question.terms.length <= shortQuestion && covers(question.terms) < leastOfQuestion) return true;
  const { kind, grade } = shapeOf(question.text);
  const asksForFigure = kind === "money" || kind === "date" || kind === "number";
  return asksForFigure && sentences.every(({ text }) => grade?.(text) === 0);
}

function termsIn(cited: readonly FoundPassage[]): ReadonlySet<string> {
  return new Set(cited.flatMap((passage) => readDocument([passage]).text.all));
}
