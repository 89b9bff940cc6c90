import type { Readership } from "../shared/audience.ts";
import type { FoundPassage } from "./passage-search.port.ts";

export interface VectorQuery {
  readonly vector: readonly number[];
  /** Name of the model that made the vector; only passages embedded by the same one are compared. */
  readonly model: string;
  readonly readership: Readership;
  /** Only documents of these clusters; null for all. */
  readonly clusters: readonly string[] | null;
  readonly limit: number;
}

/** A passage with the title it stands under, waiting for its vector. */
export interface PassageToEmbed {
  readonly passageId: number;
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly text: string;
}

/** Vectors of passages. The same conditions hold as in lexical search. Throws BotError DATABASE_UNAVAILABLE. */
export interface VectorSearch {
  /** The passages nearest in meaning, nearest first; their score is the cosine, 1 at best. */
  nearest(query: VectorQuery): Promise<readonly FoundPassage[]>;
  /** Passages without a vector of this model, at most `limit` of them. */
  missing(model: string, limit: number): Promise<readonly PassageToEmbed[]>;
  /** Keeps vectors by passage id; one whose passage is gone meanwhile is passed over. */
  save(model: string, vectors: ReadonlyMap<number, readonly number[]>): Promise<void>;
}
