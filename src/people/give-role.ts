import type { Doing } from "../shared/doing.ts";
import type { ClusterList, NamedCluster } from "./cluster-list.port.ts";
import { findCluster, meansFederation } from "./find-cluster.ts";
import type { Identity } from "./identity.ts";
import { may, type PermitRefusal, type Whose } from "./may.ts";
import type { Role } from "./role.ts";
import type { Given, GivenRole, Grantee, RoleStore, Taken } from "./role-store.port.ts";

/** What a manager may give and take, for their own cluster. */
const managersMayGive: readonly Role[] = ["approver", "signatory", "board", "member", "guest"];

export interface RoleWish {
  readonly grantee: Grantee;
  readonly role: Role;
  /** As it was typed; null when none was named. */
  readonly cluster: string | null;
  readonly until: Date | null;
}

export interface Giver {
  readonly identity: Identity;
  readonly doing: Doing;
}

/**
 * Why nothing was given or taken.
 *
 * - `permit`: they may not, for this cluster.
 * - `only-administrator`: a role that only an administrator gives.
 * - `administrator-of-cluster`, `administrator-to-group`: an administrator is the federation's, and somebody in particular.
 * - `needs-cluster`: none was named, and it is not clear which.
 * - `unknown-cluster`: there is none of that name, or more than one.
 */
export type GivingRefusal =
  | { readonly kind: "permit"; readonly reason: PermitRefusal }
  | {
      readonly kind:
        | "only-administrator"
        | "administrator-of-cluster"
        | "administrator-to-group"
        | "needs-cluster";
    }
  | { readonly kind: "unknown-cluster"; readonly clusters: readonly NamedCluster[] };

/** `cluster` is the one it came to, null for the federation. */
export type Decided<Outcome> =
  | { readonly kind: "refused"; readonly refusal: GivingRefusal }
  | { readonly kind: "done"; readonly outcome: Outcome; readonly cluster: NamedCluster | null };

/** The records that giving and taking looks at and changes. */
export interface RoleRecords {
  readonly roles: RoleStore;
  readonly clusters: ClusterList;
}

/** Gives a role, or another end to one, when the giver may. */
export async function giveRole(wish: RoleWish, by: Giver, records: RoleRecords): Promise<Decided<Given>> {
  return decide(wish, by, {
    clusters: await records.clusters.all(),
    act: (cluster) => records.roles.give({ ...wish, cluster }, by.doing),
  });
}

/** Takes a role away, when the giver might give it. */
export async function takeRole(
  wish: Omit<RoleWish, "until">,
  by: Giver,
  records: RoleRecords,
): Promise<Decided<Taken>> {
  return decide(wish, by, {
    clusters: await records.clusters.all(),
    act: (cluster) => records.roles.take({ ...wish, cluster }, by.doing),
  });
}

interface Acting<Outcome> {
  readonly clusters: readonly NamedCluster[];
  readonly act: (cluster: string | null) => Promise<Outcome>;
}

async function decide<Outcome>(
  wish: Omit<RoleWish, "until">,
  { identity }: Giver,
  { clusters, act }: Acting<Outcome>,
): Promise<Decided<Outcome>> {
  const found = clusterOf(wish, identity, clusters);
  if (found.kind !== "found") return { kind: "refused", refusal: found };
  const refusal = refusalOf(wish, found.id, identity);
  if (refusal !== null) return { kind: "refused", refusal };
  const cluster =
    clusters.find(({ id, isFederation }) => (found.id === null ? isFederation : id === found.id)) ?? null;
  return { kind: "done", outcome: await act(found.id), cluster: found.id === null ? null : cluster };
}

/** The one named; for an administrator's role the federation; else the only cluster the giver manages. */
function clusterOf(
  { role, cluster }: Omit<RoleWish, "until">,
  identity: Identity,
  clusters: readonly NamedCluster[],
): { readonly kind: "found"; readonly id: string | null } | GivingRefusal {
  if (cluster !== null) {
    return clusterMeant(cluster, clusters) ?? { kind: "unknown-cluster", clusters };
  }
  if (role === "administrator") return { kind: "found", id: null };
  const [own, ...others] = managedBy(identity, clusters);
  if (own === undefined || others.length > 0) return { kind: "needs-cluster" };
  return { kind: "found", id: own };
}

/** `id` is null for the federation. */
function clusterMeant(text: string, clusters: readonly NamedCluster[]) {
  const cluster = findCluster(text, clusters);
  if (cluster?.isFederation === true || (cluster === null && meansFederation(text)))
    return { kind: "found", id: null } as const;
  return cluster === null ? null : ({ kind: "found", id: cluster.id } as const);
}

/** The clusters somebody manages, null for the federation. */
function managedBy(identity: Identity, clusters: readonly NamedCluster[]): readonly (string | null)[] {
  const federation = clusters.find(({ isFederation }) => isFederation)?.id;
  const managed = identity.roles.filter(({ role }) => role === "manager").map(({ cluster }) => cluster);
  return [...new Set(managed.map((cluster) => (cluster === federation ? null : cluster)))];
}

function refusalOf(
  { role, grantee }: Omit<RoleWish, "until">,
  cluster: string | null,
  identity: Identity,
): GivingRefusal | null {
  const permit = may("give-roles", whoseIs(cluster), identity);
  if (permit.kind === "no") return { kind: "permit", reason: permit.reason };
  if (!managersMayGive.includes(role) && !isAdministrator(identity)) return { kind: "only-administrator" };
  if (role !== "administrator") return null;
  if (cluster !== null) return { kind: "administrator-of-cluster" };
  return grantee.kind === "group" ? { kind: "administrator-to-group" } : null;
}

function whoseIs(cluster: string | null): Whose {
  return cluster === null ? "federation" : { cluster };
}

function isAdministrator({ roles, isOperator }: Identity): boolean {
  return isOperator || roles.some(({ role, cluster }) => role === "administrator" && cluster === null);
}

/** What of the roles to look at: a holder's, a cluster's (as typed), or all there are. */
export interface RoleSearch {
  readonly holder: Grantee | null;
  readonly cluster: string | null;
}

export type Listed =
  | { readonly kind: "listed"; readonly roles: readonly GivenRole[] }
  | { readonly kind: "refused"; readonly refusal: GivingRefusal };

/** The roles somebody may give and take: an administrator sees all, a manager those of their own clusters. */
export async function listRoles(
  search: RoleSearch,
  identity: Identity,
  { roles: store, clusters: list }: RoleRecords,
): Promise<Listed> {
  const clusters = await list.all();
  const scope = isAdministrator(identity) ? null : managedBy(identity, clusters);
  if (search.cluster === null)
    return { kind: "listed", roles: await store.list({ clusters: scope, holder: search.holder }) };
  const found = clusterMeant(search.cluster, clusters);
  if (found === null) return { kind: "refused", refusal: { kind: "unknown-cluster", clusters } };
  const permit = may("give-roles", whoseIs(found.id), identity);
  if (permit.kind === "no") return { kind: "refused", refusal: { kind: "permit", reason: permit.reason } };
  return { kind: "listed", roles: await store.list({ clusters: [found.id], holder: search.holder }) };
}
