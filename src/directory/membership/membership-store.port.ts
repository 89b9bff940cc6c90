import type { Doing } from "../../shared/doing.ts";
import type { KeptRecords } from "./membership-records.ts";
import type { RecordPlan } from "./record-plan.ts";

/** What is written down of an import. */
export interface RecordImportFacts {
  /** The file's name, as whoever imports knows it. */
  readonly label: string;
  /** The only cluster it is for; null when it may be for any. */
  readonly cluster: string | null;
  /** Null for the samples of a new installation, whose line in the audit trail is one for all. */
  readonly by: Doing | null;
}

/** An import that was made. */
export interface RecordImport {
  readonly id: number;
  readonly kind: string;
  readonly label: string;
  readonly cluster: string | null;
  readonly importedAt: Date;
  readonly undoneAt: Date | null;
  /** Records it made, changed, and found as they were. */
  readonly made: number;
  readonly changed: number;
  readonly seen: number;
}

export type LaterImport = Pick<RecordImport, "id" | "label" | "importedAt">;

export type UndoOutcome =
  | { readonly kind: "undone"; readonly removed: number; readonly restored: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "already-undone"; readonly at: Date }
  /** A later import changed some of the same records, or made records that rest on them: it has to be undone first. */
  | { readonly kind: "changed-since"; readonly by: LaterImport; readonly records: number }
  /** Records are not as the import left them, and no import says why. */
  | { readonly kind: "changed-otherwise"; readonly records: number };

/** Imports of organisations, memberships and tiers. Throws BotError DATABASE_UNAVAILABLE. */
export interface MembershipStore {
  /** What a plan would be made from; changes nothing. */
  kept(): Promise<KeptRecords>;
  /**
   * Plans and applies in one transaction, in which no other import runs, with one line in the audit trail. The id of
   * the import, to undo it by, is null when the plan had nothing to write or see.
   */
  apply(
    plan: (kept: KeptRecords) => RecordPlan,
    facts: RecordImportFacts,
  ): Promise<{ readonly importId: number | null; readonly plan: RecordPlan }>;
  /** Newest first; of one cluster, or of all when null. */
  imports(cluster: string | null, limit: number): Promise<readonly RecordImport[]>;
  /** Puts everything back as it was before the import; `cluster` as in `imports`: another's import is unknown. */
  undo(id: number, of: { readonly cluster: string | null; readonly by: Doing }): Promise<UndoOutcome>;
}
