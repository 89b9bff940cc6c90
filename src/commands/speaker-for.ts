import type { NamedCluster } from "../people/cluster-list.port.ts";
import { findCluster } from "../people/find-cluster.ts";
import { may, type PermitRefusal } from "../people/may.ts";
import type { CommandContext } from "./command.ts";

type Cluster = Pick<NamedCluster, "id" | "name">;

export type Speaker =
  | { readonly kind: "speaks"; readonly cluster: Cluster }
  /** The asker may answer for several of them, and has not said for which. */
  | { readonly kind: "which"; readonly clusters: readonly Cluster[] }
  | { readonly kind: "refused"; readonly sentence: string };

export interface Speaking {
  readonly asked: readonly (Cluster & {
    /** False for one that is asked no more. */
    readonly isPresent: boolean;
  })[];
  /** The cluster somebody names; empty for none. */
  readonly named: string;
}

/** For which cluster somebody answers: the one that is named, or the only one they may answer for. */
export async function speakerFor(context: CommandContext, { asked, named }: Speaking): Promise<Speaker> {
  const { messages, clusters } = context.needs;
  const { stance: words } = messages.positionWork;
  if (named !== "") {
    const cluster = findCluster(named, await clusters.all());
    if (cluster === null) return refused(words["not-yours"](named.slice(0, 60)));
    const permit = may("sign-positions", { cluster: cluster.id }, context.identity);
    if (permit.kind === "yes") return { kind: "speaks", cluster };
    const { reason } = permit;
    return refused(isAboutCluster(reason) ? words["not-yours"](cluster.name) : messages.permit[reason]);
  }
  const permits = asked.map((one) => ({
    one,
    permit: may("sign-positions", { cluster: one.id }, context.identity),
  }));
  const theirs = permits.flatMap(({ one, permit }) => (permit.kind === "yes" ? [one] : []));
  const present = theirs.filter(({ isPresent }) => isPresent);
  if (present.length > 1) return { kind: "which", clusters: present };
  const [cluster] = [...present, ...theirs];
  if (cluster !== undefined) return { kind: "speaks", cluster };
  // Of whom it is not certain who they are, that is the reason, and not the cluster.
  const reasons = permits.flatMap(({ permit }) => (permit.kind === "no" ? [permit.reason] : []));
  const uncertain = reasons.find((reason) => !isAboutCluster(reason));
  return refused(uncertain === undefined ? words["none-yours"] : messages.permit[uncertain]);
}

function refused(sentence: string): Speaker {
  return { kind: "refused", sentence };
}

function isAboutCluster(reason: PermitRefusal): boolean {
  return reason === "other-cluster" || reason === "needs-role";
}
