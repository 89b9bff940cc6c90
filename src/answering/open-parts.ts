import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import { termsOf } from "../shared/terms.ts";
import { shapeOf } from "./answer-shape.ts";
import type { Checked } from "./check-citations.ts";
import type { Evidence } from "./gather-evidence.ts";
import type { QuestionRead } from "./read-question.ts";
import { coverageOf, readDocument, weighQuestion } from "./support.ts";

/** Two questions in one: what stands after a question mark, or after "and" with a question word. */
const partEnd =
  /\?\s+|[,;]?\s+and\s+(?=(?:what|when|where|who|why|which|how|is|are|do|does|did|can|could|should|will|would)\b)/iu;
const leastOfPart = 0.34;
/** Below these shares of a short question the sentences speak past it, or leave some of it out. */
const speaksPast = 0.44;
const leavesSomeOut = 0.55;
/** A longer question tells a story beside what it asks; a share of it says nothing. */
const shortQuestion = 12;

/** A sentence with the passage it is from. */
interface Said {
  readonly text: string;
  readonly passage: FoundPassage;
}

/** Whether the sentences, read under their titles and headings, hardly touch what was asked. */
export function speakPastQuestion(question: QuestionRead, said: readonly Said[], found: Evidence): boolean {
  return question.terms.length <= shortQuestion && shareSaid(question, said, found) < speaksPast;
}

/**
 * Whether the answer leaves something of the question open: a part of it that no cited source speaks of, or a price,
 * date or number that was asked for and is in none of the sentences.
 */
export function leavesPartOpen(
  question: QuestionRead,
  { sentences, citations, cited }: Checked,
  found: Evidence,
): boolean {
  const terms = new Set(cited.flatMap((passage) => readDocument([passage]).text.all));
  const covers = (part: readonly string[]) => coverageOf(weighQuestion(part, found), terms);
  const parts = question.text
    .split(partEnd)
    .map(termsOf)
    .filter((part) => part.length > 0);
  if (parts.length > 1 && parts.some((part) => covers(part) < leastOfPart)) return true;
  const said = cited.map((passage, index) => ({ passage, text: citations[index]?.quote ?? "" }));
  if (question.terms.length <= shortQuestion && shareSaid(question, said, found) < leavesSomeOut) return true;
  const { kind, grade } = shapeOf(question.text);
  const asksForFigure = kind === "money" || kind === "date" || kind === "number";
  return asksForFigure && sentences.every(({ text }) => grade?.(text) === 0);
}

function shareSaid(question: QuestionRead, said: readonly Said[], found: Evidence): number {
  const words = said.flatMap(({ text, passage }) =>
    termsOf([passage.title, ...passage.headingPath, text].join(" ")),
  );
  return coverageOf(weighQuestion(question.terms, found), new Set(words));
}
