import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { findCluster } from "../../people/find-cluster.ts";
import { may } from "../../people/may.ts";
import type { CommandContext } from "../command.ts";

/** The clusters whose documents the asker looks after, by name. */
export async function managedClusters(context: CommandContext): Promise<readonly NamedCluster[]> {
  const clusters = await context.needs.clusters.all();
  return clusters.filter(({ id }) => managesCluster(context, id));
}

export function managesCluster({ identity }: CommandContext, cluster: string): boolean {
  return may("manage-documents", { cluster }, identity).kind === "yes";
}

/**
 * The cluster that something is for: the one chosen, when the asker may; else the only one there is to choose.
 * `several`: it has to be said; `said` is empty where it was not.
 */
export type ChosenCluster =
  | { readonly kind: "chosen"; readonly cluster: NamedCluster }
  | { readonly kind: "not-yours" }
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly clusters: readonly NamedCluster[] };

export async function chooseCluster(context: CommandContext, said: string): Promise<ChosenCluster> {
  if (said !== "") {
    // Among all: another cluster's id may be a nickname of one of theirs.
    const cluster = findCluster(said, await context.needs.clusters.all());
    const isTheirs = cluster !== null && managesCluster(context, cluster.id);
    return isTheirs ? { kind: "chosen", cluster } : { kind: "not-yours" };
  }
  const clusters = await managedClusters(context);
  const [only] = clusters;
  if (only === undefined) return { kind: "none" };
  return clusters.length === 1 ? { kind: "chosen", cluster: only } : { kind: "several", clusters };
}
