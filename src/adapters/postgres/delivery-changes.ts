import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { AnnouncementChange, NewRun, Settlement } from "../../announcing/announcement-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { statusWord, writeWords } from "./announcement-words.ts";
import { insertAuditLines } from "./audit-trail.ts";

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
  `goal = 'recall', state = 'waiting', next_at = ${now}, part = 0, reason = NULL, finished_at = NULL`;

/** It was in doubt when what is to come was corrected, and what is posted was not. */
const keepsText = '{"note": "keeps-text"}';

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
        `UPDATE delivery SET goal = 'edit', state = 'waiting', next_at = $2, part = 0, reason = NULL, finished_at = NULL
         WHERE announcement_id = $1::uuid AND goal IN ('post', 'edit') AND receipts <> '[]' AND state IN ('done', 'refused')`,
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

/** What a region let through was the earlier text. */
async function holdAgain(client: PoolClient, id: string): Promise<void> {
  await client.query(
    `UPDATE delivery SET state = 'held', reason = NULL, finished_at = NULL
     WHERE announcement_id = $1::uuid AND goal = 'post' AND state IN ('waiting', 'late')
       AND sending_since IS NULL AND receipts = '[]' AND notes @> '[{"note": "own-approval"}]'`,
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

/** Runs that are there already stay as they are, with their deliveries. */
export async function writeRuns(client: PoolClient, id: string, runs: readonly NewRun[]): Promise<void> {
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
}

/** Once a region's yes was needed it is asked for again: whether it was given before is not kept. */
const wasHeld = `d.notes @? '$[*] ? (@.note == "own-approval" || @.note == "daily-cap" || (@.note == "bank-holidays-unknown" && !exists(@.day)))'`;

export async function skipRun(
  client: PoolClient,
  { id, slot, isSkipped }: { readonly id: string; readonly slot: string; readonly isSkipped: boolean },
): Promise<void> {
  await client.query(
    "UPDATE announcement_run SET is_skipped = $3 WHERE announcement_id = $1::uuid AND slot = $2",
    [id, slot, isSkipped],
  );
  await client.query(
    `UPDATE delivery d SET state = (CASE WHEN $3 THEN 'skipped' WHEN ${wasHeld} THEN 'held' ELSE 'waiting' END)::delivery_state, reason = CASE WHEN $3 THEN 'run-skipped' END
     FROM announcement_run r WHERE r.id = d.run_id AND d.announcement_id = $1::uuid AND r.slot = $2
       AND d.sending_since IS NULL AND d.receipts = '[]'
       AND CASE WHEN $3 THEN d.state IN ('waiting', 'held', 'late') ELSE d.state = 'skipped' AND d.reason = 'run-skipped' END`,
    [id, slot, isSkipped],
  );
}

/** More parts are to come, or what is there was corrected or taken back since. */
const goesOn = `(d.reason = 'parts-left' OR a.state = 'recalled'
    OR (a.content_revision <> d.attempted_revision AND NOT d.notes @> '[${keepsText}]'))`;

/** Which state each settlement is for, and what becomes of it. */
const settlements: Readonly<
  Record<Settlement, { readonly from: string; readonly and?: string; readonly set: string }>
> = {
  // The part that was in doubt counts as there, with a receipt that names no message; what is left goes on from there.
  there: {
    from: "'unconfirmed'",
    set: `receipts = receipts || '[{"id": "", "link": null}]', sending_since = NULL, next_at = $2,
      state = (CASE WHEN ${goesOn} THEN 'waiting' ELSE 'done' END)::delivery_state,
      reason = CASE WHEN ${goesOn} THEN NULL ELSE 'said-to-be-there' END,
      finished_at = CASE WHEN ${goesOn} THEN NULL ELSE finished_at END`,
  },
  again: {
    from: "'unconfirmed', 'refused', 'late'",
    set: "state = 'waiting', next_at = $2, due_at = CASE WHEN receipts = '[]' THEN $2 ELSE due_at END, sending_since = NULL, reason = NULL, finished_at = NULL, filled = CASE WHEN receipts = '[]' AND d.state <> 'unconfirmed' THEN NULL ELSE filled END",
  },
  leave: {
    from: "'held', 'late', 'refused', 'unconfirmed'",
    set: "state = 'skipped', reason = 'left-out', finished_at = $2",
  },
  veto: {
    from: "'waiting'",
    and: "d.goal = 'post' AND d.sending_since IS NULL AND d.receipts = '[]'",
    set: "state = 'skipped', reason = 'vetoed', finished_at = $2",
  },
  release: {
    from: "'held'",
    set: "state = 'waiting', due_at = GREATEST(due_at, $2), next_at = GREATEST(due_at, $2)",
  },
};

/** Of several runs that would all go out at once in the same channel only the newest does. */
async function leaveOvertaken(
  client: PoolClient,
  { deliveries, from, now }: Pick<Settling, "deliveries" | "now"> & { readonly from: string },
): Promise<void> {
  const isMeant = (one: string): string =>
    `${one}.id = ANY ($1::uuid[]) AND ${one}.state IN (${from}) AND ${one}.goal = 'post' AND ${one}.receipts = '[]' AND ${one}.due_at <= $2`;
  await client.query(
    `UPDATE delivery d SET state = 'skipped', reason = 'overtaken', finished_at = $2
     WHERE ${isMeant("d")} AND d.state <> 'unconfirmed'
       AND EXISTS (SELECT FROM delivery newer WHERE ${isMeant("newer")} AND newer.announcement_id = d.announcement_id
         AND newer.workspace_id = d.workspace_id AND newer.channel_id = d.channel_id AND newer.due_at > d.due_at)`,
    [deliveries, now],
  );
}

interface Settling {
  readonly deliveries: readonly string[];
  readonly settlement: Settlement;
  readonly doing: Doing;
  readonly now: Date;
}

export async function settleDeliveries(
  client: PoolClient,
  { deliveries, settlement, doing, now }: Settling,
): Promise<number> {
  const { from, and = "TRUE", set } = settlements[settlement];
  if (settlement === "again" || settlement === "release")
    await leaveOvertaken(client, { deliveries, from, now });
  const { rows } = await client.query<{ id: string; run: string; number: number; cluster: string }>(
    `UPDATE delivery d SET ${set} FROM announcement a, workspace w
     WHERE d.id = ANY ($1::uuid[]) AND d.state IN (${from}) AND ${and} AND a.id = d.announcement_id AND w.id = d.workspace_id
       AND ($2::timestamptz IS NOT NULL) AND ($3 <> 'again' OR d.goal <> 'post' OR d.receipts <> '[]' OR a.state IN ('approved', 'finished'))
     RETURNING d.id, d.run_id AS run, a.number, COALESCE(w.cluster_id, a.cluster_id) AS cluster`,
    [deliveries, now, settlement],
  );
  if (settlement === "again" || settlement === "release")
    await client.query(
      `UPDATE announcement SET state = 'approved', revision = revision + 1
       WHERE number = ANY ($1::int[]) AND state = 'finished'`,
      [rows.map(({ number }) => number)],
    );
  await insertAuditLines(
    client,
    rows.map(({ id, number, cluster }) => ({
      actor: doing.actor,
      place: doing.place,
      action: `delivery-${settlement}`,
      subject: `delivery:${id}`,
      cluster,
      before: null,
      after: { announcement: `A${number}` },
    })),
  );
  await writeWords(
    client,
    rows.map(({ run }) => statusWord(run)),
  );
  return rows.length;
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
