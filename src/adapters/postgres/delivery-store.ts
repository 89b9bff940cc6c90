import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type {
  BegunDelivery,
  ContentToShow,
  DeliveryGoal,
  DeliveryOutcome,
  DeliveryStore,
  DueDelivery,
  Swept,
} from "../../announcing/delivery-store.port.ts";
import type { Receipt } from "../../announcing/poster.port.ts";
import { isStopped } from "./all-stop.ts";
import { sweepDeliveries } from "./delivery-sweep.ts";
import { reachesTooFar } from "./event-limit.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

/** A process that ended is taken for dead after this long; it renews every 5 s. */
const leaseSeconds = 25;
/** An attempt takes 10 s at most: none begins that could still be under way when the lane is somebody else's. */
const attemptSeconds = 12;

/** What may be attempted at $1, unless it is later than it may be: of `delivery d`, `announcement a`, `announcement_run r`. */
const maySend = `CASE d.goal
    WHEN 'recall' THEN true
    WHEN 'edit' THEN NOT ${isStopped}
    ELSE NOT ${isStopped} AND (d.sending_since IS NOT NULL OR d.receipts <> '[]'
      OR (a.state = 'approved' AND NOT a.is_paused AND NOT r.is_skipped
          AND d.due_at >= $1::timestamptz - make_interval(mins => a.late_minutes)))
  END
  AND w.state = 'confirmed'
  AND NOT EXISTS (SELECT FROM delivery_circuit c WHERE c.workspace_id = d.workspace_id AND c.closed_until > $1)`;

const joined = `delivery d JOIN announcement a ON a.id = d.announcement_id JOIN announcement_run r ON r.id = d.run_id
  JOIN workspace w ON w.id = d.workspace_id`;

interface DueRow {
  readonly id: string;
  readonly lane: string;
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly channel: string;
}

interface BegunRow extends DueRow {
  readonly goal: DeliveryGoal;
  readonly announcement: string;
  readonly contentRevision: number;
  readonly receipts: readonly Receipt[];
  readonly part: number;
  readonly doubtSince: Date | null;
  readonly filled: string | null;
  readonly reachesTooFar: boolean;
}

const dueColumns = `d.id, d.lane, w.platform, w.external_id AS workspace, d.channel_id AS channel`;

/** The ledger for one process that delivers; `runner` is new with each. */
export function createDeliveryStore(pool: Pool, runner: string = randomUUID()): DeliveryStore {
  return translatingErrors<DeliveryStore>({
    ...createLanes(pool, runner),
    ...createContents(pool),

    due: async ({ lanes, now, limit, held }) => {
      const { rows } = await pool.query<DueRow>(
        `SELECT found.* FROM unnest($2::text[]) AS mine (lane) CROSS JOIN LATERAL (
           SELECT ${dueColumns} FROM ${joined}
           WHERE d.lane = mine.lane AND d.state = 'waiting' AND d.next_at <= $1 AND d.id <> ALL ($4::uuid[]) AND ${maySend}
           ORDER BY d.next_at, d.due_at, d.id LIMIT $3) AS found`,
        [now, lanes, limit, held],
      );
      return rows.map(toDue);
    },

    nextDue: async (now) => {
      const { rows } = await pool.query<{ at: Date | null }>(
        "SELECT min(next_at) AS at FROM delivery WHERE state = 'waiting' AND next_at > $1",
        [now],
      );
      return rows[0]?.at ?? null;
    },

    begin: async (ids, now) => {
      const { rows } = await pool.query<BegunRow>(
        `WITH mine AS (
           SELECT d.id, d.sending_since, w.platform, w.external_id, a.content_revision, ${reachesTooFar} AS too_far
           FROM ${joined}
           JOIN delivery_lane l ON l.lane = d.lane AND l.runner = $3
             AND l.lease_until > clock_timestamp() + make_interval(secs => ${attemptSeconds})
           WHERE d.id = ANY ($2::uuid[]) AND d.state = 'waiting' AND ${maySend}
           FOR UPDATE OF d)
         UPDATE delivery SET state = 'sending', sending_since = COALESCE(delivery.sending_since, $1)
         FROM mine WHERE delivery.id = mine.id
         RETURNING delivery.id, lane, mine.platform, mine.external_id AS workspace, channel_id AS channel, goal::text,
           announcement_id AS announcement, mine.content_revision AS "contentRevision", receipts, part,
           mine.sending_since AS "doubtSince", filled, mine.too_far AS "reachesTooFar"`,
        [now, ids, runner],
      );
      return rows.map((row): BegunDelivery => ({ ...row, ...toDue(row) }));
    },

    record: async (outcomes, now) => {
      await pool.query(recordStatement, [now, JSON.stringify(outcomes.map(toRecorded))]);
    },

    sweep: (now) => inTransaction(pool, (client): Promise<readonly Swept[]> => sweepDeliveries(client, now)),
  });
}

