import type { Audience } from "../shared/audience.ts";
import type { Doing } from "../shared/doing.ts";

/** A document as those who look after it see it. */
export interface ManagedDocument {
  readonly id: string;
  readonly sourceKey: string;
  readonly clusterId: string;
  readonly title: string;
  readonly kind: string;
  readonly audience: Audience;
  /** Whose members (audience `members`) or board (audience `board`) it is for. */
  readonly audienceClusters: readonly string[];
  /** ISO, of any exactness; null where nobody says. */
  readonly publishedOn: string | null;
  /** ISO days, both included. */
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  readonly url: string | null;
  readonly passages: number;
  readonly isCurrent: boolean;
  readonly version: number;
  readonly importedAt: Date;
  /** Answers kept that cite it. */
  readonly citedBy: number;
}

export interface DocumentQuery {
  readonly clusters: readonly string[];
  /** Part of the title; empty for all. */
  readonly words: string;
  readonly offset: number;
  readonly limit: number;
}

/** An answer that cites a document: nothing of who asked or what. */
export interface CitingAnswer {
  readonly at: Date;
  readonly platform: string;
  readonly visibility: "private" | "shared";
  /** Sentences that rest on this document and on no other. */
  readonly sentences: readonly string[];
}

/** A text to compare with what is published. */
export interface AlikeQuery {
  readonly cluster: string;
  readonly title: string;
  readonly texts: readonly string[];
  /** Source key of the document it is meant to replace. */
  readonly except: string | null;
}

/** Titles of documents of the cluster that have the same text, and documents with the same title. */
export interface Alike {
  readonly sameText: readonly string[];
  readonly sameTitle: readonly { readonly id: string; readonly title: string }[];
}

/** The documents as clusters look after them. Each method throws BotError DATABASE_UNAVAILABLE. */
export interface DocumentRegister {
  /** Current ones, newest first. */
  list(
    query: DocumentQuery,
  ): Promise<{ readonly total: number; readonly documents: readonly ManagedDocument[] }>;
  find(id: string): Promise<ManagedDocument | null>;
  bySourceKey(sourceKey: string): Promise<ManagedDocument | null>;
  alike(query: AlikeQuery): Promise<Alike>;
  /** Newest first. */
  citing(
    id: string,
    limit: number,
  ): Promise<{ readonly total: number; readonly answers: readonly CitingAnswer[] }>;
  /** With its line in the audit trail. `already`: it was not current any more. */
  withdraw(id: string, acting: Doing): Promise<"withdrawn" | "already">;
}
