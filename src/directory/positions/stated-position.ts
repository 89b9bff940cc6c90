import type { Audience } from "../../shared/audience.ts";
import type { Quorum } from "./quorum.ts";
import type { StanceKind } from "./stance.ts";

/** What a file says of one version of a position. */
export interface StatedPosition {
  readonly owner: string;
  readonly topic: string;
  readonly alsoCalled: readonly string[];
  readonly audience: Audience;
  readonly audienceClusters: readonly string[];
  readonly isSample: boolean;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly status: "draft" | "adopted" | "superseded" | "withdrawn";
  /** ISO days. */
  readonly from: string | null;
  readonly until: string | null;
  readonly reviewOn: string | null;
  readonly embargoUntil: Date | null;
  /** Null when nothing is said of it. */
  readonly quorum: Quorum | null;
  readonly link: string | null;
  readonly stances: readonly StatedStance[];
}

export interface StatedStance {
  readonly cluster: string;
  readonly kind: StanceKind;
  readonly role: string;
  /** Noon, UTC, of the day that is said. */
  readonly at: Date;
  readonly reason: string | null;
}

/** What is wrong, for people to be told: `values` in the order in which the sentence of the code names them. */
export interface PositionProblem {
  readonly code: PositionProblemCode;
  readonly values: readonly string[];
}

export type PositionProblemCode =
  | "unreadable"
  | "not-a-position"
  | "key"
  | "missing"
  | "bad-line"
  | "too-long"
  | "bad-list"
  | "bad-number"
  | "bad-word"
  | "bad-day"
  | "no-such-day"
  | "bad-time"
  | "bad-quorum"
  | "bad-link"
  | "bad-yes"
  | "not-come"
  | "unknown-cluster"
  | "other-owner"
  | "no-text"
  | "text-too-long"
  | "needs-from"
  | "needs-until"
  | "no-until"
  | "no-from"
  | "until-first"
  | "public-clusters"
  | "too-many"
  | "bad-stance"
  | "stance-key"
  | "stance-twice"
  | "stance-reason"
  | "stance-day"
  | "draft-stances"
  | "same-version"
  | "other-text"
  | "other-audience"
  | "other-from"
  | "other-until"
  | "other-stance"
  | "moved-on"
  | "being-asked"
  | "two-lines"
  | "no-successor"
  | "overlap"
  | "two-drafts"
  | "draft-behind";
