import type { Doing } from "../shared/doing.ts";
import type { DocumentMetadata, Passage } from "./document.ts";

/** A document ready to be stored: read, understood and split. */
export interface DocumentToStore {
  /** Where it was read from: an absolute path or an address. Finds the document again at the next import. */
  readonly sourceKey: string;
  /** Over bytes and metadata; the same only for the same. */
  readonly fingerprint: string;
  readonly mediaType: string;
  readonly metadata: DocumentMetadata;
  readonly passages: readonly Passage[];
}

export type StoreOutcome =
  | { readonly kind: "added"; readonly documentId: string }
  | { readonly kind: "replaced"; readonly documentId: string; readonly version: number }
  | { readonly kind: "unchanged"; readonly documentId: string };

/** A document that is in the index now. */
export interface StoredSource {
  readonly sourceKey: string;
  readonly title: string;
}

/** Keeps documents, their versions and passages. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface DocumentStore {
  /** Fingerprints of what is stored and current under these source keys; absent ones are not in the map. */
  fingerprints(sourceKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The cluster of whatever is stored under these source keys, withdrawn or not; absent ones are not in the map. */
  keepers(sourceKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Stores a batch in one transaction: documents, versions, passages and index; the outcomes stand in the order
   * of the batch. A withdrawn document that comes back is `added`. Source keys must not repeat within a batch.
   * Each document that changes is a line of the audit trail, by `by`; null where one line tells of all of them.
   */
  store(documents: readonly DocumentToStore[], by: Doing | null): Promise<readonly StoreOutcome[]>;
  /** Current documents whose source key starts with `prefix`, in the order of their keys. */
  currentUnder(prefix: string): Promise<readonly StoredSource[]>;
  /** Takes documents out of the index, keeping their rows, with a line each; returns how many were current. */
  withdraw(sourceKeys: readonly string[], by: Doing | null): Promise<number>;
  count(): Promise<{ readonly documents: number; readonly passages: number }>;
}
