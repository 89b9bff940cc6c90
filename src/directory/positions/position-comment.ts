/** Roles that somebody may comment in, for the cluster they hold one for; the first of them is the one that is told. */
export const commentRoles = ["signatory", "manager", "approver", "administrator"] as const;
export type CommentRole = (typeof commentRoles)[number];

/** Characters of a comment. */
export const commentCharacters = 1_000;
/** Of one version. */
export const commentsAtMost = 200;

/** What somebody says of a version while it is put to the clusters; no stance, and no vote. */
export interface NewPositionComment {
  readonly cluster: string;
  readonly role: CommentRole;
  readonly account: string;
  readonly text: string;
  readonly at: Date;
  /** Of the text it was made to; its beginning, where that was changed by then. */
  readonly fingerprint: string;
}

export interface PositionComment extends NewPositionComment {
  /** Of its cluster. */
  readonly name: string;
}

/** Some of the comments on a version, the newest first, and how many there are. */
export interface CommentsShown {
  readonly total: number;
  readonly comments: readonly PositionComment[];
}

/** Whether it was made to a text that is another one now. */
export function isOnEarlierText(
  { fingerprint }: Pick<PositionComment, "fingerprint">,
  version: { readonly fingerprint: string },
): boolean {
  return !version.fingerprint.startsWith(fingerprint);
}
