import type { NamedCluster } from "./role-store.port.ts";

/** `id` is null for the federation. */
export type FoundCluster =
  | { readonly kind: "found"; readonly id: string | null }
  | { readonly kind: "unknown" };

/**
 * The cluster somebody means: by its id, its name or a nickname, whichever the case. “federation” is the federation,
 * whatever it is called.
 */
export function findCluster(text: string, clusters: readonly NamedCluster[]): FoundCluster {
  const sought = normal(text);
  if (sought === "federation") return { kind: "found", id: null };
  const isMeant = ({ id, name, nicknames }: NamedCluster): boolean =>
    [id, name, ...nicknames].some((word) => normal(word) === sought);
  // An id is one cluster's alone; a nickname may be two clusters'.
  const found = clusters.filter(({ id }) => id === sought);
  const meant = found.length === 1 ? found : clusters.filter(isMeant);
  const [only] = meant;
  if (only === undefined || meant.length !== 1) return { kind: "unknown" };
  return { kind: "found", id: only.isFederation ? null : only.id };
}

function normal(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").replace(/^the /, "").trim();
}
