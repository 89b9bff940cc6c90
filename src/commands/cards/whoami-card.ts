import type { Block, Inline, Reply } from "../../chat/reply.ts";
import type { Request } from "../../chat/request.ts";
import type { Messages } from "../../messages/english.ts";
import type { Account } from "../../people/account-store.port.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import type { Identity } from "../../people/identity.ts";
import { may, type Whose } from "../../people/may.ts";
import type { Reader } from "../../people/readership.ts";
import { allRights, type Right, rightEntry } from "../../people/right.ts";
import type { GivenRole } from "../../people/role-store.port.ts";
import { endOfRole, roleWithCluster } from "./grant-cards.ts";
import { accountNames } from "./link-cards.ts";

export interface WhoTheyAre {
  readonly request: Pick<Request, "workspace">;
  readonly identity: Identity;
  readonly reader: Reader;
  readonly clusters: readonly NamedCluster[];
  /** Of their person, this one among them; none when nothing is kept. */
  readonly accounts: readonly Account[];
  /** By name and by group, counting here or not. */
  readonly given: readonly GivenRole[];
}

/** What the bot knows of the asker, in the order one would ask for it. */
export function whoamiCard(who: WhoTheyAre, messages: Messages): Reply {
  const { whoami } = messages.accounts;
  const { identity, accounts } = who;
  const name = identity.name === "" ? whoami.nameless : identity.name;
  const own = accounts.length > 1 ? accountNames(accounts) : whoami.noLink;
  return {
    summary: whoami.summary(name),
    blocks: [
      { type: "heading", text: whoami.title },
      labelled(whoami.account, identity.account ?? name),
      labelled(whoami.accounts, own),
      labelled(whoami.place, placeText(who, messages)),
      ...listed(whoami.roles, rolesOf(who, messages)),
      ...listed(whoami.rights, rightsOf(who, messages)),
      labelled(whoami.reading, readingText(who, messages)),
    ],
  };
}

function labelled(label: string, text: string): Block {
  return {
    type: "paragraph",
    content: [
      { type: "strong", text: `${label}: ` },
      { type: "text", text },
    ],
  };
}

function listed(label: string, lines: readonly string[]): readonly Block[] {
  const items = lines.map((text): Inline[] => [{ type: "text", text }]);
  return [
    { type: "paragraph", content: [{ type: "strong", text: `${label}:` }] },
    { type: "list", ordered: false, items },
  ];
}

function placeText({ request, identity, clusters }: WhoTheyAre, { accounts, roles }: Messages): string {
  const { whoami } = accounts;
  const { place } = identity;
  if (place === null) return request.workspace === null ? whoami.direct : whoami.unknownPlace;
  if (place.state !== "confirmed") return whoami[place.state];
  const cluster = nameOf(place.cluster, clusters, roles.federation);
  return place.cluster === null ? whoami.workspaceOfNobody : whoami.workspaceOf(cluster);
}

/** The roles that count here, with where each comes from and until when; or why none does. */
function rolesOf({ identity, given, clusters }: WhoTheyAre, messages: Messages): readonly string[] {
  const { whoami } = messages.accounts;
  const { roles, standing, place } = identity;
  const federation = clusters.find(({ isFederation }) => isFederation)?.id ?? null;
  const counts = ({ role, cluster, holder }: GivenRole): boolean =>
    roles.some(
      (held) =>
        held.role === role &&
        (held.cluster ?? federation) === (cluster?.id ?? federation) &&
        held.isNamed === (holder.kind === "person"),
    );
  const counting = given.filter(counts);
  const lines = counting.map((one) => {
    const { holder } = one;
    const origin =
      holder.kind === "person"
        ? whoami.byName
        : whoami.byGroup(holder.group, holder.workspaceName || holder.workspace);
    return `${roleWithCluster(one.role, one.cluster, messages)}, ${origin}, ${endOfRole(one.until, messages)}`;
  });
  const isMember =
    place?.everyoneIsMember === true && roles.some((held) => isByBeingThere(held, place.cluster));
  const isListed = counting.some(
    ({ role, cluster, holder }) =>
      role === "member" && cluster?.id === place?.cluster && holder.kind === "group",
  );
  if (isMember && !isListed) {
    const cluster = clusters.find(({ id }) => id === place?.cluster);
    lines.push(`${roleWithCluster("member", cluster ?? null, messages)}, ${whoami.byBeingThere}`);
  }
  if (lines.length > 0) return lines;
  if (standing === "member" || (standing === "unknown" && roles.length > 0)) return [whoami.noRoles];
  return [standing === "unknown" && place === null ? whoami.noRoles : whoami.standing[standing]];
}

function isByBeingThere({ role, cluster, isNamed }: Identity["roles"][number], here: string | null): boolean {
  return role === "member" && cluster === here && !isNamed;
}

/** Every right they have, with the clusters they have it for where that depends on one. */
function rightsOf({ identity, clusters }: WhoTheyAre, messages: Messages): readonly string[] {
  const { whoami } = messages.accounts;
  const { rights, federation } = messages.roles;
  return allRights.flatMap((right) => {
    if (may(right, "anywhere", identity).kind === "no") return [];
    if (rightEntry(right).roles.length === 0) return [rights[right]];
    const where = whereOf(right, identity, clusters);
    if (where === "everywhere") return [whoami.forClusters(rights[right], whoami.everywhere)];
    if (where.length === 0) return [rights[right]];
    const names = where.map((cluster) => nameOf(cluster, clusters, federation)).join(", ");
    return [whoami.forClusters(rights[right], names)];
  });
}

function whereOf(
  right: Right,
  identity: Identity,
  clusters: readonly NamedCluster[],
): "everywhere" | readonly (string | null)[] {
  const all = [null, ...clusters.filter(({ isFederation }) => !isFederation).map(({ id }) => id)];
  const held = identity.roles.map(({ cluster }) => cluster);
  const known = [...new Set([...all, ...held.filter((id) => !isFederationId(id, clusters))])];
  // Whoever runs a waiting workspace may set that one up, whichever cluster's it is to be.
  const byRoles = { ...identity, runsWorkspace: false };
  const allowed = known.filter((cluster) => may(right, whoseIs(cluster), byRoles).kind === "yes");
  return allowed.length === known.length && known.length > 1 ? "everywhere" : allowed;
}

function isFederationId(id: string | null, clusters: readonly NamedCluster[]): boolean {
  return clusters.some((cluster) => cluster.id === id && cluster.isFederation);
}

function whoseIs(cluster: string | null): Whose {
  return cluster === null ? "federation" : { cluster };
}

function readingText({ reader, clusters }: WhoTheyAre, { accounts, roles }: Messages): string {
  const { whoami } = accounts;
  const { memberOf, boardOf } = reader.readership;
  const names = (ids: readonly string[]) =>
    ids.map((id) => nameOf(id, clusters, roles.federation)).join(", ");
  return [
    whoami.publicOnly,
    ...(memberOf.length === 0 ? [] : [whoami.members(names(memberOf))]),
    ...(boardOf.length === 0 ? [] : [whoami.board(names(boardOf))]),
  ].join("; ");
}

function nameOf(id: string | null, clusters: readonly NamedCluster[], federation: string): string {
  if (id === null) return federation;
  return clusters.find((cluster) => cluster.id === id)?.name ?? id;
}
