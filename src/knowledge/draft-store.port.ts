import type { Doing } from "../shared/doing.ts";
import type { DocumentDraft, HandedIn, PreparedDocument } from "./document-draft.ts";

export interface NewDraft {
  readonly clusterId: string | null;
  readonly reference: string;
  readonly sourceKey: string | null;
  readonly handedIn: HandedIn | null;
  readonly prepared: PreparedDocument | null;
}

export interface Publishing {
  readonly draft: string;
  /** Id of the document it is to replace, when that was decided after it was read. */
  readonly replacing: string | null;
  readonly acting: Doing;
}

/**
 * - `published`: it is searched from now on. `already`: it was published before, and nothing was changed.
 * - `taken`: what it was to replace is gone or another cluster's, or its address is; nothing was changed.
 * - `gone`: there is no such draft (any more), or it was never read.
 */
export type PublishOutcome =
  | {
      readonly kind: "published";
      readonly documentId: string;
      readonly version: number;
      readonly isReplacement: boolean;
      readonly title: string;
      readonly passages: number;
    }
  | { readonly kind: "already"; readonly documentId: string; readonly title: string }
  | { readonly kind: "taken" | "gone" };

/** Drafts of documents; each lives for a day. Each method throws BotError DATABASE_UNAVAILABLE. */
export interface DraftStore {
  add(draft: NewDraft): Promise<string>;
  /** Null when it never was, was discarded, or has expired. */
  find(id: string): Promise<DocumentDraft | null>;
  /** False when it is gone or was published. */
  save(id: string, draft: Omit<NewDraft, "reference" | "handedIn">): Promise<boolean>;
  /** False when it is gone or was published. */
  discard(id: string): Promise<boolean>;
  /** Document, index, audit line and draft in one transaction. */
  publish(publishing: Publishing): Promise<PublishOutcome>;
}
