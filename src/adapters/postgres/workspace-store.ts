import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { cleanName } from "../../chat/clean-text.ts";
import type { JoinedWorkspace, WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Workspace } from "../../people/workspace.ts";
import type {
  SaveExpectation,
  WorkspaceChange,
  WorkspaceSaved,
  WorkspaceStore,
} from "../../people/workspace-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { insertAudit } from "./audit-trail.ts";
import { endGroupRoles } from "./end-group-roles.ts";
import { inTransaction } from "./in-transaction.ts";
import { type Replanning, replanDeliveries } from "./replan-deliveries.ts";
import { saveChannels, saveConsent } from "./save-set-up.ts";
import { settingsEntryKey } from "./settings-import.ts";
import { translatingErrors } from "./translate-error.ts";
import { readWorkspace, workspaceColumns } from "./workspace-row.ts";

export function createWorkspaceStore(pool: Pool, replanning: Replanning): WorkspaceStore {
  const one = async (where: string, values: readonly unknown[]): Promise<Workspace | null> => {
    const { rows } = await pool.query(`SELECT ${workspaceColumns} FROM workspace WHERE ${where}`, [
      ...values,
    ]);
    return rows[0] === undefined ? null : readWorkspace(rows[0]);
  };
  return translatingErrors<WorkspaceStore>({
    all: async () => {
      const { rows } = await pool.query(
        `SELECT ${workspaceColumns} FROM workspace ORDER BY platform DESC, name, external_id`,
      );
      return rows.map(readWorkspace);
    },
    find: (platform, externalId) => one("platform = $1 AND external_id = $2", [platform, externalId]),
    byId: (id) => one("id = $1::uuid", [id]),
    save: (id, change, expected) =>
      inTransaction(pool, (client) => save(client, { id, change, expected, replanning })),
  });
}

interface Saving {
  readonly id: string;
  readonly change: WorkspaceChange;
  readonly expected: SaveExpectation;
  readonly replanning: Replanning;
}

async function save(client: PoolClient, saving: Saving): Promise<WorkspaceSaved> {
  const { id, change, expected, replanning } = saving;
  const before = await lock(client, id);
  if (before === null || before.revision !== expected.revision) return { kind: "stale" };
  await client.query(
    `UPDATE workspace SET revision = revision + 1,
       state = COALESCE($2::workspace_state, state),
       confirmed_at = CASE WHEN $2 = 'confirmed' AND state <> 'confirmed' THEN now() ELSE confirmed_at END,
       cluster_id = CASE WHEN $3 THEN $4 ELSE cluster_id END, everyone_is_member = COALESCE($5, everyone_is_member)
     WHERE id = $1::uuid`,
    [
      id,
      change.state ?? null,
      change.cluster !== undefined,
      change.cluster ?? null,
      change.everyoneIsMember ?? null,
    ],
  );
  await saveConsent(client, id, change);
  await saveChannels(client, id, change);
  if (change.state !== undefined) await settle(client, before);
  const workspace = (await lock(client, id)) ?? before;
  const groupRolesEnded = await endGroupRolesOf(client, { before, now: workspace }, expected.audit);
  const plannedAnew = await replanDeliveries(client, { before, after: workspace }, replanning);
  const after = {
    ...settingsOf(workspace),
    ...(groupRolesEnded === 0 ? {} : { groupRolesEnded }),
    ...(plannedAnew === 0 ? {} : { plannedAnew }),
  };
  await insertAudit(client, { ...expected.audit, before: settingsOf(before), after });
  return { kind: "saved", workspace, groupRolesEnded };
}

/** An administrator has decided: the settings file, should it name this workspace, has nothing more to say. */
async function settle(client: PoolClient, { platform, externalId }: Workspace): Promise<void> {
  await client.query(
    "INSERT INTO installation_fact (key, value) VALUES ($1, 'decided') ON CONFLICT (key) DO NOTHING",
    [settingsEntryKey({ platform, id: externalId })],
  );
}

