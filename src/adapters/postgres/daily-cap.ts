import type { PoolClient } from "pg";

/** Whether a delivery counts towards the daily cap of its `workspace w`; the names of it and its announcement. */
export const countsTowardsCap = (delivery: string, announcement: string): string =>
  `${delivery}.state IN ('waiting', 'sending', 'done', 'unconfirmed')
     AND ${announcement}.cluster_id IS DISTINCT FROM w.cluster_id AND ${announcement}.state IN ('approved', 'finished')`;

/** As lockPlanned does, of what these runs have deliveries for. */
export async function lockWorkspacesOf(client: PoolClient, runs: readonly string[]): Promise<void> {
  await client.query(
    `SELECT FROM workspace WHERE id IN (SELECT workspace_id FROM delivery WHERE run_id = ANY ($1::uuid[]))
     ORDER BY id FOR NO KEY UPDATE`,
    [runs],
  );
}

/**
 * Holds what of these runs is above a region's daily cap by now: between planning them and writing them down others may
 * have been approved. Counted as for planning (`promisedByDay`). How many were held.
 */
export async function holdAboveCap(client: PoolClient, runs: readonly string[]): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE delivery d SET state = 'held', notes = d.notes || '[{"note": "daily-cap"}]'
     FROM announcement a, workspace w
     WHERE d.run_id = ANY ($1::uuid[]) AND d.state = 'waiting' AND d.sending_since IS NULL AND d.receipts = '[]' AND a.id = d.announcement_id AND w.id = d.workspace_id
       AND a.position_version_id IS NULL AND a.cluster_id IS DISTINCT FROM w.cluster_id
       AND w.daily_cap <= (
         SELECT count(DISTINCT o.run_id) FROM delivery o JOIN announcement b ON b.id = o.announcement_id
         WHERE o.workspace_id = d.workspace_id AND o.run_id <> d.run_id
           AND ${countsTowardsCap("o", "b")}
           AND (o.run_id <> ALL ($1::uuid[]) OR o.due_at < d.due_at)
           AND (o.due_at AT TIME ZONE w.zone)::date = (d.due_at AT TIME ZONE w.zone)::date)`,
    [runs],
  );
  return rowCount ?? 0;
}
