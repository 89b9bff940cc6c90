import type { Readership } from "../shared/audience.ts";
import type { PassageSearchResult } from "./passage-search.port.ts";
import type { WeightedTerm } from "./weigh-question.ts";

export interface LexicalQuery {
  readonly terms: readonly WeightedTerm[];
  readonly readership: Readership;
  /** Only documents of these clusters; null for all. */
  readonly clusters: readonly string[] | null;
  readonly limit: number;
}

/**
 * Finds passages by their words. `readership` and `clusters` are conditions of the query itself, and what a term is
 * worth is counted over the documents they leave, so nothing else shows even in the order. Throws BotError
 * DATABASE_UNAVAILABLE.
 */
export interface LexicalSearch {
  find(query: LexicalQuery): Promise<PassageSearchResult>;
}
