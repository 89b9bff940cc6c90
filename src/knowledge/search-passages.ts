import { codeOf } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import type { Embedder } from "./embedder.port.ts";
import { fuseRankings } from "./fuse-rankings.ts";
import type { LexicalSearch } from "./lexical-search.port.ts";
import type { FoundPassage, PassageQuery, PassageSearch } from "./passage-search.port.ts";
import type { VectorSearch } from "./vector-search.port.ts";
import { weighQuestion } from "./weigh-question.ts";

export interface SearchNeeds {
  readonly lexical: LexicalSearch;
  /** The second leg; null without pgvector or without an embedder. */
  readonly meaning: { readonly embedder: Embedder; readonly vectors: VectorSearch } | null;
  readonly log: Log;
}

/** Words first: names, dates and terms of art decide most questions here. */
const lexicalWeight = 1;
const meaningWeight = 0.7;

/** Each leg brings more than is asked for, so that a passage both know can rise. */
const legFactor = 2;

/** A person waits: without a vector by then the words alone must do. Milliseconds. */
const embedderPatience = 2_000;

/** Search by words and, where there is an embedder, by meaning, fused by reciprocal rank. */
export function createPassageSearch(needs: SearchNeeds): PassageSearch {
  const meaning =
    needs.meaning === null ? null : { ...needs.meaning, embedder: rememberingLast(needs.meaning.embedder) };
  return { search: (query) => searchPassages(query, { ...needs, meaning }) };
}

/** A question is searched for more than once (the cluster it names first), and each embedding costs time and money. */
function rememberingLast(embedder: Embedder): Embedder {
  let last: { readonly text: string; readonly vectors: ReturnType<Embedder["embed"]> } | null = null;
  return {
    model: embedder.model,
    embed: (texts, signal) => {
      const text = texts.join("\n");
      if (last?.text === text) return last.vectors;
      const vectors = embedder.embed(texts, signal);
      last = { text, vectors };
      vectors.catch(() => {
        last = null;
      });
      return vectors;
    },
  };
}

async function searchPassages(query: PassageQuery, { lexical, meaning, log }: SearchNeeds) {
  const terms = weighQuestion(query.text);
  const { readership, clusters } = query;
  if (meaning === null) return await lexical.find({ terms, readership, clusters, limit: query.limit });
  const limit = query.limit * legFactor;
  const [byWords, byMeaning] = await Promise.all([
    lexical.find({ terms, readership, clusters, limit }),
    searchMeaning({ ...query, limit }, meaning, log),
  ]);
  if (byMeaning.length === 0) return { ...byWords, passages: byWords.passages.slice(0, query.limit) };
  const fused = fuseRankings(
    [
      { items: byWords.passages, weight: lexicalWeight },
      { items: byMeaning, weight: meaningWeight },
    ],
    (passage) => passage.passageId,
  );
  return { ...byWords, passages: fused.slice(0, query.limit).map(({ item, score }) => ({ ...item, score })) };
}

/** The second leg is a help, never a condition: when it fails the words decide, and the log says so. */
async function searchMeaning(
  query: PassageQuery,
  { embedder, vectors }: NonNullable<SearchNeeds["meaning"]>,
  log: Log,
): Promise<readonly FoundPassage[]> {
  if (query.text.trim() === "") return [];
  const { readership, clusters, limit } = query;
  try {
    const [vector] = await embedder.embed([query.text], AbortSignal.timeout(embedderPatience));
    if (vector === undefined) return [];
    return await vectors.nearest({ vector, model: embedder.model, readership, clusters, limit });
  } catch (error) {
    log.warn("search-by-meaning-failed", { code: codeOf(error) });
    return [];
  }
}
