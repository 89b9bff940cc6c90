import type { Aim } from "../../announcing/choose-destinations.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { findCluster } from "../../people/find-cluster.ts";

const everyone =
  /^\s*(every(?:one|body|where)|all(?:\s+(?:clusters|regions))?|the\s+whole\s+federation)\s*$/i;

export type ClustersRead =
  | { readonly kind: "understood"; readonly value: Aim["clusters"] }
  | { readonly kind: "problems"; readonly sentences: readonly string[] };

/** `everyone`, or names, nicknames or ids of clusters between commas. */
export function clustersIn(
  text: string,
  clusters: readonly NamedCluster[],
  { announcements: { problem } }: Messages,
): ClustersRead {
  if (everyone.test(text)) return { kind: "understood", value: "all" };
  const names = text
    .split(/[,;\n]|\s+and\s+|\s*&\s*/i)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const known = clusters.map(({ name }) => name).join(", ");
  const found: string[] = [];
  for (const name of names) {
    const cluster = findCluster(name, clusters);
    if (cluster === null)
      return { kind: "problems", sentences: [problem["to-unknown"](name.slice(0, 60), known)] };
    found.push(cluster.id);
  }
  if (found.length === 0) return { kind: "problems", sentences: [problem["to-unknown"]("", known)] };
  return { kind: "understood", value: [...new Set(found)].toSorted() };
}
