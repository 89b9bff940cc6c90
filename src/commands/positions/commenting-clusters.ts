import { type CommentRole, commentRoles } from "../../directory/positions/position-comment.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";

/** For whom somebody comments, and in which role. */
export interface Commenter {
  readonly cluster: string;
  readonly name: string;
  readonly role: CommentRole;
}

/**
 * The clusters that are asked, and the owner, for which the asker holds a role that follows positions. An administrator
 * who holds none comments for the owner: they are of no cluster.
 */
export async function commentingClusters(
  { version, asked }: Consultation,
  context: Pick<CommandContext, "identity" | "needs">,
): Promise<readonly Commenter[]> {
  const { owner } = version.position;
  const all = await context.needs.clusters.all();
  const present = asked.filter(({ leftAt }) => leftAt === null);
  const ownerName = all.find(({ id }) => id === owner)?.name ?? owner;
  const others = present.filter(({ cluster }) => cluster !== owner);
  const commenters = [...others, { cluster: owner, name: ownerName }].flatMap(({ cluster, name }) => {
    const role = mayFor(context, "follow-positions", cluster) ? roleFor(cluster, context) : null;
    return role === null ? [] : [{ cluster, name, role }];
  });
  const isAdministrator = commenters.length === 0 && mayFor(context, "follow-positions", owner);
  return isAdministrator ? [{ cluster: owner, name: ownerName, role: "administrator" }] : commenters;
}

/** An administrator's role is every cluster's and none's. */
function roleFor(cluster: string, { identity }: Pick<CommandContext, "identity">): CommentRole | null {
  const held = identity.roles.filter((one) => one.cluster === cluster).map(({ role }) => role as string);
  return commentRoles.find((role) => role !== "administrator" && held.includes(role)) ?? null;
}
