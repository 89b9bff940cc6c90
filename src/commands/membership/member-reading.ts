import type { MembershipReader } from "../../directory/membership/membership-search.port.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { may } from "../../people/may.ts";
import type { CommandContext } from "../command.ts";

/**
 * Whose unlisted members the reply may name: those of clusters the asker manages, and only where nobody else reads it.
 * On the command line one asks as a reader, who manages nothing.
 */
export function membershipReader(
  { request, identity }: Pick<CommandContext, "request" | "identity">,
  clusters: readonly NamedCluster[],
): MembershipReader {
  if (request.visibility !== "private" || identity.isOperator) return { managerOf: [] };
  const managed = clusters.filter(
    ({ id }) => may("see-unlisted-members", { cluster: id }, identity).kind === "yes",
  );
  return { managerOf: managed.map(({ id }) => id) };
}
