import type { Closing } from "../../calendar/closing.ts";
import type { Audience } from "../../shared/audience.ts";
import type { Quorum } from "./quorum.ts";

/** A subject on which there is, was or may be a line. */
export interface Position {
  readonly id: string;
  /** What people call it: P7. */
  readonly number: number;
  /** Whose it is: a cluster's id, the federation's among them. */
  readonly owner: string;
  readonly topic: string;
  /** Other words people use for the topic. */
  readonly alsoCalled: readonly string[];
  readonly audience: Audience;
  /** Whose members or board, unless it is public. */
  readonly audienceClusters: readonly string[];
  /** Invented, to try things with. */
  readonly isSample: boolean;
  /** Its other names or readers were changed in the register: files change them no more. */
  readonly isEdited: boolean;
}

export const versionStatuses = ["draft", "consulting", "adopted", "superseded", "withdrawn"] as const;
export type VersionStatus = (typeof versionStatuses)[number];

/** Why a version is no line, or no longer one. */
export const withdrawalReasons = ["taken-back", "quorum-not-met"] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

export interface PositionVersion {
  readonly id: string;
  readonly position: Position;
  /** From 1. */
  readonly version: number;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** position-fingerprint.ts */
  readonly fingerprint: string;
  readonly status: VersionStatus;
  readonly withdrawnBecause: WithdrawalReason | null;
  /** ISO day from which it is the line; null while nothing is adopted. */
  readonly effectiveFrom: string | null;
  /** ISO day from which it is the line no more. */
  readonly effectiveUntil: string | null;
  /** Nobody but those who work on it knows of it before. */
  readonly embargoUntil: Date | null;
  /** ISO day on which it is to be looked at again. */
  readonly reviewOn: string | null;
  readonly quorum: Quorum;
  /** When the consultation ends. */
  readonly closes: Closing | null;
  /** Account of whoever wrote it; null where an import did. */
  readonly author: string | null;
  /** When it was put to the clusters; null where it never was. */
  readonly openedAt: Date | null;
  readonly adoptedAt: Date | null;
  /** Where it is published. */
  readonly link: string | null;
  /** Rises with every change. */
  readonly revision: number;
}

/** Who makes a move: who writes for its owner, who approves for it, the tally, or time. */
export type PositionMover = "writer" | "approver" | "either" | "tally";

/** Every move there is of a version. What else has to hold the function of that name sees to. */
export const positionMoves = {
  "change-text": { who: "writer", from: ["draft", "consulting"], to: null },
  open: { who: "approver", from: ["draft"], to: "consulting" },
  adopt: { who: "tally", from: ["consulting"], to: "adopted" },
  "end-without-quorum": { who: "tally", from: ["consulting"], to: "withdrawn" },
  supersede: { who: "tally", from: ["adopted"], to: "superseded" },
  withdraw: { who: "either", from: ["draft", "consulting", "adopted"], to: "withdrawn" },
} as const satisfies Record<
  string,
  {
    readonly who: PositionMover;
    readonly from: readonly VersionStatus[];
    readonly to: VersionStatus | null;
  }
>;
export type PositionMove = keyof typeof positionMoves;

export function canMovePosition(move: PositionMove, status: VersionStatus): boolean {
  const from: readonly VersionStatus[] = positionMoves[move].from;
  return from.includes(status);
}

/** What people call it, and what they may write for it: `P7`, `p7`. */
export function positionName({ number }: Pick<Position, "number">): string {
  return `P${number}`;
}

export function readPositionName(text: string): number | null {
  const [, digits] = /^\s*[pP](\d{1,9})\s*$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