function createContents(pool: Pool): Pick<DeliveryStore, "contentOf" | "keepFilled"> {
  return {
    contentOf: async (announcement) => {
      const { rows } = await pool.query<ContentToShow>(
        `SELECT content, digest, number, cluster.name AS "clusterName" FROM announcement
         JOIN cluster ON cluster.id = cluster_id WHERE announcement.id = $1::uuid`,
        [announcement],
      );
      return rows[0] ?? null;
    },

    keepFilled: async (id, filled) => {
      const { rows } = await pool.query<{ filled: string }>(
        "UPDATE delivery SET filled = COALESCE(filled, $2) WHERE id = $1::uuid RETURNING filled",
        [id, filled],
      );
      return rows[0]?.filled ?? filled;
    },
  };
}

function createLanes(
  pool: Pool,
  runner: string,
): Pick<DeliveryStore, "takeLanes" | "renewLanes" | "leaveLanes"> {
  return {
    takeLanes: async ({ now, limit, except, platforms }) => {
      // The lane is taken before what was left in it is looked at, so that nobody else looks at it too.
      const { rows } = await pool.query<{ lane: string }>(
        `WITH needed AS (
           SELECT DISTINCT lane FROM delivery WHERE state IN ('waiting', 'sending') AND next_at <= $1),
         free AS (
           SELECT lane FROM needed LEFT JOIN delivery_lane USING (lane)
           WHERE (lease_until IS NULL OR lease_until < clock_timestamp()) AND lane <> ALL ($4::text[])
             AND split_part(lane, ':', 1) = ANY ($5::text[])
           ORDER BY lane LIMIT $3)
         INSERT INTO delivery_lane AS held (lane, runner, lease_until)
           SELECT lane, $2, clock_timestamp() + make_interval(secs => ${leaseSeconds}) FROM free
         ON CONFLICT (lane) DO UPDATE SET runner = EXCLUDED.runner, lease_until = EXCLUDED.lease_until
           WHERE held.lease_until IS NULL OR held.lease_until < clock_timestamp()
         RETURNING lane`,
        [now, runner, limit, except, platforms],
      );
      const lanes = rows.map(({ lane }) => lane);
      if (lanes.length > 0)
        await pool.query(
          "UPDATE delivery SET state = 'waiting' WHERE lane = ANY ($1::text[]) AND state = 'sending'",
          [lanes],
        );
      return lanes;
    },

    renewLanes: async (lanes) => {
      const { rows } = await pool.query<{ lane: string }>(
        `UPDATE delivery_lane SET lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
         WHERE runner = $1 AND lane = ANY ($2::text[]) AND lease_until > clock_timestamp() RETURNING lane`,
        [runner, lanes],
      );
      return rows.map(({ lane }) => lane);
    },

    leaveLanes: async (lanes) => {
      await pool.query(
        "UPDATE delivery_lane SET runner = NULL, lease_until = NULL WHERE runner = $1 AND lane = ANY ($2::text[])",
        [runner, lanes],
      );
    },
  };
}

function toDue({ id, lane, platform, workspace, channel }: DueRow): DueDelivery {
  return { id, lane, destination: { platform, workspace, channel } };
}

