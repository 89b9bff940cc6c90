import type { Audience, Readership } from "../shared/audience.ts";
import type { DocumentKind } from "./document.ts";

/** Who asks for what. `readership` and `clusters` are conditions of the query itself, never applied afterwards. */
export interface PassageQuery {
  /** The question as asked. */
  readonly text: string;
  readonly readership: Readership;
  /** Only documents of these clusters; null for all. */
  readonly clusters: readonly string[] | null;
  /** How many passages at most. */
  readonly limit: number;
}

/** A passage with what a citation needs to say. */
export interface FoundPassage {
  readonly passageId: number;
  readonly documentId: string;
  readonly sourceKey: string;
  readonly title: string;
  readonly clusterId: string;
  readonly clusterName: string;
  readonly region: string | null;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly audienceClusters: readonly string[];
  readonly url: string | null;
  readonly anchor: string | null;
  readonly page: number | null;
  readonly headingPath: readonly string[];
  readonly text: string;
  readonly publishedOn: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  /** Document that replaced this one, if any. */
  readonly supersededById: string | null;
  readonly isSample: boolean;
  /** Higher is better; comparable within one result only. */
  readonly score: number;
}

/** A term of the question as the index knows it. `documentFrequency` counts passages the readers may read. */
export interface QuestionTerm {
  readonly term: string;
  readonly documentFrequency: number;
  /** Inverse document frequency; the largest possible for a term no readable passage has. */
  readonly inverseDocumentFrequency: number;
}

export interface PassageSearchResult {
  readonly passages: readonly FoundPassage[];
  readonly terms: readonly QuestionTerm[];
  /** How many passages the readers may read. */
  readonly readablePassages: number;
}

/** Finds the passages that bear on a question. Throws BotError DATABASE_UNAVAILABLE. */
export interface PassageSearch {
  search(query: PassageQuery): Promise<PassageSearchResult>;
}
