import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Given, Grantee, RoleStore, RoleToGive, Taken } from "../../people/role-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { holdLastAdministrator } from "./administrators.ts";
import { insertAudit } from "./audit-trail.ts";
import { givenRoles, heldRoles } from "./given-roles.ts";
import { humanOf } from "./humans.ts";
import { inTransaction } from "./in-transaction.ts";
import { accountHashed } from "./mentions.ts";
import { lockPeople } from "./people-lock.ts";
import { personWith } from "./person-rows.ts";
import { translatingErrors } from "./translate-error.ts";

export function createRoleStore(pool: Pool): RoleStore {
  return translatingErrors<RoleStore>({
    give: (gift, by) => inTransaction(pool, (client) => give(client, gift, by)),
    take: (gift, by) => inTransaction(pool, (client) => take(client, gift, by)),
    list: (filter) => givenRoles(pool, filter),
    heldBy: (whose) => heldRoles(pool, whose),
  });
}

/** Where a role is kept: with a person, or with a group of a workspace. */
interface Holder {
  readonly personId: string | null;
  readonly workspaceId: string | null;
  readonly groupId: string | null;
  /** For the audit trail. */
  readonly subject: string;
  /** For the audit trail too: the account that was named, whose person the subject is, or the group. */
  readonly whose: string;
}

async function give(client: PoolClient, gift: RoleToGive, by: Doing): Promise<Given> {
  await lockPeople(client);
  const { grantee, role, cluster, until } = gift;
  if (isVote(role) && grantee.kind === "person" && (await areOneHuman(client, grantee.account, by.actor)))
    return { kind: "to-oneself" };
  const holder =
    grantee.kind === "person" ? await personHolder(client, grantee) : await groupHolder(client, grantee);
  if (holder === null) return { kind: "group-not-confirmed" };
  if (grantee.kind === "group") {
    const effect = await effectOfGroup(client, grantee, cluster);
    if (effect !== "good") return { kind: effect };
  }
  const before = await heldRows(client, holder, gift);
  const held = before.find(({ is_held }) => is_held);
  const isSame = held !== undefined && held.expires_at?.getTime() === until?.getTime();
  if (isSame && held.is_vouched) return { kind: "unchanged" };
  const endsAdministrator = role === "administrator" && until !== null && holder.personId !== null;
  if (endsAdministrator && (await holdLastAdministrator(client, [holder.personId])))
    return { kind: "last-administrator" };
  await removeRows(client, before);
  await client.query(
    `INSERT INTO role_grant (id, role, cluster_id, person_id, workspace_id, group_id, expires_at, given_by)
     VALUES ($1::uuid, $2::role, $3, $4::uuid, $5::uuid, $6, $7, $8)`,
    [randomUUID(), role, cluster, holder.personId, holder.workspaceId, holder.groupId, until, by.actor],
  );
  const action = held === undefined ? "role-given" : "role-changed";
  const { whose } = holder;
  const was = held === undefined ? null : { role, cluster, until: held.expires_at, whose };
  await insertAudit(client, {
    ...lineOf(gift, holder, by),
    action,
    before: was,
    after: { role, cluster, until, whose },
  });
  return { kind: held === undefined ? "given" : "changed" };
}

async function take(client: PoolClient, gift: Omit<RoleToGive, "until">, by: Doing): Promise<Taken> {
  await lockPeople(client);
  const { grantee, role, cluster } = gift;
  const holder =
    grantee.kind === "person" ? await knownPerson(client, grantee) : await groupHolder(client, grantee);
  if (holder === null) return { kind: "not-held" };
  const before = await heldRows(client, holder, gift);
  const held = before.find(({ is_held }) => is_held);
  if (held === undefined) return { kind: "not-held" };
  if (
    role === "administrator" &&
    holder.personId !== null &&
    (await holdLastAdministrator(client, [holder.personId]))
  )
    return { kind: "last-administrator" };
  await removeRows(client, before);
  const was = { role, cluster, until: held.expires_at, whose: holder.whose };
  await insertAudit(client, { ...lineOf(gift, holder, by), action: "role-taken", before: was, after: null });
  return { kind: "taken" };
}

function lineOf({ cluster }: Pick<RoleToGive, "cluster">, { subject }: Holder, { actor, place }: Doing) {
  return { actor, place, subject, cluster };
}