/** An outcome as columns; what is null there stays as it is. */
function toRecorded({ id, end }: DeliveryOutcome) {
  const nothing = { id, receipts: null, part: null, at: null, reason: null, since: null, revision: null };
  switch (end.kind) {
    case "done":
      return { ...nothing, state: "done", receipts: end.receipts, revision: end.contentRevision };
    case "part":
      return { ...nothing, state: "sending", receipts: end.receipts, part: end.part, since: "now" };
    case "wait":
      return { ...nothing, state: "waiting", at: end.at, since: end.doubtSince };
    case "refused":
      return { ...nothing, state: "refused", reason: end.reason, receipts: end.receipts };
    case "unconfirmed":
      return { ...nothing, state: "unconfirmed", receipts: end.receipts };
    case "skipped":
      return { ...nothing, state: "skipped", reason: end.reason };
    case "circuit":
      return { ...nothing, state: "circuit", at: end.at, reason: end.reason };
  }
}

/**
 * Writes outcomes down. What is there is written down whatever the row says by then; everything else only while the
 * attempt is still the one that was begun. Of what was recalled or corrected meanwhile the next thing is put to be done.
 */
const recordStatement = `
  WITH told AS (
    SELECT o.*, a.state = 'recalled' AS is_recalled, a.content_revision AS newest FROM jsonb_to_recordset($2::jsonb) AS o
      (id uuid, state text, receipts jsonb, part int, at timestamptz, reason text, since text, revision int)
    JOIN delivery ON delivery.id = o.id JOIN announcement a ON a.id = delivery.announcement_id),
  broken AS (
    INSERT INTO delivery_circuit AS known (workspace_id, reason, opened_at, closed_until)
    SELECT DISTINCT ON (workspace_id) workspace_id, told.reason, $1::timestamptz, told.at
    FROM told JOIN delivery USING (id) WHERE told.state = 'circuit' ORDER BY workspace_id
    ON CONFLICT (workspace_id) DO UPDATE SET reason = EXCLUDED.reason, closed_until = EXCLUDED.closed_until),
  mended AS (
    DELETE FROM delivery_circuit WHERE workspace_id IN
      (SELECT workspace_id FROM told JOIN delivery USING (id) WHERE told.state = 'done'))
  UPDATE delivery d SET
    receipts = COALESCE(told.receipts, d.receipts),
    content_revision = COALESCE(told.revision, d.content_revision),
    reason = told.reason,
    part = CASE WHEN told.state = 'sending' THEN COALESCE(told.part, 0) WHEN told.state = 'waiting' THEN d.part ELSE 0 END,
    goal = CASE
      WHEN d.goal = 'post' AND told.is_recalled AND jsonb_array_length(COALESCE(told.receipts, d.receipts)) > 0 AND told.state <> 'sending' THEN 'recall'
      WHEN d.goal IN ('post', 'edit') AND told.state = 'done' AND told.newest > told.revision THEN 'edit'
      ELSE d.goal END,
    state = CASE
      WHEN d.goal <> 'recall' AND told.is_recalled AND told.state IN ('done', 'refused', 'unconfirmed')
        AND jsonb_array_length(COALESCE(told.receipts, d.receipts)) > 0 THEN 'waiting'
      WHEN d.goal <> 'recall' AND told.state = 'done' AND told.newest > told.revision THEN 'waiting'
      WHEN told.state = 'circuit' THEN 'waiting'
      ELSE told.state END::delivery_state,
    next_at = COALESCE(told.at, CASE WHEN told.state = 'done' THEN $1 ELSE d.next_at END),
    sending_since = CASE told.state
      WHEN 'sending' THEN $1
      WHEN 'waiting' THEN told.since::timestamptz
      WHEN 'unconfirmed' THEN d.sending_since
      ELSE NULL END,
    finished_at = CASE WHEN told.state IN ('done', 'refused', 'unconfirmed', 'skipped') THEN $1 ELSE NULL END
  FROM told WHERE d.id = told.id AND (d.state = 'sending' OR (told.state = 'done' AND d.state = 'waiting'))`;
