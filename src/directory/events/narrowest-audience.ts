import type { Restricted } from "../../shared/audience.ts";

/**
 * Whom something is for that is for all of these: only who may read every one of them. Null where nobody may. A
 * cluster's board counts among its members, and the federation's members are those of every cluster.
 */
export function narrowestAudience(all: readonly Restricted[], federation: string | null): Restricted | null {
  let narrowest: Restricted | null = { audience: "public", audienceClusters: [] };
  for (const one of all) {
    if (narrowest === null) return null;
    narrowest = common(narrowest, one, federation);
  }
  return narrowest;
}

function common(left: Restricted, right: Restricted, federation: string | null): Restricted | null {
  if (left.audience === "public") return right;
  if (right.audience === "public") return left;
  const [narrow, wide] = left.audience === "board" ? [left, right] : [right, left];
  const clusters =
    narrow.audience === wide.audience && narrow.audience === "board"
      ? narrow.audienceClusters.filter((cluster) => wide.audienceClusters.includes(cluster))
      : membersOfBoth(narrow.audienceClusters, wide.audienceClusters, federation);
  return clusters.length === 0 ? null : { audience: narrow.audience, audienceClusters: clusters };
}

function membersOfBoth(
  narrow: readonly string[],
  wide: readonly string[],
  federation: string | null,
): readonly string[] {
  const isAll = (clusters: readonly string[]): boolean =>
    federation !== null && clusters.includes(federation);
  if (isAll(wide)) return narrow;
  if (isAll(narrow)) return wide;
  return narrow.filter((cluster) => wide.includes(cluster));
}
