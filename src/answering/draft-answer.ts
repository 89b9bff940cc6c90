import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import { codeOf } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import { termsOf } from "../shared/terms.ts";
import { shapeOf } from "./answer-shape.ts";
import { type ChosenSentence, chooseSentences } from "./choose-sentences.ts";
import { findDisagreement } from "./find-disagreement.ts";
import type { Evidence } from "./gather-evidence.ts";
import type { LanguageModel } from "./language-model.port.ts";
import { speakPastQuestion } from "./open-parts.ts";
import type { QuestionRead } from "./read-question.ts";
import { weighQuestion } from "./support.ts";
import type { Weighed } from "./weigh-evidence.ts";

/** A sentence before it is checked. `source` is whatever the writer named; it may be a source nobody gathered. */
export interface DraftSentence {
  readonly text: string;
  readonly sources: readonly { readonly passageId: number; readonly quote: string | null }[];
}

export interface Draft {
  /** Empty when the evidence is not enough, when its sentences speak past the question, or when the model abstains. */
  readonly sentences: readonly DraftSentence[];
  readonly writtenBy: "extract" | "model";
  readonly modelFailed: boolean;
  /** Two sources that say different things, first the one the answer follows. */
  readonly disagreement: readonly [FoundPassage, FoundPassage] | null;
}

export interface DraftingNeeds {
  readonly found: Evidence;
  readonly model: LanguageModel | null;
  readonly ownClusterName: string | null;
  /** ISO date. */
  readonly today: string;
  readonly log: Log;
}

/** Writes the answer: by the model when there is one, else (or when it fails) by quoting the best sentences. */
export async function draftAnswer(
  question: QuestionRead,
  weighed: Weighed,
  needs: DraftingNeeds,
): Promise<Draft> {
  const extract = weighed.isEnough ? extractAnswer(question, weighed, needs) : nothing;
  if (needs.model === null || weighed.evidence.length === 0) return extract;
  try {
    const sentences = await askModel(needs.model, question, { ...needs, passages: passagesOf(weighed) });
    return { ...extract, sentences, writtenBy: "model" };
  } catch (error) {
    // What a library throws may hold all that the model wrote, members' text included: only its kind is logged.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.name : null;
    needs.log.warn("model-failed", { code: codeOf(error), cause });
    return { ...extract, modelFailed: true };
  }
}

const nothing: Draft = { sentences: [], writtenBy: "extract", modelFailed: false, disagreement: null };

function extractAnswer(question: QuestionRead, weighed: Weighed, { found, today }: DraftingNeeds): Draft {
  const questionWeights = weighQuestion(termsOf(question.text), found);
  const chosen = chooseSentences({ text: question.text, today }, questionWeights, weighed.evidence);
  const [first] = chosen;
  if (first === undefined || speakPastQuestion(question, chosen, found)) return nothing;
  const other = findDisagreement(first, shapeOf(question.text), weighed.evidence);
  const said = other === null || chosen.some(({ text }) => text === other.text) ? chosen : [...chosen, other];
  return {
    ...nothing,
    sentences: said.map(asDraftSentence),
    disagreement: other === null ? null : [first.passage, other.passage],
  };
}

function asDraftSentence({ text, passage, quote }: ChosenSentence): DraftSentence {
  return { text, sources: [{ passageId: passage.passageId, quote }] };
}

function passagesOf(weighed: Weighed): FoundPassage[] {
  return weighed.evidence.map(({ passage }) => passage);
}

async function askModel(
  model: LanguageModel,
  question: QuestionRead,
  needs: { readonly ownClusterName: string | null; readonly passages: readonly FoundPassage[] },
): Promise<DraftSentence[]> {
  const byId = new Map(needs.passages.map((passage, index) => [`source-${index + 1}`, passage]));
  const draft = await model.draft({
    question: question.text,
    ownCluster: needs.ownClusterName,
    sources: [...byId].map(([id, passage]) => ({
      id,
      title: [passage.title, ...passage.headingPath].join(" › "),
      cluster: passage.clusterName,
      asOf: passage.publishedOn ?? passage.effectiveFrom,
      text: passage.text,
    })),
  });
  return draft.sentences.map(({ text, sources }) => ({
    text: text.replaceAll(/\s+/gu, " ").trim(),
    sources: [...new Set(sources)].flatMap((id) => {
      const passage = byId.get(id);
      return passage === undefined ? [] : [{ passageId: passage.passageId, quote: null }];
    }),
  }));
}
