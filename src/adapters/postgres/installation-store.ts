import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type {
  Installation,
  InstallationHealth,
  InstallationStore,
  LostInstallation,
  SealingKey,
  StoredInstallation,
} from "../../people/installation-store.port.ts";
import { BotError } from "../../shared/errors.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { currentKey, keyWithId, seal, unseal } from "./seal.ts";
import { translatingErrors } from "./translate-error.ts";
import { joinWorkspace } from "./workspace-store.ts";

/** What is sealed, as JSON. The team is in it too, so that it can be compared with the row's. */
const Sealed = z.object({
  team: z.string(),
  botToken: z.string(),
  botUserId: z.string(),
  botId: z.string().nullable(),
});

interface SealedRow {
  readonly workspace_id: string;
  readonly external_id: string;
  readonly name: string;
  readonly key_id: string;
  readonly sealed: Uint8Array;
  readonly installed_at: Date;
}

const sealedRows = `SELECT installation.workspace_id, workspace.external_id, workspace.name, key_id, sealed,
    installed_at
  FROM installation JOIN workspace ON workspace.id = installation.workspace_id
  WHERE workspace.platform = 'slack'`;

/** Installations of the Slack app; `keys` are those of CLUSTERBOT_KEYS, the first of them seals. */
export function createInstallationStore(pool: Pool, keys: readonly SealingKey[]): InstallationStore {
  return translatingErrors<InstallationStore>({
    save: (installation, installer) =>
      inTransaction(pool, (client) => save(client, { installation, installer, key: currentKey(keys) })),
    find: async (workspace) => {
      const { rows } = await pool.query<SealedRow>(`${sealedRows} AND workspace.external_id = $1`, [
        workspace,
      ]);
      return rows[0] === undefined ? null : open(rows[0], keys);
    },
    list: async () => {
      const { rows } = await pool.query<Installation>(
        `SELECT workspace.external_id AS workspace, workspace.name FROM installation
         JOIN workspace ON workspace.id = installation.workspace_id
         WHERE workspace.platform = 'slack' ORDER BY workspace.name, workspace.external_id`,
      );
      return rows;
    },
    health: async () => {
      const { rows } = await pool.query<SealedRow>(`${sealedRows} ORDER BY workspace.external_id`);
      return healthOf(rows, keys);
    },
    lost: () => lostOf(pool, keys),
    dropLost: () => inTransaction(pool, (client) => dropLost(client, keys)),
    rotate: () => inTransaction(pool, (client) => rotate(client, keys)),
  });
}

interface Saving {
  readonly installation: Installation;
  readonly installer: string;
  readonly key: SealingKey;
}

async function save(client: PoolClient, { installation, installer, key }: Saving): Promise<void> {
  const { workspace, name, botToken, botUserId, botId } = installation;
  const id = await joinWorkspace(client, { platform: "slack", id: workspace, name });
  const content = JSON.stringify({ team: workspace, botToken, botUserId, botId });
  await client.query(
    `INSERT INTO installation (workspace_id, key_id, sealed) VALUES ($1::uuid, $2, $3)
     ON CONFLICT (workspace_id) DO UPDATE SET key_id = EXCLUDED.key_id, sealed = EXCLUDED.sealed, installed_at = now()`,
    [id, key.id, seal(content, placeOf(id), key)],
  );
  await insertAudit(client, {
    actor: installer,
    action: "app-installed",
    subject: `workspace:slack:${workspace}`,
    cluster: null,
    place: `slack:${workspace}`,
    before: null,
    after: { key: key.id },
  });
}

function placeOf(workspaceId: string) {
  return { table: "installation", row: workspaceId, field: "sealed" };
}

function open(row: SealedRow, keys: readonly SealingKey[]): StoredInstallation {
  const key = keyWithId(keys, row.key_id);
  const content = Sealed.parse(JSON.parse(unseal(row.sealed, placeOf(row.workspace_id), key)));
  const { team, ...bot } = content;
  if (team !== row.external_id) throw new BotError("KEY_WRONG", { detail: `key ${key.id}` });
  return { workspace: team, name: row.name, installedAt: row.installed_at, ...bot };
}

function healthOf(rows: readonly SealedRow[], keys: readonly SealingKey[]): InstallationHealth {
  const outdated = rows.filter((row) => row.key_id !== keys[0]?.id).length;
  for (const row of rows) {
    try {
      open(row, keys);
    } catch (error) {
      const isMissing = error instanceof BotError && error.code === "KEY_MISSING";
      const code = isMissing ? "KEY_MISSING" : "KEY_WRONG";
      return { count: rows.length, outdated, problem: { code, keyId: row.key_id } };
    }
  }
  return { count: rows.length, outdated, problem: null };
}

/** `lock`: nobody installs one of them again meanwhile. */
async function lostOf(
  database: Pick<PoolClient, "query">,
  keys: readonly SealingKey[],
  lock: "" | "FOR UPDATE OF installation" = "",
): Promise<readonly LostInstallation[]> {
  const { rows } = await database.query<SealedRow>(
    `${sealedRows} AND NOT key_id = ANY ($1::text[]) ORDER BY workspace.name, workspace.external_id ${lock}`,
    [keys.map(({ id }) => id)],
  );
  return rows.map(({ external_id, name, key_id }) => ({ workspace: external_id, name, keyId: key_id }));
}

async function dropLost(
  client: PoolClient,
  keys: readonly SealingKey[],
): Promise<readonly LostInstallation[]> {
  const lost = await lostOf(client, keys, "FOR UPDATE OF installation");
  await client.query(
    `DELETE FROM installation USING workspace
     WHERE workspace.id = workspace_id AND platform = 'slack' AND external_id = ANY ($1::text[])`,
    [lost.map(({ workspace }) => workspace)],
  );
  for (const { workspace, keyId } of lost)
    await insertAudit(client, {
      actor: "command line",
      action: "installation-dropped",
      subject: `workspace:slack:${workspace}`,
      cluster: null,
      place: "command line",
      before: { key: keyId },
      after: null,
    });
  return lost;
}

async function rotate(client: PoolClient, keys: readonly SealingKey[]) {
  const key = currentKey(keys);
  const { rows } = await client.query<SealedRow>(`${sealedRows} FOR UPDATE OF installation`);
  for (const row of rows) {
    const place = placeOf(row.workspace_id);
    const content = unseal(row.sealed, place, keyWithId(keys, row.key_id));
    await client.query("UPDATE installation SET key_id = $2, sealed = $3 WHERE workspace_id = $1::uuid", [
      row.workspace_id,
      key.id,
      seal(content, place, key),
    ]);
  }
  await insertAudit(client, {
    actor: "command line",
    action: "keys-rotated",
    subject: "installations",
    cluster: null,
    place: "command line",
    before: { keys: [...new Set(rows.map((row) => row.key_id))].toSorted() },
    after: { keys: [key.id], installations: rows.length },
  });
  return { keyId: key.id, count: rows.length };
}
