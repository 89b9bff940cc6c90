import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { JoinedWorkspace, WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Workspace } from "../../people/workspace.ts";
import type {
  SaveExpectation,
  WorkspaceChange,
  WorkspaceSaved,
  WorkspaceStore,
} from "../../people/workspace-store.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";
import { readWorkspace, workspaceColumns } from "./workspace-row.ts";

export function createWorkspaceStore(pool: Pool): WorkspaceStore {
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
    save: (id, change, expected) => inTransaction(pool, (client) => save(client, { id, change, expected })),
  });
}

interface Saving {
  readonly id: string;
  readonly change: WorkspaceChange;
  readonly expected: SaveExpectation;
}

async function save(client: PoolClient, { id, change, expected }: Saving): Promise<WorkspaceSaved> {
  const before = await lock(client, id);
  if (before === null || before.revision !== expected.revision) return { kind: "stale" };
  const { consent } = change;
  await client.query(
    `UPDATE workspace SET revision = revision + 1,
       state = COALESCE($2::workspace_state, state),
       confirmed_at = CASE WHEN $2 = 'confirmed' THEN now() ELSE confirmed_at END,
       cluster_id = COALESCE($3, cluster_id), everyone_is_member = COALESCE($4, everyone_is_member)
     WHERE id = $1::uuid`,
    [id, change.state ?? null, change.cluster ?? null, change.everyoneIsMember ?? null],
  );
  if (consent !== undefined) {
    await client.query(
      `UPDATE workspace SET holds_announcements = $2, daily_cap = $3, quiet_from = $4, quiet_until = $5, zone = $6,
         opted_out_topics = $7, bank_holidays = $8 WHERE id = $1::uuid`,
      [
        id,
        consent.holds,
        consent.dailyCap,
        consent.quiet?.from ?? null,
        consent.quiet?.until ?? null,
        consent.zone,
        consent.optedOutTopics,
        consent.bankHolidays,
      ],
    );
  }
  await saveChannels(client, id, change);
  const workspace = (await lock(client, id)) ?? before;
  await insertAudit(client, { ...expected.audit, before: settingsOf(before), after: settingsOf(workspace) });
  return { kind: "saved", workspace };
}

async function lock(client: PoolClient, id: string): Promise<Workspace | null> {
  const { rows } = await client.query(
    `SELECT ${workspaceColumns} FROM workspace WHERE id = $1::uuid FOR UPDATE`,
    [id],
  );
  return rows[0] === undefined ? null : readWorkspace(rows[0]);
}

async function saveChannels(client: PoolClient, id: string, change: WorkspaceChange): Promise<void> {
  const { channels = [], channelsRemoved = [] } = change;
  await client.query(
    "DELETE FROM workspace_channel WHERE workspace_id = $1::uuid AND channel_id = ANY ($2::text[])",
    [id, channelsRemoved],
  );
  for (const { channel, purposes, audience } of channels) {
    await client.query(
      `INSERT INTO workspace_channel (workspace_id, channel_id, purposes, audience) VALUES ($1::uuid, $2, $3, $4)
       ON CONFLICT (workspace_id, channel_id) DO UPDATE SET purposes = EXCLUDED.purposes, audience = EXCLUDED.audience`,
      [id, channel, purposes, audience],
    );
  }
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
    left: ({ platform, id }) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE workspace SET state = 'gone', gone_at = now(), revision = revision + 1
           WHERE platform = $1 AND external_id = $2 AND state <> 'gone'`,
          [platform, id],
        );
        await client.query(
          `DELETE FROM installation USING workspace WHERE workspace.id = installation.workspace_id
             AND platform = $1 AND external_id = $2`,
          [platform, id],
        );
        if (rowCount === 1) await insertAudit(client, joinLine({ platform, id }, "workspace-left", null));
      }),
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
  { platform, id, name }: JoinedWorkspace,
): Promise<string> {
  const { rows } = await client.query<{ state: string }>(
    "SELECT state FROM workspace WHERE platform = $1 AND external_id = $2 FOR UPDATE",
    [platform, id],
  );
  const before = rows[0]?.state ?? null;
  const saved = await client.query<{ id: string }>(
    `INSERT INTO workspace (id, platform, external_id, name) VALUES ($1::uuid, $2, $3, $4)
     ON CONFLICT (platform, external_id) DO UPDATE SET name = EXCLUDED.name, last_error = NULL,
       state = CASE WHEN workspace.state = 'gone' THEN 'waiting' ELSE workspace.state END,
       joined_at = CASE WHEN workspace.state = 'gone' THEN now() ELSE workspace.joined_at END, gone_at = NULL
     RETURNING id`,
    [randomUUID(), platform, id, name],
  );
  if (before === null || before === "gone")
    await insertAudit(client, joinLine({ platform, id }, "workspace-joined", before));
  return saved.rows[0]?.id ?? "";
}

function joinLine(
  { platform, id }: { readonly platform: string; readonly id: string },
  action: string,
  before: string | null,
) {
  const place = `${platform}:${id}`;
  return {
    actor: "platform",
    action,
    subject: `workspace:${place}`,
    cluster: null,
    place,
    before: before === null ? null : { state: before },
    after: { state: action === "workspace-joined" ? "waiting" : "gone" },
  };
}
