import type { NamedCluster } from "../../knowledge/document-register.port.ts";
import { may } from "../../people/may.ts";
import type { CommandContext } from "../command.ts";

/** The clusters whose documents the asker looks after, by name. */
export async function managedClusters(context: CommandContext): Promise<readonly NamedCluster[]> {
  const clusters = await context.needs.documents.register.clusters();
  return clusters.filter(({ id }) => managesCluster(context, id));
}

export function managesCluster({ identity }: CommandContext, cluster: string): boolean {
  return may("manage-documents", { cluster }, identity).kind === "yes";
}

/**
 * The cluster that something is for: the one chosen, when the asker may; else the only one there is to choose.
 * `several`: it has to be said.
 */
export type ChosenCluster =
  | { readonly kind: "chosen"; readonly cluster: NamedCluster }
  | { readonly kind: "not-yours" }
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly clusters: readonly NamedCluster[] };

export async function chooseCluster(context: CommandContext, said: string | null): Promise<ChosenCluster> {
  const clusters = await managedClusters(context);
  if (said !== null) {
    const wanted = said.trim().toLowerCase();
    const cluster = clusters.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
    return cluster === undefined ? { kind: "not-yours" } : { kind: "chosen", cluster };
  }
  const [only] = clusters;
  if (only === undefined) return { kind: "none" };
  return clusters.length === 1 ? { kind: "chosen", cluster: only } : { kind: "several", clusters };
}
