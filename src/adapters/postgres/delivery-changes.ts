import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { AnnouncementChange, NewRun } from "../../announcing/announcement-store.port.ts";
import { statusWord, writeWords } from "./announcement-words.ts";
import { holdAboveCap, lockWorkspacesOf } from "./daily-cap.ts";
import { partInDoubt } from "./delivery-record.ts";
import { approvesForItself, ownApproval } from "./present-consent.ts";

interface DeliveriesChange {
  readonly id: string;
  readonly deliveries: NonNullable<AnnouncementChange["deliveries"]>;
  readonly now: Date;
}

const untried =
  "sending_since IS NULL AND receipts = '[]' AND state IN ('waiting', 'held', 'late', 'refused')";

const recallable =
  "state <> 'sending' AND receipts <> '[]' AND (sending_since IS NULL OR state IN ('unconfirmed', 'skipped'))";
const toRecall = (now: string) =>
  `goal = 'recall', state = 'waiting', next_at = ${now}, part = 0, reason = NULL, finished_at = NULL,
   notes = CASE WHEN state = 'unconfirmed' THEN notes || ${partInDoubt} ELSE notes END, sending_since = NULL`;

/** It was in doubt when what is to come was corrected, and what is posted was not. */
export const keepsText = '{"note": "keeps-text"}';

/** What becomes of an announcement's deliveries, in the transaction that changes it. */
export async function changeDeliveries(
  client: PoolClient,
  { id, deliveries, now }: DeliveriesChange,
): Promise<void> {
  switch (deliveries) {
    case "unmake":
      await client.query("DELETE FROM announcement_run WHERE announcement_id = $1::uuid", [id]);
      return;
    case "edit":
      await client.query(
        // A region that approves for itself keeps the earlier text until somebody there has seen the other.
        `UPDATE delivery d SET goal = 'edit', next_at = $2, part = 0, reason = NULL,
           state = (CASE WHEN ${approvesForItself} THEN 'held' ELSE 'waiting' END)::delivery_state,
           finished_at = CASE WHEN ${approvesForItself} THEN d.finished_at END
         FROM announcement a, workspace w WHERE d.announcement_id = $1::uuid AND a.id = d.announcement_id AND w.id = d.workspace_id
           AND d.receipts <> '[]' AND ((d.goal IN ('post', 'edit') AND d.state IN ('done', 'refused')) OR (d.goal = 'edit' AND d.state IN ('held', 'skipped')))`,
        [id, now],
      );
      await client.query(
        `UPDATE delivery SET notes = (SELECT COALESCE(jsonb_agg(one), '[]') FROM jsonb_array_elements(notes) AS one WHERE one <> '${keepsText}')
         WHERE announcement_id = $1::uuid AND notes @> '[${keepsText}]'`,
        [id],
      );
      await holdAgain(client, id);
      return;
    case "reword":
      // Of what may be there nobody said yet that it is: then it stays as well.
      await client.query(
        `UPDATE delivery SET notes = notes || '[${keepsText}]' WHERE announcement_id = $1::uuid AND state = 'unconfirmed'`,
        [id],
      );
      await holdAgain(client, id);
      return;
    case "cancel":
      await leaveOut(client, id, "cancelled");
      return;
    case "recall":
      await leaveOut(client, id, "recalled");
      await client.query(
        `UPDATE delivery SET ${toRecall("$2")} WHERE announcement_id = $1::uuid AND ${recallable}`,
        [id, now],
      );
      return;
  }
}

/** What a region let through was the earlier text. What is being tried is held with its outcome: delivery-record.ts. */
async function holdAgain(client: PoolClient, id: string): Promise<void> {
  await client.query(
    `UPDATE delivery SET state = 'held', reason = NULL, finished_at = NULL
     WHERE announcement_id = $1::uuid AND goal = 'post' AND state IN ('waiting', 'late')
       AND sending_since IS NULL AND receipts = '[]' AND notes @> ${ownApproval}`,
    [id],
  );
  await client.query(
    `UPDATE delivery d SET state = 'held', part = 0 FROM announcement a, workspace w
     WHERE d.announcement_id = $1::uuid AND a.id = d.announcement_id AND w.id = d.workspace_id
       AND d.goal = 'edit' AND d.state = 'waiting' AND d.sending_since IS NULL AND ${approvesForItself}`,
    [id],
  );
}

/** Out of the workspaces of these clusters only. */
export async function takeBackFrom(
  client: PoolClient,
  { id, clusters, now }: { readonly id: string; readonly clusters: readonly string[]; readonly now: Date },
): Promise<void> {
  const theirs = "workspace_id IN (SELECT w.id FROM workspace w WHERE w.cluster_id = ANY ($2))";
  await client.query(
    `UPDATE delivery SET state = 'skipped', reason = 'recalled'
     WHERE announcement_id = $1::uuid AND ${theirs} AND ${untried}`,
    [id, clusters],
  );
  await client.query(
    `UPDATE delivery SET ${toRecall("$3")} WHERE announcement_id = $1::uuid AND ${theirs} AND ${recallable}`,
    [id, clusters, now],
  );
}

