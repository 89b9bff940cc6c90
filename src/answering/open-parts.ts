import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import { termsOf } from "../knowledge/terms.ts";
import type { Evidence } from "./gather-evidence.ts";
import type { QuestionRead } from "./read-question.ts";
import { coverageOf, readDocument, weighQuestion } from "./support.ts";

/** Two questions in one: what stands after a question mark, or after "and" with a question word. */
const partEnd =
  /\?\s+|[,;]?\s+and\s+(?=(?:what|when|where|who|why|which|how|is|are|do|does|did|can|could|should|will|would)\b)/iu;
const leastOfPart = 0.34;

/** Whether a part of the question is not spoken of in any cited source. */
export function leavesPartOpen(
  question: QuestionRead,
  cited: readonly FoundPassage[],
  found: Evidence,
): boolean {
  const terms = new Set(cited.flatMap((passage) => readDocument([passage]).text.all));
  const parts = question.text
    .split(partEnd)
    .map(termsOf)
    .filter((part) => part.length > 0);
  return (
    parts.length > 1 && parts.some((part) => coverageOf(weighQuestion(part, found), terms) < leastOfPart)
  );
}
