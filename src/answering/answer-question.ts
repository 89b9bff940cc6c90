// A question's way: read it, gather what the readers may read, weigh it, draft an answer, check every sentence.
import type { PassageSearch } from "../knowledge/passage-search.port.ts";
import type { Reader } from "../people/readership.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Log } from "../shared/log.port.ts";
import { type Answer, silence } from "./answer.ts";
import { type Checked, checkCitations } from "./check-citations.ts";
import type { ClusterDirectory } from "./cluster-directory.port.ts";
import { asksWhatIsComing, tellsOfTheComing, tellsOnlyOfThePast } from "./coming-dates.ts";
import { draftAnswer } from "./draft-answer.ts";
import { findCaveats } from "./find-caveats.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import type { LanguageModel } from "./language-model.port.ts";
import { knownOf } from "./not-known.ts";
import { leavesPartOpen } from "./open-parts.ts";
import { ownerOf } from "./owner.ts";
import { type QuestionRead, readQuestion } from "./read-question.ts";
import { sourceOf, standingOf } from "./standing.ts";
import { startStopwatch } from "./stopwatch.ts";
import { type WeighingNeeds, weighEvidence } from "./weigh-evidence.ts";

export interface AnsweringNeeds {
  readonly search: PassageSearch;
  readonly directory: ClusterDirectory;
  /** null without a key: the answer is then made of quoted sentences. */
  readonly model: LanguageModel | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Answers for a reader from what they may read, or abstains. Throws BotError DATABASE_UNAVAILABLE. */
export async function answerQuestion(asked: string, reader: Reader, needs: AnsweringNeeds): Promise<Answer> {
  const stopwatch = startStopwatch();
  const today = needs.clock.now().toISOString().slice(0, 10);
  const clusters = await needs.directory.all();

  const question = readQuestion(asked, clusters);
  stopwatch.lap("read");
  if (question.kind === "no-question") {
    return { ...silence, reason: question.reason, timing: stopwatch.laps() };
  }

  const found = await gatherEvidence(question, reader, { search: needs.search, clusters });
  stopwatch.lap("gather");

  const weighed = weighEvidence(question, found, { reader, clusters, today });
  stopwatch.lap("weigh");

  const ownClusterName = clusters.find((cluster) => cluster.id === reader.cluster)?.name ?? null;
  const draft = await draftAnswer(question, weighed, { ...needs, found, ownClusterName, today });
  stopwatch.lap("draft");

  const describe = (passage: (typeof found.passages)[number]) =>
    sourceOf(passage, standingOf(passage, reader, clusters));
  const checked = checkCitations(draft, found, describe);
  stopwatch.lap("check");

  const owner = ownerOf(question, reader, clusters);
  const said = checked.citations.map(({ quote, title }) => `${quote} ${title}`).join(" ");
  const comesTooLate = asksWhatIsComing(question.text) && !tellsOfTheComing(said, today);
  const known = knownOf(
    question.text,
    checked.sentences.map(({ text }) => text),
  );
  if (checked.sentences.length === 0 || comesTooLate || known === "nothing") {
    const closest = weighed.closest.map(describe);
    const reason = closest.length === 0 ? "nothing-found" : "thin-evidence";
    return { ...silence, reason, closest, owner, timing: stopwatch.laps() };
  }
  const isPartial =
    known === "some" ||
    isOfOthersOnly(question, checked, { reader, clusters }) ||
    tellsOnlyOfThePast(question.text, said, today) ||
    leavesPartOpen(question, checked, found);
  return {
    kind: isPartial ? "partial" : "answered",
    reason: null,
    sentences: [...checked.sentences],
    citations: [...checked.citations],
    closest: [],
    owner: isPartial ? owner : null,
    caveats: findCaveats(checked.cited, draft, { found, today, isPartial }),
    writtenBy: draft.writtenBy,
    timing: stopwatch.laps(),
  };
}

/** “Are we still members”, of somebody whose cluster is not known: what one cluster says may not be what holds for them. */
function isOfOthersOnly(
  { text, named }: QuestionRead,
  { cited }: Checked,
  { reader, clusters }: Pick<WeighingNeeds, "reader" | "clusters">,
): boolean {
  if (reader.cluster !== null || named.length > 0 || !/\b(?:we|our|us)\b/iu.test(text)) return false;
  return cited.every((passage) => standingOf(passage, reader, clusters) === "other");
}
