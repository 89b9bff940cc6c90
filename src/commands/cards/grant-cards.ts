import { type Block, plainReply, type Reply } from "../../chat/reply.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { GivingRefusal } from "../../people/give-role.ts";
import type { Role } from "../../people/role.ts";
import { lastDayOf } from "../../people/role-end.ts";
import type { GivenRole } from "../../people/role-store.port.ts";
import { accountNames } from "./link-cards.ts";

/** More would not fit on every platform. */
const shownAtMost = 40;

/** Why nothing was given, taken or listed. */
export function refusedGivingReply(refusal: GivingRefusal, role: Role | null, messages: Messages): Reply {
  const { roles } = messages;
  switch (refusal.kind) {
    case "permit":
      return plainReply(messages.permit[refusal.reason]);
    case "only-administrator":
      return plainReply(roles["only-administrator"](role === null ? "" : roles.names[role]));
    case "unknown-cluster":
      return plainReply(
        roles["unknown-cluster"](refusal.clusters.map(({ name }) => name).join(", ") || roles.federation),
      );
    default:
      return plainReply(roles[refusal.kind]);
  }
}

/** `manager of North Cluster`. */
export function roleWithCluster(role: Role, cluster: { name: string } | null, { roles }: Messages): string {
  return roles.role(roles.names[role], cluster?.name ?? roles.federation);
}

/** `until the end of 31 January 2027`, or `for good`. */
export function endOfRole(until: Date | null, { roles }: Messages): string {
  return until === null ? roles.forGood : roles.until(writtenDate(lastDayOf(until)));
}

/** The roles that were given, one a line. */
export function grantListCard(given: readonly GivenRole[], messages: Messages): Reply {
  const { list } = messages.roles;
  if (given.length === 0) return plainReply(list.none);
  const items = given
    .slice(0, shownAtMost)
    .map(({ role, cluster, until, holder }) =>
      list.line(
        roleWithCluster(role, cluster, messages),
        holderName(holder, role, messages),
        endOfRole(until, messages),
      ),
    );
  const more: Block[] =
    given.length <= shownAtMost
      ? []
      : [{ type: "note", content: [{ type: "text", text: list.more(given.length - shownAtMost) }] }];
  return {
    summary: list.summary(given.length),
    blocks: [
      { type: "heading", text: list.title },
      { type: "list", ordered: false, items: items.map((text) => [{ type: "text", text }]) },
      ...more,
    ],
  };
}

function holderName(holder: GivenRole["holder"], role: Role, { roles }: Messages): string {
  if (holder.kind === "person")
    return accountNames(holder.accounts) || roles.list[role === "guest" ? "forgotten" : "nobody"];
  return roles.list.group(holder.group, holder.workspaceName || `${holder.platform}:${holder.workspace}`);
}