/**
 * Groups are made by whoever runs the workspace: once it is another cluster's, they hold nothing of the earlier one
 * (the federation's own workspace may have groups of any cluster), and once it is nobody's they hold nothing, so that
 * whoever confirms it anew lets nobody in whom they do not see.
 */
async function endGroupRolesOf(
  client: PoolClient,
  { before, now }: { readonly before: Workspace; readonly now: Workspace },
  by: Doing,
): Promise<number> {
  const workspaces = [now.id];
  if (before.state !== now.state) return endGroupRoles(client, { workspaces }, by);
  if (now.state !== "confirmed" || before.cluster === now.cluster) return 0;
  const { rowCount: isFederation } = await client.query(
    "SELECT FROM cluster WHERE id = $1 AND is_federation",
    [now.cluster],
  );
  return isFederation === 0 ? endGroupRoles(client, { workspaces, keptFor: now.cluster }, by) : 0;
}

async function lock(client: PoolClient, id: string): Promise<Workspace | null> {
  const { rows } = await client.query(
    `SELECT ${workspaceColumns} FROM workspace WHERE id = $1::uuid FOR UPDATE`,
    [id],
  );
  return rows[0] === undefined ? null : readWorkspace(rows[0]);
}

/** What the audit trail shows of a workspace. */
function settingsOf({ state, cluster, everyoneIsMember, channels, consent }: Workspace) {
  return { state, cluster, everyoneIsMember, channels, consent };
}

/**
 * What adapters tell of workspaces. One that comes back after it was gone waits for confirmation again, with what was
 * set up as a proposal: somebody else may run it now.
 */
export function createWorkspaceRegister(pool: Pool, log: Log): WorkspaceRegister {
  const register = translatingErrors<Omit<WorkspaceRegister, "noteHealth">>({
    joined: async (workspace) => {
      await inTransaction(pool, (client) => joinWorkspace(client, workspace));
    },
    left: (workspace) => inTransaction(pool, (client) => leave(client, workspace)),
    onlyIn: (platform, ids) => inTransaction(pool, (client) => leaveOthers(client, platform, ids)),
    groupsInUse: async ({ platform, id }) => {
      const { rows } = await pool.query<{ group_id: string }>(
        `SELECT DISTINCT group_id FROM role_grant JOIN workspace ON workspace.id = workspace_id
         WHERE platform = $1 AND external_id = $2 AND group_id IS NOT NULL
           AND (expires_at IS NULL OR expires_at > now())`,
        [platform, id],
      );
      return rows.map((row) => row.group_id);
    },
  });
  return {
    ...register,
    noteHealth: async ({ platform, id }, code) => {
      try {
        await pool.query(
          `UPDATE workspace SET last_error = $3
           WHERE platform = $1 AND external_id = $2 AND last_error IS DISTINCT FROM $3`,
          [platform, id, code],
        );
      } catch (error) {
        log.warn("workspace-health-not-noted", { platform, code: codeOf(error), error });
      }
    },
  };
}

/** The workspace's row, made or brought up to date within a transaction of whoever calls; gives its id. */
export async function joinWorkspace(
  client: PoolClient,
  { platform, id, name: said, invitedAt }: JoinedWorkspace,
): Promise<string> {
  const name = cleanName(said);
  const made = await client.query<{ id: string }>(
    `INSERT INTO workspace (id, platform, external_id, name, invited_at) VALUES ($1::uuid, $2, $3, $4, $5)
     ON CONFLICT (platform, external_id) DO NOTHING RETURNING id`,
    [randomUUID(), platform, id, name, invitedAt],
  );
  if (made.rows[0] !== undefined) {
    await insertAudit(client, joinedLine({ platform, id }, null));
    return made.rows[0].id;
  }
  if (await wasInvitedAnew(client, { platform, id }, invitedAt)) await leave(client, { platform, id });
  const state = await lockState(client, { platform, id });
  const { rows } = await client.query<{ id: string }>(
    `UPDATE workspace SET name = CASE WHEN $3 = '' THEN name ELSE $3 END, last_error = NULL,
       invited_at = coalesce($4, invited_at),
       state = CASE WHEN state = 'gone' THEN 'waiting' ELSE state END,
       joined_at = CASE WHEN state = 'gone' THEN now() ELSE joined_at END, gone_at = NULL
     WHERE platform = $1 AND external_id = $2 RETURNING id`,
    [platform, id, name, invitedAt],
  );
  if (state === "gone") await insertAudit(client, joinedLine({ platform, id }, state));
  return rows[0]?.id ?? "";
}