/** What nothing was tried of. What is in doubt stays: it is looked up first. */
async function leaveOut(client: PoolClient, id: string, reason: "cancelled" | "recalled"): Promise<void> {
  await client.query(
    `UPDATE delivery SET state = 'skipped', reason = $2 WHERE announcement_id = $1::uuid AND ${untried}`,
    [id, reason],
  );
}

/**
 * Runs that are there already stay as they are, with their deliveries. The workspaces are locked. How many deliveries are
 * held that were not planned so.
 */
export async function writeRuns(client: PoolClient, id: string, runs: readonly NewRun[]): Promise<number> {
  const { rows } = await client.query<{ id: string; slot: string }>(
    `INSERT INTO announcement_run (id, announcement_id, slot)
     SELECT run.id, $1::uuid, run.slot FROM jsonb_to_recordset($2::jsonb) AS run (id uuid, slot text)
     ON CONFLICT (announcement_id, slot) DO NOTHING RETURNING id, slot`,
    [id, JSON.stringify(runs.map(({ slot }) => ({ id: randomUUID(), slot })))],
  );
  const made = new Map(rows.map((row) => [row.slot, row.id]));
  const deliveries = runs.flatMap(({ slot, deliveries: all }) => {
    const run = made.get(slot);
    return run === undefined ? [] : all.map((delivery) => ({ id: randomUUID(), run, ...delivery }));
  });
  await client.query(
    `INSERT INTO delivery (id, run_id, announcement_id, workspace_id, channel_id, channel_name, lane, due_at, next_at, state, reason, notes)
     SELECT d.id, d.run, $1::uuid, d."workspaceId", d.channel, d."channelName", d.lane, d."dueAt", d."dueAt",
       (CASE d.kind WHEN 'goes' THEN 'waiting' ELSE d.kind END)::delivery_state,
       CASE d.kind WHEN 'skipped' THEN d.notes -> -1 ->> 'note' END, d.notes
     FROM jsonb_to_recordset($2::jsonb) AS d (id uuid, run uuid, "workspaceId" uuid, channel text, "channelName" text, lane text,
       "dueAt" timestamptz, kind text, notes jsonb)
     ON CONFLICT (run_id, workspace_id, channel_id) DO NOTHING`,
    [id, JSON.stringify(deliveries)],
  );
  return await holdAboveCap(client, [...made.values()]);
}

/** Once a region's yes was needed it is asked for again: whether it was given before is not kept. */
const wasHeld = `d.notes @? '$[*] ? (@.note == "own-approval" || @.note == "daily-cap" || (@.note == "bank-holidays-unknown" && !exists(@.day)))'`;

/** How many deliveries are held now that were not before: others may have reached a daily cap meanwhile. */
export async function skipRun(
  client: PoolClient,
  { id, slot, isSkipped }: { readonly id: string; readonly slot: string; readonly isSkipped: boolean },
): Promise<number> {
  const { rows } = await client.query<{ run: string }>(
    "UPDATE announcement_run SET is_skipped = $3 WHERE announcement_id = $1::uuid AND slot = $2 RETURNING id AS run",
    [id, slot, isSkipped],
  );
  const runs = rows.map(({ run }) => run);
  if (!isSkipped) await lockWorkspacesOf(client, runs);
  await client.query(
    `UPDATE delivery d SET state = (CASE WHEN $3 THEN 'skipped' WHEN ${wasHeld} THEN 'held' ELSE 'waiting' END)::delivery_state, reason = CASE WHEN $3 THEN 'run-skipped' END
     FROM announcement_run r WHERE r.id = d.run_id AND d.announcement_id = $1::uuid AND r.slot = $2
       AND d.sending_since IS NULL AND d.receipts = '[]'
       AND CASE WHEN $3 THEN d.state IN ('waiting', 'held', 'late') ELSE d.state = 'skipped' AND d.reason = 'run-skipped' END`,
    [id, slot, isSkipped],
  );
  return isSkipped ? 0 : await holdAboveCap(client, runs);
}

/** Of runs of the last month: whoever is told of them still has the message. */
export async function writeStatus(client: PoolClient, id: string, now: Date): Promise<void> {
  const { rows } = await client.query<{ run: string }>(
    `SELECT DISTINCT run_id AS run FROM delivery
     WHERE announcement_id = $1::uuid AND due_at > $2::timestamptz - interval '30 days' AND (receipts <> '[]' OR finished_at IS NOT NULL)`,
    [id, now],
  );
  await writeWords(
    client,
    rows.map(({ run }) => statusWord(run)),
  );
}
