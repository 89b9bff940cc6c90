import type { MembershipRecord, OrganisationRecord, TierRecord } from "./membership-records.ts";

/** What an import would do with one line of the file. */
export type LineFate = "new" | "changed" | "ended" | "unchanged" | "refused";

/** Why a line is refused, or what there is to know about it; the sentences stand in messages/record-messages.ts. */
export type FindingCode =
  | "no-name"
  | "no-cluster"
  | "unknown-cluster"
  | "other-cluster"
  | "bad-day"
  | "ends-before-start"
  | "contradiction"
  | "overlap"
  | "bad-company-number"
  | "bad-website"
  | "unclear-listed"
  | "possible-duplicate"
  | "facts-kept"
  | "guessed-column"
  | "unsure-column"
  | "unused-column"
  | "unkept-column"
  | "not-in-file"
  | "not-ended"
  | "without-headings"
  | "too-long";

export interface Finding {
  /** Null for what is about the whole file. */
  readonly line: number | null;
  readonly code: FindingCode;
  /** What the sentence names, in its order. */
  readonly values: readonly string[];
}

export interface PlannedLine {
  /** Null for what ends because the file no longer has it. */
  readonly line: number | null;
  readonly fate: LineFate;
  /** Whom or what it is about. */
  readonly label: string;
  /** The cluster it is for; empty where none was found. */
  readonly cluster: string;
  /** Why, where it was refused. */
  readonly refusal: Finding | null;
}

/** What an import does: looked at in a dry run, or applied as it is. */
export interface RecordPlan {
  readonly kind: "organisations" | "tiers";
  readonly lines: readonly PlannedLine[];
  readonly findings: readonly Finding[];
  /** Records as they are to be, each new or changed. */
  readonly organisations: readonly OrganisationRecord[];
  readonly memberships: readonly MembershipRecord[];
  readonly tiers: readonly TierRecord[];
  /** Ids of the records that the file says the same of as before. */
  readonly seen: {
    readonly organisation: readonly string[];
    readonly membership: readonly string[];
    readonly membership_tier: readonly string[];
  };
}

/** What a file is imported as. */
export interface RecordImportOrder {
  /** The only cluster it may speak of: a manager imports for their own. Null: for any. */
  readonly cluster: string | null;
  /** Whether the file lists every member there is: who is not in it has left. */
  readonly isComplete: boolean;
  /** Today in the United Kingdom. */
  readonly today: string;
}

export function countLines(lines: readonly PlannedLine[]): Readonly<Record<LineFate, number>> {
  const counts = { new: 0, changed: 0, ended: 0, unchanged: 0, refused: 0 };
  for (const { fate } of lines) counts[fate] += 1;
  return counts;
}