/** What was kicked out and asked back in the meantime says so only by this. */
async function wasInvitedAnew(
  client: PoolClient,
  { platform, id }: Place,
  invitedAt: Date | undefined,
): Promise<boolean> {
  const { rows } = await client.query(
    "SELECT FROM workspace WHERE platform = $1 AND external_id = $2 AND invited_at <> $3::timestamptz FOR UPDATE",
    [platform, id, invitedAt],
  );
  return rows.length > 0;
}

/** False where another installation than `installedAt` is there: it stays. */
async function leave(client: PoolClient, workspace: Leaving): Promise<boolean> {
  const { platform, id } = workspace;
  const state = await lockState(client, workspace);
  if (state === null) return true;
  if (await isInstalledAnew(client, workspace)) return false;
  // What somebody was there may be another's to say when it comes back: nobody stays signed in from it.
  for (const table of ["installation", "web_session", "web_login"])
    await client.query(
      `DELETE FROM ${table} USING workspace WHERE workspace.id = workspace_id AND platform = $1 AND external_id = $2`,
      [platform, id],
    );
  if (state === "gone") return true;
  const { rows } = await client.query<{ id: string }>(
    `UPDATE workspace SET state = 'gone', gone_at = now(), revision = revision + 1
     WHERE platform = $1 AND external_id = $2 RETURNING id`,
    [platform, id],
  );
  const line = joinedLine(workspace, state);
  await insertAudit(client, { ...line, action: "workspace-left", after: { state: "gone" } });
  await endGroupRoles(client, { workspaces: rows.map((row) => row.id) }, line);
  return true;
}

async function isInstalledAnew(client: PoolClient, { platform, id, installedAt }: Leaving): Promise<boolean> {
  if (installedAt === undefined) return false;
  const { rows } = await client.query(
    `SELECT FROM installation JOIN workspace ON workspace.id = workspace_id
     WHERE platform = $1 AND external_id = $2 AND installed_at IS DISTINCT FROM $3::timestamptz`,
    [platform, id, installedAt],
  );
  return rows.length > 0;
}

/**
 * In the order of their ids, so that two bots that start at once do not wait for each other in a circle. The settings
 * file may name a workspace before the bot is in it: then nobody has told its name yet.
 */
async function leaveOthers(
  client: PoolClient,
  platform: JoinedWorkspace["platform"],
  ids: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ external_id: string }>(
    `SELECT external_id FROM workspace
     WHERE platform = $1 AND external_id <> ALL ($2::text[]) AND state <> 'gone'
       AND NOT (name = '' AND EXISTS (SELECT FROM installation_fact WHERE key = $3::text || external_id))
     ORDER BY external_id`,
    [platform, ids, settingsEntryKey({ platform, id: "" })],
  );
  for (const { external_id: id } of rows) await leave(client, { platform, id });
}

type Place = Pick<JoinedWorkspace, "platform" | "id">;
type Leaving = Parameters<WorkspaceRegister["left"]>[0];

async function lockState(client: PoolClient, { platform, id }: Place): Promise<string | null> {
  const { rows } = await client.query<{ state: string }>(
    "SELECT state FROM workspace WHERE platform = $1 AND external_id = $2 FOR UPDATE",
    [platform, id],
  );
  return rows[0]?.state ?? null;
}

function joinedLine({ platform, id }: Place, before: string | null) {
  const place = `${platform}:${id}`;
  return {
    actor: "platform",
    action: "workspace-joined",
    subject: `workspace:${place}`,
    cluster: null,
    place,
    before: before === null ? null : { state: before },
    after: { state: "waiting" },
  };
}
