import type { PoolClient } from "pg";
import type { ChangeExpectation, Replacing } from "../../announcing/announcement-store.port.ts";
import { insertAudit } from "./audit-trail.ts";

/** A run after that day, by its minute on the wall. */
const isLater = `left(r.slot, 10) COLLATE "C" > $2`;

/** Locks the announcement whose place is taken. */
export async function lockReplaced(client: PoolClient, { id }: Replacing): Promise<void> {
  await client.query("SELECT FROM announcement WHERE id = $1::uuid FOR UPDATE", [id]);
}

/**
 * Locks the deliveries of the announcement whose place is taken. False where it has changed since that was worked
 * out, something of it went out after its last day, or another one has its place already.
 */
export async function canReplace(
  client: PoolClient,
  { id, revision, lastDay }: Replacing,
  successor: string,
): Promise<boolean> {
  const { rowCount: same } = await client.query(
    "SELECT FROM announcement WHERE id = $1::uuid AND revision = $2",
    [id, revision],
  );
  if (same === 0) return false;
  const { rows } = await client.query<{ isInTheWay: boolean }>(
    `SELECT ${isLater} AND (d.sending_since IS NOT NULL OR d.receipts <> '[]' OR d.state IN ('done', 'unconfirmed')) AS "isInTheWay"
     FROM delivery d JOIN announcement_run r ON r.id = d.run_id WHERE d.announcement_id = $1::uuid FOR UPDATE OF d`,
    [id, lastDay],
  );
  const { rowCount: others } = await client.query(
    `SELECT FROM announcement WHERE replaces_id = $1::uuid AND id <> $2::uuid AND state IN ('approved', 'finished', 'recalled')`,
    [id, successor],
  );
  return others === 0 && !rows.some(({ isInTheWay }) => isInTheWay);
}

/** Ends it with its last day: nothing after that goes out, nor can be taken up again. */
export async function endReplaced(
  client: PoolClient,
  { id, lastDay, schedule }: Replacing,
  { now, by: { actor, place } }: Pick<ChangeExpectation, "now" | "by">,
): Promise<void> {
  if (schedule === null) return;
  const { rows } = await client.query<{ number: number; cluster: string; before: unknown }>(
    `UPDATE announcement a SET schedule = $2::jsonb, made_until = NULL, revision = a.revision + 1, updated_at = $3
     FROM announcement before WHERE a.id = $1::uuid AND before.id = a.id
     RETURNING a.number, a.cluster_id AS cluster, before.schedule AS before`,
    [id, JSON.stringify(schedule), now],
  );
  await client.query(
    `UPDATE delivery d SET state = 'skipped', reason = 'replaced', finished_at = NULL FROM announcement_run r
     WHERE r.id = d.run_id AND d.announcement_id = $1::uuid AND ${isLater}
       AND d.sending_since IS NULL AND d.receipts = '[]'`,
    [id, lastDay],
  );
  await client.query(
    `UPDATE announcement_run r SET is_skipped = false WHERE announcement_id = $1::uuid AND ${isLater}`,
    [id, lastDay],
  );
  for (const { number, cluster, before } of rows)
    await insertAudit(client, {
      actor,
      place,
      action: "announcement-replace",
      subject: `announcement:A${number}`,
      cluster,
      before: { schedule: before },
      after: { schedule },
    });
}
