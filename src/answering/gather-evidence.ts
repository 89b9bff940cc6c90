import type { FoundPassage, PassageSearch, PassageSearchResult } from "../knowledge/passage-search.port.ts";
import type { Reader } from "../people/readership.ts";
import type { ClusterEntry } from "./cluster-directory.port.ts";
import type { QuestionRead } from "./read-question.ts";

/** What was found, each passage once. Whatever an answer says must come from here. */
export type Evidence = PassageSearchResult;

export interface GatheringNeeds {
  readonly search: PassageSearch;
}

/** Enough that the right passage is among them in 97 of 100 questions; few enough to be read in milliseconds. */
const passagesAtMost = 20;
const passagesOfPreferredAtMost = 8;

/**
 * Passages the readers may read: the best of all, and the best of the clusters that come first (those the question
 * names, else the asker's own and the federation), which a large neighbour could crowd out.
 */
export async function gatherEvidence(
  question: QuestionRead,
  reader: Reader,
  needs: GatheringNeeds & { readonly clusters: readonly ClusterEntry[] },
): Promise<Evidence> {
  const query = { text: question.text, readership: reader.readership };
  const preferred = preferredClusters(question, reader, needs.clusters);
  const [all, ofPreferred] = await Promise.all([
    needs.search.search({ ...query, clusters: null, limit: passagesAtMost }),
    preferred.length === 0
      ? null
      : needs.search.search({ ...query, clusters: preferred, limit: passagesOfPreferredAtMost }),
  ]);
  return ofPreferred === null ? all : { ...all, passages: eachOnce(all.passages, ofPreferred.passages) };
}

function preferredClusters(
  question: QuestionRead,
  reader: Reader,
  clusters: readonly ClusterEntry[],
): readonly string[] {
  if (question.named.length > 0) return question.named.map((cluster) => cluster.id);
  if (reader.cluster === null) return [];
  const federation = clusters.filter((cluster) => cluster.isFederation).map((cluster) => cluster.id);
  return [...new Set([reader.cluster, ...federation])];
}

/** What only the second search found stood below the end of the first; its score is put there. */
function eachOnce(all: readonly FoundPassage[], preferred: readonly FoundPassage[]): FoundPassage[] {
  const known = new Set(all.map((passage) => passage.passageId));
  const lowest = Math.min(...all.map((passage) => passage.score));
  const added = preferred.filter((passage) => !known.has(passage.passageId));
  return [...all, ...added.map((passage) => ({ ...passage, score: Math.min(passage.score, lowest) }))];
}
