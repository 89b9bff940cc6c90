import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { SettingsImport } from "../../people/settings-import.port.ts";
import type { PeopleSettings, WorkspaceSettings } from "../../people/workspace-settings.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { accountHash } from "./mentions.ts";
import { personWith } from "./person-rows.ts";
import { translatingErrors } from "./translate-error.ts";

/** What was taken over is remembered by entry, so that a workspace added to the file later is taken over too. */
export function createSettingsImport(pool: Pool): SettingsImport {
  return translatingErrors<SettingsImport>({
    importOnce: (settings) => inTransaction(pool, (client) => importOnce(client, settings)),
  });
}

async function importOnce(client: PoolClient, { workspaces, administrators }: PeopleSettings) {
  const known = await client.query<{ id: string }>("SELECT id FROM cluster");
  const clusters = new Set(known.rows.map((row) => row.id));
  const unknown = new Set<string>();
  let count = 0;
  for (const workspace of workspaces) {
    if (!clusters.has(workspace.cluster)) {
      unknown.add(workspace.cluster);
      continue;
    }
    if (!(await isFirstTime(client, `${workspace.platform}:${workspace.id}`))) continue;
    await importWorkspace(client, workspace);
    count += 1;
  }
  for (const reference of administrators) {
    if (await wasErased(client, reference)) continue;
    if (await isFirstTime(client, `administrator:${reference}`)) await importAdministrator(client, reference);
  }
  await forgetHashes(client, administrators);
  return { workspaces: count, unknownClusters: [...unknown] };
}

async function isFirstTime(client: PoolClient, entry: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "INSERT INTO installation_fact (key, value) VALUES ($1, 'taken over') ON CONFLICT (key) DO NOTHING",
    [`settings-file ${entry}`],
  );
  return rowCount === 1;
}

/** Of an administrator who was erased the hash of the account is kept for as long as the file names them. */
const erasedEntry = (reference: string): string => `settings-file administrator:${accountHash(reference)}`;

async function wasErased(client: PoolClient, reference: string): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM installation_fact WHERE key = $1", [
    erasedEntry(reference),
  ]);
  return rows.length > 0;
}

async function forgetHashes(client: PoolClient, administrators: readonly string[]): Promise<void> {
  await client.query(
    `DELETE FROM installation_fact
     WHERE key LIKE 'settings-file administrator:sha256:%' AND key <> ALL ($1::text[])`,
    [administrators.map(erasedEntry)],
  );
}

async function importWorkspace(client: PoolClient, settings: WorkspaceSettings): Promise<void> {
  const { platform, id, cluster, members, board, channels } = settings;
  const everyoneIsMember = members === "everyone";
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO workspace (id, platform, external_id, state, cluster_id, everyone_is_member, confirmed_at)
     VALUES ($1::uuid, $2, $3, 'confirmed', $4, $5, now())
     ON CONFLICT (platform, external_id) DO UPDATE SET state = 'confirmed', cluster_id = EXCLUDED.cluster_id,
       everyone_is_member = EXCLUDED.everyone_is_member, confirmed_at = now(), gone_at = NULL,
       revision = workspace.revision + 1
     RETURNING id`,
    [randomUUID(), platform, id, cluster, everyoneIsMember],
  );
  const workspaceId = rows[0]?.id;
  for (const [channel, audience] of Object.entries(channels)) {
    await client.query(
      `INSERT INTO workspace_channel (workspace_id, channel_id, purposes, audience) VALUES ($1::uuid, $2, '{}', $3::audience)
       ON CONFLICT (workspace_id, channel_id) DO UPDATE SET audience = EXCLUDED.audience`,
      [workspaceId, channel, audience],
    );
  }
  const given = [
    ...(members === "everyone" ? [] : members.map((group) => ({ group, role: "member" }))),
    ...board.map((group) => ({ group, role: "board" })),
  ];
  for (const { group, role } of given) {
    await client.query(
      `INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id)
       VALUES ($1::uuid, $2::role, $3, $4::uuid, $5)`,
      [randomUUID(), role, cluster, workspaceId, group],
    );
  }
  await insertAudit(client, {
    ...fromFile,
    action: "workspace-taken-over",
    subject: `workspace:${platform}:${id}`,
    cluster,
    after: { cluster, everyoneIsMember, channels, groups: given },
  });
}

async function importAdministrator(client: PoolClient, reference: string): Promise<void> {
  const personId = await personWith(client, reference, "");
  await client.query(
    "INSERT INTO role_grant (id, role, person_id) VALUES ($1::uuid, 'administrator', $2::uuid)",
    [randomUUID(), personId],
  );
  await insertAudit(client, {
    ...fromFile,
    action: "role-given",
    subject: `person:${personId}`,
    cluster: null,
    after: { role: "administrator" },
  });
}

const fromFile = { actor: "settings file", place: "settings file", before: null } as const;
