import type { Answer } from "../../src/answering/answer.ts";
import { publicReadership } from "../../src/shared/audience.ts";
import { percentile } from "./measures.ts";
import { type OpenSet, openSet } from "./open-set.ts";
import { type EvaluationQuestion, readQuestions } from "./read-set.ts";
import type { EvaluationFiles } from "./retrieval.ts";

export interface AnswersFiles extends EvaluationFiles {
  /** Questions of another set: the documents cannot answer them, so each should be refused. */
  readonly strangers?: string;
}

/** A question that has to be asked back has no right answer here. */
const underspecified = "UNDERSPECIFIED";

interface Asked {
  readonly question: EvaluationQuestion;
  readonly answer: Answer;
}

/**
 * Asks every question the whole way and prints the figures, each a share from 0 to 1. `answered` is of all questions,
 * `cited_right` of the answered ones that have relevant documents: their first citation is one of them.
 */
export async function runAnswers(files: AnswersFiles): Promise<string> {
  const questions = await clearQuestions(files.questions);
  const strangers = files.strangers === undefined ? null : await clearQuestions(files.strangers);
  const set = await openSet(files.documents);
  try {
    if (strangers !== null) {
      const refused = (await askAll(strangers, set)).filter(isRefused).length;
      console.log(`strangers refused=${share(refused, strangers.length)} of=${strangers.length}`);
    }
    const asked = await askAll(questions, set);
    const milliseconds = asked.map(({ answer }) => answer.timing.total ?? 0);
    console.log(
      `p50_ms=${percentile(milliseconds, 0.5).toFixed(1)} p95_ms=${percentile(milliseconds, 0.95).toFixed(1)}`,
    );
    return figures(asked, set);
  } finally {
    await set.close();
  }
}

async function clearQuestions(path: string): Promise<readonly EvaluationQuestion[]> {
  return (await readQuestions(path)).filter(({ label }) => label !== underspecified);
}

async function askAll(questions: readonly EvaluationQuestion[], set: OpenSet): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const answer = await set.core.answer(question.question, { cluster: null, readership: publicReadership });
    asked.push({ question, answer });
  }
  return asked;
}

function figures(asked: readonly Asked[], set: OpenSet): string {
  const answerable = asked.filter(({ question }) => question.answerable);
  const unanswerable = asked.filter(({ question }) => !question.answerable);
  const answered = asked.filter((one) => !isRefused(one));
  const known = answered.filter(({ question }) => question.relevant.length > 0);
  const citedRight = known.filter(({ question, answer }) => {
    const [first] = answer.citations;
    return first !== undefined && question.relevant.includes(set.idOf(first.sourceKey));
  });
  return [
    "answers",
    `answered=${share(answered.length, asked.length)}`,
    `cited_right=${share(citedRight.length, known.length)}`,
    `refused_unanswerable=${share(unanswerable.filter(isRefused).length, unanswerable.length)}`,
    `refused_answerable=${share(answerable.filter(isRefused).length, answerable.length)}`,
  ].join(" ");
}

function isRefused({ answer }: Asked): boolean {
  return answer.kind === "abstained";
}

/** A share of nothing is printed as 0. */
function share(count: number, of: number): string {
  return (of === 0 ? 0 : count / of).toFixed(4);
}
