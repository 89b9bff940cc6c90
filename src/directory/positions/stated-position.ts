import type { Audience } from "../../shared/audience.ts";
import type { FieldProblem, FieldProblemCode } from "../front-matter/field-problem.ts";
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

/** What is wrong with a file of a position. */
export interface PositionProblem extends FieldProblem<PositionProblemCode> {}

export type PositionProblemCode =
  | FieldProblemCode
  | "not-a-position"
  | "bad-quorum"
  | "other-owner"
  | "no-text"
  | "text-too-long"
  | "needs-from"
  | "needs-until"
  | "no-until"
  | "no-from"
  | "until-first"
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
