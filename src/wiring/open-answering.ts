import type { Answer } from "../answering/answer.ts";
import type { AnsweringNeeds } from "../answering/answer-question.ts";
import type { RecordsNeeds } from "../answering/records/consult-records.ts";
import type { Consulted } from "../answering/records/told.ts";
import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import type { Reader } from "../people/readership.ts";

/** How questions are answered: from records first, then from documents. */
export interface Answering {
  /** From records; throws BotError DATABASE_UNAVAILABLE. */
  readonly consult: (question: string, reader: Reader) => Promise<Consulted>;
  /** From documents; throws BotError DATABASE_UNAVAILABLE. */
  readonly answer: (question: string, reader: Reader) => Promise<Answer>;
  /** From what it was asked under, where that says it; throws BotError DATABASE_UNAVAILABLE. */
  readonly answerFrom: (
    question: string,
    under: { readonly source: FoundPassage; readonly reader: Reader },
  ) => Promise<Answer | null>;
}

/** Both ways are loaded while the database starts. */
export function loadAnswering() {
  return Promise.all([
    import("../answering/answer-question.ts"),
    import("../answering/records/consult-records.ts"),
    import("../answering/answer-from-source.ts"),
  ]);
}

export function openAnswering(
  [{ answerQuestion }, { consultRecords }, { answerFromSource }]: Awaited<ReturnType<typeof loadAnswering>>,
  needs: AnsweringNeeds & RecordsNeeds,
): Answering {
  return {
    consult: (question, reader) => consultRecords(question, reader, needs),
    answer: (question, reader) => answerQuestion(question, reader, needs),
    answerFrom: (question, under) => answerFromSource(question, under, needs),
  };
}