type PersonGrantee = Extract<Grantee, { kind: "person" }>;
type GroupGrantee = Extract<Grantee, { kind: "group" }>;

async function personHolder(client: PoolClient, { account }: PersonGrantee): Promise<Holder> {
  return holderOf(await personWith(client, account, ""), account);
}

async function knownPerson(client: PoolClient, { account }: PersonGrantee): Promise<Holder | null> {
  const { rows } = await client.query<{ person_id: string }>(
    `SELECT person_id FROM platform_account WHERE reference IN ($1, ${accountHashed("$1::text")})`,
    [account],
  );
  return rows[0] === undefined ? null : holderOf(rows[0].person_id, account);
}

function holderOf(personId: string, account: string): Holder {
  return { personId, workspaceId: null, groupId: null, subject: `person:${personId}`, whose: account };
}

async function groupHolder(client: PoolClient, grantee: GroupGrantee): Promise<Holder | null> {
  const { platform, workspace, group } = grantee;
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM workspace WHERE platform = $1 AND external_id = $2 FOR UPDATE",
    [platform, workspace],
  );
  if (rows[0] === undefined) return null;
  const subject = `${platform === "slack" ? "slack-group" : "discord-role"}:${workspace}/${group}`;
  return { personId: null, workspaceId: rows[0].id, groupId: group, subject, whose: subject };
}

/**
 * What is given to a group counts in a confirmed workspace only, and for the cluster whose it is; in the federation's
 * own for any.
 */
async function effectOfGroup(
  client: PoolClient,
  { platform, workspace }: GroupGrantee,
  cluster: string | null,
) {
  const { rows } = await client.query<{ state: string; is_own: boolean | null }>(
    `SELECT state::text, cluster_id = $3 OR cluster_id IN (SELECT id FROM cluster WHERE is_federation) AS is_own
     FROM workspace WHERE platform = $1 AND external_id = $2`,
    [platform, workspace, cluster],
  );
  if (rows[0]?.state !== "confirmed") return "group-not-confirmed";
  return rows[0].is_own === true ? "good" : "group-of-other-cluster";
}

interface HeldRow {
  readonly id: string;
  readonly expires_at: Date | null;
  readonly is_held: boolean;
  /** It is known who gave it, and that it was somebody else; a group's needs nobody to vouch for it. */
  readonly is_vouched: boolean;
}

/** Roles of which two may be asked for, from two humans. */
function isVote(role: RoleToGive["role"]): boolean {
  return role === "approver" || role === "signatory";
}

/** Whether these accounts are, or were once, one person's. */
async function areOneHuman(client: PoolClient, one: string, other: string): Promise<boolean> {
  const { rows } = await client.query<{ are_one: boolean }>(
    `SELECT ${humanOf("$1::text")} = ${humanOf("$2::text")} AS are_one`,
    [one, other],
  );
  return rows[0]?.are_one === true;
}

/** Rows of the same role for the same cluster, those that have expired among them; what lasts longest first. */
async function heldRows(
  client: PoolClient,
  holder: Holder,
  { role, cluster }: Pick<RoleToGive, "role" | "cluster">,
): Promise<readonly HeldRow[]> {
  const { rows } = await client.query<HeldRow>(
    `SELECT id, expires_at, expires_at IS NULL OR expires_at > now() AS is_held,
       person_id IS NULL OR (given_by IS NOT NULL AND ${humanOf("given_by")} <> ${humanOf("$6::text")}) AS is_vouched
     FROM role_grant
     WHERE role = $1::role AND person_id IS NOT DISTINCT FROM $3::uuid
       AND workspace_id IS NOT DISTINCT FROM $4::uuid AND group_id IS NOT DISTINCT FROM $5
       AND (cluster_id IS NOT DISTINCT FROM $2
            OR ($2::text IS NULL AND cluster_id IN (SELECT id FROM cluster WHERE is_federation)))
     ORDER BY expires_at DESC NULLS FIRST FOR UPDATE`,
    [role, cluster, holder.personId, holder.workspaceId, holder.groupId, holder.whose],
  );
  return rows;
}

async function removeRows(client: PoolClient, rows: readonly HeldRow[]): Promise<void> {
  await client.query("DELETE FROM role_grant WHERE id = ANY ($1::uuid[])", [rows.map(({ id }) => id)]);
}
