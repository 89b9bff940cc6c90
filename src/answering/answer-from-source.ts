// A question asked under something that was posted: what was posted answers it, or says nothing of it.
import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import type { Reader } from "../people/readership.ts";
import type { Answer } from "./answer.ts";
import type { AnsweringNeeds } from "./answer-question.ts";
import { type AnswerShape, shapeOf } from "./answer-shape.ts";
import { checkCitations } from "./check-citations.ts";
import { tellingWeight } from "./commonness.ts";
import { type Draft, draftAnswer } from "./draft-answer.ts";
import { findCaveats } from "./find-caveats.ts";
import type { Evidence } from "./gather-evidence.ts";
import { leavesPartOpen } from "./open-parts.ts";
import { type QuestionRead, readQuestion } from "./read-question.ts";
import { splitSentences } from "./split-sentences.ts";
import { sourceOf, standingOf } from "./standing.ts";
import { startStopwatch } from "./stopwatch.ts";
import { supportOf } from "./support.ts";

/** Share of the question that the source has to speak of: it is known to be meant, so that a match is no chance. */
const enoughCoverage = 0.6;
/** What “when”, “where” and “how much” ask for can be told by its shape; a name may be anything. */
const telling: readonly AnswerShape["kind"][] = ["date", "place", "money"];
/** Below this a sentence hardly has what was asked for: the time of “when”, the place of “where”. */
const leastGrade = 0.8;
const subjectWeight = 0.5;

/**
 * The answer of one source that the question was asked under, where that says all that was asked; null where it does
 * not, so that it is looked up as usual. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function answerFromSource(
  asked: string,
  { source, reader }: { readonly source: FoundPassage; readonly reader: Reader },
  needs: Omit<AnsweringNeeds, "search">,
): Promise<Answer | null> {
  const stopwatch = startStopwatch();
  const today = needs.clock.now().toISOString().slice(0, 10);
  const clusters = await needs.directory.all();
  const question = readQuestion(asked, clusters);
  if (question.kind === "no-question" || isOfOthers(question, source)) return null;
  stopwatch.lap("read");

  // There is nothing else to compare its words with: all count the same.
  const found: Evidence = { passages: [source], terms: [], readablePassages: 1 };
  const [supported = { passage: source, support: 0, coverage: 0, ownCoverage: 0 }] = supportOf(
    question.text,
    found,
  );
  const ownClusterName = clusters.find(({ id }) => id === reader.cluster)?.name ?? null;
  const drafted = await draftAnswer(
    question,
    { isEnough: supported.coverage >= enoughCoverage, evidence: [supported], closest: [] },
    { ...needs, found, ownClusterName, today },
  );
  const isByShape = drafted.sentences.length === 0 && drafted.writtenBy === "extract";
  const draft = isByShape ? { ...drafted, sentences: sentenceOfShape(question, source) } : drafted;
  stopwatch.lap("draft");

  const checked = checkCitations(draft, found, (passage) =>
    sourceOf(passage, standingOf(passage, reader, clusters)),
  );
  if (checked.sentences.length === 0) return null;
  if (!isByShape && leavesPartOpen(question, checked, found)) return null;
  return {
    kind: "answered",
    reason: null,
    sentences: [...checked.sentences],
    citations: [...checked.citations],
    closest: [],
    owner: null,
    caveats: findCaveats(checked.cited, draft, { found, today, isPartial: false }),
    writtenBy: draft.writtenBy,
    timing: stopwatch.laps(),
  };
}

/** What one cluster posted says nothing of another that is asked about. */
function isOfOthers({ named }: QuestionRead, { clusterId }: FoundPassage): boolean {
  return named.length > 0 && named.every(({ id }) => id !== clusterId);
}

/** “When is it?” has no word to look for; the sentence that names a time answers it, where the subject is known. */
function sentenceOfShape(question: QuestionRead, source: FoundPassage): Draft["sentences"] {
  const { kind, grade } = shapeOf(question.text);
  const namesNothing = question.terms.every((term) => tellingWeight(term) < subjectWeight);
  if (grade === null || !telling.includes(kind) || !(question.leansBack || namesNothing)) return [];
  const best = splitSentences(source.text)
    .map((sentence) => ({ ...sentence, grade: grade(sentence.text) }))
    .toSorted((left, right) => right.grade - left.grade)[0];
  if (best === undefined || best.grade < leastGrade) return [];
  const quote = source.text.slice(best.start, best.end);
  return [{ text: best.text, sources: [{ passageId: source.passageId, quote }] }];
}
