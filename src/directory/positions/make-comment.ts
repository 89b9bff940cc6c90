import type { Doing } from "../../shared/doing.ts";
import { commentCharacters, commentsAtMost, type NewPositionComment } from "./position-comment.ts";
import type { CommentDecision, CommentsKept, PositionComments } from "./position-comments.port.ts";
import { canonicalText } from "./position-fingerprint.ts";
import type { Consultation } from "./stance.ts";

export interface CommentMade extends Omit<NewPositionComment, "fingerprint"> {
  /** Beginning of the fingerprint of the text that was shown; empty where it is made to the text as it is. */
  readonly shown: string;
}

/**
 * What comes of a comment, in the order in which it is looked at.
 *
 * - `over`: the version is not put to the clusters, or not any more.
 * - `not-asked`: that cluster is neither asked nor its owner, or has left the federation.
 * - `empty`, `too-long`: so is its text.
 * - `already`: that account has said the same of this version; it stands once.
 * - `full`: there are as many as there can be.
 * - `taken`, `taken-earlier`: it stands; the second, as made to a text that is another one now.
 */
export type CommentOutcome =
  | "over"
  | "not-asked"
  | "empty"
  | "too-long"
  | "already"
  | "full"
  | "taken"
  | "taken-earlier";

/** Takes a comment from somebody who may make it (`may`, follow-positions). Null: there is no such version. */
export async function makeComment(
  version: string,
  { made, by }: { readonly made: CommentMade; readonly by: Doing },
  store: Pick<PositionComments, "commentOn">,
): Promise<{ readonly outcome: CommentOutcome; readonly consultation: Consultation } | null> {
  const { account } = made;
  const text = canonicalText(made.text);
  return await store.commentOn(version, { account, text, by }, (kept) =>
    lookAtComment(kept, { ...made, text }),
  );
}

function lookAtComment(
  { consultation, total, isSaid }: CommentsKept,
  { shown, ...made }: CommentMade,
): CommentDecision<CommentOutcome> {
  const { version, asked } = consultation;
  const not = (outcome: CommentOutcome): CommentDecision<CommentOutcome> => ({ outcome, comment: null });
  const isOver = version.closes !== null && made.at >= version.closes.instant;
  if (version.status !== "consulting" || isOver) return not("over");
  const isAsked = asked.some(({ cluster, leftAt }) => cluster === made.cluster && leftAt === null);
  if (!isAsked && version.position.owner !== made.cluster) return not("not-asked");
  if (made.text === "") return not("empty");
  if (made.text.length > commentCharacters) return not("too-long");
  if (isSaid) return not("already");
  if (total >= commentsAtMost) return not("full");
  const isAsShown = version.fingerprint.startsWith(shown);
  const fingerprint = isAsShown ? version.fingerprint : shown;
  return { outcome: isAsShown ? "taken" : "taken-earlier", comment: { ...made, fingerprint } };
}
