import type { DocumentMetadata, Passage } from "./document.ts";

/** A document ready to be stored: read, understood and split. */
export interface DocumentToStore {
  /** Where it was read from: an absolute path or an address. Finds the document again at the next import. */
  readonly sourceKey: string;
  /** sha256 over bytes and metadata, hex. */
  readonly fingerprint: string;
  readonly mediaType: string;
  readonly metadata: DocumentMetadata;
  readonly passages: readonly Passage[];
}

export type StoreOutcome =
  | { readonly kind: "added"; readonly documentId: string }
  | { readonly kind: "replaced"; readonly documentId: string; readonly version: number }
  | { readonly kind: "unchanged"; readonly documentId: string };

/** Keeps documents, their versions and passages. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface DocumentStore {
  /** Fingerprints of what is stored and current under these source keys; absent ones are not in the map. */
  fingerprints(sourceKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Stores a batch; each document in whole or not at all: version, passages and index in one transaction. */
  store(documents: readonly DocumentToStore[]): Promise<readonly StoreOutcome[]>;
  /** Withdraws current documents whose source key lies under `prefix` and is not in `kept`; returns their titles. */
  withdrawMissing(prefix: string, kept: ReadonlySet<string>): Promise<readonly string[]>;
  /** Withdraws one document; false when there is none. */
  withdraw(sourceKey: string): Promise<boolean>;
  count(): Promise<{ readonly documents: number; readonly passages: number }>;
}
