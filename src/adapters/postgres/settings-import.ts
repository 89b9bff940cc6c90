import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { SettingsImport } from "../../people/settings-import.port.ts";
import type { PeopleSettings, WorkspaceSettings } from "../../people/workspace-settings.ts";
import { insertAudit } from "./audit-trail.ts";
import { endGroupRoles } from "./end-group-roles.ts";
import { inTransaction } from "./in-transaction.ts";
import { accountHash } from "./mentions.ts";
import { personWith } from "./person-rows.ts";
import { noteStandingSettings } from "./standing-settings.ts";
import { translatingErrors } from "./translate-error.ts";

/**
 * What was taken over is remembered by entry, so that a workspace added to the file later is taken over too, and one
 * that an administrator has decided about since is not.
 */
export function createSettingsImport(pool: Pool): SettingsImport {
  return translatingErrors<SettingsImport>({
    noteStanding: (start) => inTransaction(pool, (client) => noteStandingSettings(client, start)),
    importOnce: (settings) => inTransaction(pool, (client) => importOnce(client, settings)),
  });
}

/** Under which a workspace's entry of the settings file is remembered as having had its say. */
export function settingsEntryKey({ platform, id }: Pick<WorkspaceSettings, "platform" | "id">): string {
  return `settings-file ${platform}:${id}`;
}

async function importOnce(client: PoolClient, { workspaces, administrators }: PeopleSettings) {
  const known = await client.query<{ id: string }>("SELECT id FROM cluster");
  const clusters = new Set(known.rows.map((row) => row.id));
  const unknown = new Set<string>();
  let count = 0;
  for (const workspace of workspaces) {
    if (!(await isNews(client, settingsEntryKey(workspace)))) continue;
    if (!clusters.has(workspace.cluster)) unknown.add(workspace.cluster);
    else if (await importWorkspace(client, workspace)) count += 1;
  }
  for (const reference of administrators) {
    if (await wasErased(client, reference)) continue;
    if (await remember(client, `settings-file administrator:${reference}`))
      await importAdministrator(client, reference);
  }
  await forgetHashes(client, administrators);
  return { workspaces: count, unknownClusters: [...unknown] };
}

async function isNews(client: PoolClient, key: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM installation_fact WHERE key = $1", [key]);
  return rowCount === 0;
}

/** Of two bots that start at once the second waits here, finds it remembered, and undoes nothing. */
async function remember(client: PoolClient, key: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "INSERT INTO installation_fact (key, value) VALUES ($1, 'taken over') ON CONFLICT (key) DO NOTHING",
    [key],
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

interface RowBefore {
  readonly state: string;
  readonly cluster_id: string | null;
}

/**
 * Confirms it as the file says, and leaves nothing of what was proposed there meanwhile. One that is gone is left
 * alone until the bot is in it again.
 */
async function importWorkspace(client: PoolClient, settings: WorkspaceSettings): Promise<boolean> {
  const { platform, id, cluster, members, channels } = settings;
  const found = await client.query<RowBefore>(
    "SELECT state, cluster_id FROM workspace WHERE platform = $1 AND external_id = $2 FOR UPDATE",
    [platform, id],
  );
  const before = found.rows[0] ?? null;
  if (before?.state === "gone" || !(await remember(client, settingsEntryKey(settings)))) return false;
  const everyoneIsMember = members === "everyone";
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO workspace (id, platform, external_id, state, cluster_id, everyone_is_member, confirmed_at)
     VALUES ($1::uuid, $2, $3, 'confirmed', $4, $5, now())
     ON CONFLICT (platform, external_id) DO UPDATE SET state = 'confirmed', cluster_id = EXCLUDED.cluster_id,
       everyone_is_member = EXCLUDED.everyone_is_member, confirmed_at = now(), revision = workspace.revision + 1
     RETURNING id`,
    [randomUUID(), platform, id, cluster, everyoneIsMember],
  );
  const workspaceId = rows[0]?.id ?? "";
  await importChannels(client, workspaceId, channels);
  await endGroupRoles(client, { workspaces: [workspaceId] }, fromFile);
  const groups = await importGroups(client, workspaceId, settings);
  await insertAudit(client, {
    ...fromFile,
    action: "workspace-taken-over",
    subject: `workspace:${platform}:${id}`,
    cluster,
    before: before === null ? null : { state: before.state, cluster: before.cluster_id },
    after: { state: "confirmed", cluster, everyoneIsMember, channels, groups },
  });
  return true;
}

async function importChannels(
  client: PoolClient,
  workspaceId: string,
  channels: WorkspaceSettings["channels"],
): Promise<void> {
  await client.query("DELETE FROM workspace_channel WHERE workspace_id = $1::uuid", [workspaceId]);
  for (const [channel, audience] of Object.entries(channels)) {
    await client.query(
      `INSERT INTO workspace_channel (workspace_id, channel_id, purposes, audience)
       VALUES ($1::uuid, $2, '{}', $3::audience)`,
      [workspaceId, channel, audience],
    );
  }
}

async function importGroups(
  client: PoolClient,
  workspaceId: string,
  { cluster, members, board }: WorkspaceSettings,
) {
  const given = [
    ...(members === "everyone" ? [] : members.map((group) => ({ group, role: "member" }))),
    ...board.map((group) => ({ group, role: "board" })),
  ];
  for (const { group, role } of given) {
    await client.query(
      `INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id, given_by)
       SELECT $1::uuid, $2::role, $3, $4::uuid, $5, '${fromFile.actor}' WHERE NOT EXISTS (SELECT FROM role_grant
         WHERE role = $2::role AND cluster_id = $3 AND workspace_id = $4::uuid AND group_id = $5 AND expires_at IS NULL)`,
      [randomUUID(), role, cluster, workspaceId, group],
    );
  }
  return given;
}

async function importAdministrator(client: PoolClient, reference: string): Promise<void> {
  const personId = await personWith(client, reference, "");
  const { rowCount } = await client.query(
    `INSERT INTO role_grant (id, role, person_id, given_by) SELECT $1::uuid, 'administrator', $2::uuid, '${fromFile.actor}'
     WHERE NOT EXISTS (SELECT FROM role_grant WHERE role = 'administrator' AND cluster_id IS NULL
       AND person_id = $2::uuid AND expires_at IS NULL)`,
    [randomUUID(), personId],
  );
  if (rowCount === 0) return;
  await insertAudit(client, {
    ...fromFile,
    action: "role-given",
    subject: `person:${personId}`,
    cluster: null,
    before: null,
    after: { role: "administrator", whose: reference },
  });
}

const fromFile = { actor: "settings file", place: "settings file" } as const;
