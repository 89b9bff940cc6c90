import type { Doing } from "../../shared/doing.ts";
import type { PositionVersion } from "./position.ts";
import type { CommentsShown, NewPositionComment } from "./position-comment.ts";
import type { Consultation } from "./stance.ts";

/** What a comment is decided on. */
export interface CommentsKept {
  readonly consultation: Consultation;
  /** How many comments there are. */
  readonly total: number;
  /** The same account has said the same of this version. */
  readonly isSaid: boolean;
}

export interface CommentDecision<Outcome> {
  readonly outcome: Outcome;
  /** What is to be written; null: nothing. */
  readonly comment: NewPositionComment | null;
}

/** Comments on versions that are put to clusters. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface PositionComments {
  comments(version: string, page: { readonly skip: number; readonly most: number }): Promise<CommentsShown>;
  /**
   * Looks at what is kept and writes what `decide` says, with nobody else in between; null when there is no such version.
   */
  commentOn<Outcome>(
    version: string,
    made: Pick<NewPositionComment, "account" | "text"> & { readonly by: Doing },
    decide: (kept: CommentsKept) => CommentDecision<Outcome>,
  ): Promise<{ readonly outcome: Outcome; readonly consultation: Consultation } | null>;
  /** What is put to clusters and was commented on since, by others than whoever wrote it. */
  commentedSince(since: Date): Promise<readonly PositionVersion[]>;
}
