/** Who a document or record is for. Nothing is public unless its import says so. */
export type Audience = "public" | "members" | "board";

/** From the widest to the narrowest. */
export const audiences = ["public", "members", "board"] as const satisfies readonly Audience[];

/** Whether more people belong to one than to the other. */
export function isWider(audience: Audience, than: Audience): boolean {
  return audiences.indexOf(audience) < audiences.indexOf(than);
}

/**
 * What a set of readers may read, besides public material: members' material of the clusters in `memberOf`,
 * board papers of the clusters in `boardOf`. The empty readership reads public material only.
 */
export interface Readership {
  readonly memberOf: readonly string[];
  readonly boardOf: readonly string[];
}

export const publicReadership: Readership = { memberOf: [], boardOf: [] };

/** What two sets of readers may both read: a reply in a channel is seen by everybody there. */
export function commonReadership(left: Readership, right: Readership): Readership {
  return {
    memberOf: left.memberOf.filter((cluster) => right.memberOf.includes(cluster)),
    boardOf: left.boardOf.filter((cluster) => right.boardOf.includes(cluster)),
  };
}

/** A source with the readers it is for; `clusters` says whose members or board. */
export interface Restricted {
  readonly audience: Audience;
  readonly audienceClusters: readonly string[];
}

/** The same rule as the SQL conditions of the stores; kept here for checks of what has been gathered. */
export function mayRead(readership: Readership, source: Restricted): boolean {
  switch (source.audience) {
    case "public":
      return true;
    case "members":
      return source.audienceClusters.some((cluster) => readership.memberOf.includes(cluster));
    case "board":
      return source.audienceClusters.some((cluster) => readership.boardOf.includes(cluster));
  }
}
