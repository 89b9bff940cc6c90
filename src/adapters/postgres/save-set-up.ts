import type { PoolClient } from "pg";
import type { WorkspaceChange } from "../../people/workspace-store.port.ts";

/** What a workspace agrees to, in the transaction that changes it. */
export async function saveConsent(
  client: PoolClient,
  id: string,
  { consent }: WorkspaceChange,
): Promise<void> {
  if (consent === undefined) return;
  const { holds, vetoHours, dailyCap, quiet, zone, optedOutTopics, bankHolidays } = consent;
  await client.query(
    `UPDATE workspace SET holds_announcements = $2, daily_cap = $3, quiet_from = $4, quiet_until = $5, zone = $6,
       opted_out_topics = $7, bank_holidays = $8, veto_hours = $9 WHERE id = $1::uuid`,
    [
      id,
      holds,
      dailyCap,
      quiet?.from ?? null,
      quiet?.until ?? null,
      zone,
      optedOutTopics,
      bankHolidays,
      vetoHours,
    ],
  );
}

/** What channels are for and who reads there, in the transaction that changes it. */
export async function saveChannels(client: PoolClient, id: string, change: WorkspaceChange): Promise<void> {
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
