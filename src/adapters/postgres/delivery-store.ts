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

/** How long lanes are held; shorter where processes are killed on purpose. */
export interface LeaseSettings {
  /** A process that ended is taken for dead after this long. */
  readonly leaseSeconds: number;
  /** An attempt takes 10 s at most: none begins that could still be under way when the lane is somebody else's. */
  readonly attemptSeconds: number;
}

const usualLease: LeaseSettings = { leaseSeconds: 25, attemptSeconds: 12 };

/**
 * What may be attempted at $1, unless it is later than it may be: of `delivery d`, `announcement a`, `announcement_run r`.
 * The embedded database keeps no statistics: where a join would be planned badly without them, it is a subquery.
 */
const maySend = `CASE d.goal
    WHEN 'recall' THEN true
    WHEN 'edit' THEN NOT ${isStopped}
    ELSE NOT ${isStopped} AND (d.sending_since IS NOT NULL OR d.receipts <> '[]'
      OR (a.state = 'approved' AND NOT a.is_paused AND NOT r.is_skipped
          AND d.due_at >= $1::timestamptz - make_interval(mins => a.late_minutes)))
  END
  AND (SELECT w.state = 'confirmed' FROM workspace w WHERE w.id = d.workspace_id)
  AND NOT EXISTS (SELECT FROM delivery_circuit c WHERE c.workspace_id = d.workspace_id AND c.closed_until > $1)`;

const withAnnouncement =
  "JOIN announcement a ON a.id = d.announcement_id JOIN announcement_run r ON r.id = d.run_id";

interface DeliveryRow {
  readonly id: string;
  readonly lane: string;
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly channel: string;
}

interface DueRow extends DeliveryRow {
  readonly at: Date;
}

interface BegunRow extends DeliveryRow {
  readonly goal: DeliveryGoal;
  readonly announcement: string;
  readonly contentRevision: number;
  readonly shownRevision: number;
  readonly receipts: readonly Receipt[];
  readonly part: number;
  readonly doubtSince: Date | null;
  readonly filled: string | null;
  readonly reachesTooFar: boolean;
}

/** The ledger for one process that delivers; `runner` is new with each. */
export function createDeliveryStore(
  pool: Pool,
  {
    runner = randomUUID(),
    ...settings
  }: Partial<LeaseSettings> & { readonly runner?: string | undefined } = {},
): DeliveryStore {
  const lease = { ...usualLease, ...settings };
  const statement = recordStatement(lease);
  return translatingErrors<DeliveryStore>({
    leaseMilliseconds: lease.leaseSeconds * 1_000,
    ...createLanes(pool, runner, lease),
    ...createDue(pool),
    ...createContents(pool),

    begin: async (ids, now) => {
      const { rows } = await pool.query<BegunRow>(
        `WITH asked AS MATERIALIZED (SELECT * FROM delivery WHERE id = ANY ($2::uuid[]) FOR UPDATE),
         mine AS (
           SELECT d.id, d.sending_since, w.platform, w.external_id, a.content_revision, ${reachesTooFar} AS too_far
           FROM asked d ${withAnnouncement} JOIN workspace w ON w.id = d.workspace_id
           JOIN delivery_lane l ON l.lane = d.lane AND l.runner = $3
             AND l.lease_until > clock_timestamp() + make_interval(secs => ${lease.attemptSeconds})
           WHERE d.state = 'waiting' AND d.next_at <= $1 AND ${maySend})
         UPDATE delivery SET state = 'sending', sending_since = COALESCE(delivery.sending_since, $1),
           content_revision = CASE WHEN goal = 'post' AND delivery.sending_since IS NULL AND receipts = '[]'
             THEN mine.content_revision ELSE delivery.content_revision END
         FROM mine WHERE delivery.id = mine.id AND delivery.id = ANY ($2::uuid[])
         RETURNING delivery.id, lane, mine.platform, mine.external_id AS workspace, channel_id AS channel, goal::text,
           announcement_id AS announcement, mine.content_revision AS "contentRevision",
           delivery.content_revision AS "shownRevision", receipts, part, mine.sending_since AS "doubtSince",
           filled, mine.too_far AS "reachesTooFar"`,
        [now, ids, runner],
      );
      return rows.map((row): BegunDelivery => ({ ...row, ...toPlaced(row) }));
    },

    record: async (outcomes, now) => {
      const { rows } = await pool.query<{ id: string; goesOn: boolean }>(statement, [
        now,
        JSON.stringify(outcomes.map(toRecorded)),
        runner,
        outcomes.map(({ id }) => id),
      ]);
      return rows.filter(({ goesOn }) => goesOn).map(({ id }) => id);
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

function createDue(pool: Pool): Pick<DeliveryStore, "due" | "nextDue"> {
  return {
    due: async ({ lanes, now, limit, held }) => {
      const { rows } = await pool.query<DueRow>(
        `SELECT found.id, found.lane, w.platform, w.external_id AS workspace, found.channel_id AS channel,
           found.next_at AS at
         FROM unnest($2::text[]) WITH ORDINALITY AS mine (lane, place) CROSS JOIN LATERAL (
           SELECT d.* FROM delivery d ${withAnnouncement}
           WHERE d.lane = mine.lane AND d.state = 'waiting' AND d.next_at <= $1 AND d.id <> ALL ($4::uuid[]) AND ${maySend}
           ORDER BY d.next_at, d.due_at, d.id LIMIT $3) AS found
         JOIN workspace w ON w.id = found.workspace_id
         ORDER BY place, found.next_at, found.due_at, found.id`,
        [now, lanes, limit, held],
      );
      return rows.map((row) => ({ ...toPlaced(row), at: row.at }));
    },

    nextDue: async (now) => {
      const { rows } = await pool.query<{ at: Date | null }>(
        "SELECT min(next_at) AS at FROM delivery WHERE state = 'waiting' AND next_at > $1",
        [now],
      );
      return rows[0]?.at ?? null;
    },
  };
}

function createLanes(
  pool: Pool,
  runner: string,
  { leaseSeconds }: LeaseSettings,
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

function toPlaced({ id, lane, platform, workspace, channel }: DeliveryRow): Omit<DueDelivery, "at"> {
  return { id, lane, destination: { platform, workspace, channel } };
}

/** An outcome as columns; what is null there stays as it is. */
function toRecorded({ id, end }: DeliveryOutcome) {
  const nothing = {
    id,
    receipts: null,
    part: null,
    at: null,
    reason: null,
    since: null,
    revision: null,
    attempted: null,
  };
  switch (end.kind) {
    case "done":
      return { ...nothing, state: "done", receipts: end.receipts, revision: end.contentRevision };
    case "part":
      return {
        ...nothing,
        state: "sending",
        receipts: end.receipts,
        part: end.part,
        attempted: end.contentRevision,
      };
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
 * Writes outcomes down; returns what goes on. What is there is written down whatever the row says by then; everything
 * else only while the attempt is still the one that was begun, in a lane that nobody else took. Of what was recalled or
 * corrected meanwhile the next thing is put to be done: hence the locks, first of the announcement, as its changes take
 * them, or neither would see the other's change. A delivery goes on with its next part only as one would begin.
 */
const recordStatement = ({ attemptSeconds }: LeaseSettings): string => `
  WITH written AS MATERIALIZED (
    SELECT id, state, content_revision FROM announcement
    WHERE id IN (SELECT announcement_id FROM delivery WHERE id = ANY ($4::uuid[])) FOR SHARE),
  known AS MATERIALIZED (
    SELECT d.id, d.lane, d.workspace_id, d.goal, d.state, written.state = 'recalled' AS is_recalled,
      written.content_revision AS newest
    FROM delivery d JOIN written ON written.id = d.announcement_id WHERE d.id = ANY ($4::uuid[]) FOR UPDATE OF d),
  given AS (
    SELECT o.*, known.is_recalled, known.newest, known.workspace_id, known.state AS state_before,
      l.runner IS NOT DISTINCT FROM $3::uuid AS is_ours,
      o.state = 'sending' AND l.lease_until > clock_timestamp() + make_interval(secs => ${attemptSeconds})
        AND (known.goal = 'recall' OR NOT (known.is_recalled OR ${isStopped})) AS goes_on
    FROM jsonb_to_recordset($2::jsonb) AS o
      (id uuid, state text, receipts jsonb, part int, at timestamptz, reason text, since timestamptz, revision int, attempted int)
    JOIN known ON known.id = o.id LEFT JOIN delivery_lane l ON l.lane = known.lane),
  told AS MATERIALIZED (
    SELECT id, receipts, part, at, reason, since, revision, attempted, is_recalled, newest, workspace_id,
      CASE WHEN state = 'sending' AND goes_on IS NOT TRUE THEN 'waiting' ELSE state END AS state
    FROM given WHERE (state_before = 'sending' AND is_ours) OR (state = 'done' AND state_before IN ('waiting', 'sending'))),
  broken AS (
    INSERT INTO delivery_circuit AS known (workspace_id, reason, opened_at, closed_until)
    SELECT DISTINCT ON (workspace_id) workspace_id, reason, $1::timestamptz, at
    FROM told WHERE state = 'circuit' ORDER BY workspace_id
    ON CONFLICT (workspace_id) DO UPDATE SET reason = EXCLUDED.reason, closed_until = EXCLUDED.closed_until),
  mended AS (
    DELETE FROM delivery_circuit WHERE workspace_id IN (SELECT workspace_id FROM told WHERE state = 'done'))
  UPDATE delivery d SET
    receipts = COALESCE(told.receipts, d.receipts),
    content_revision = COALESCE(told.revision, d.content_revision),
    reason = told.reason,
    part = CASE WHEN told.newest > told.attempted THEN 0 WHEN told.state IN ('sending', 'waiting') THEN COALESCE(told.part, d.part) ELSE 0 END,
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
      WHEN 'waiting' THEN told.since
      WHEN 'unconfirmed' THEN d.sending_since
      ELSE NULL END,
    finished_at = CASE WHEN told.state IN ('done', 'refused', 'unconfirmed', 'skipped') THEN $1 ELSE NULL END
  FROM told WHERE d.id = told.id AND d.id = ANY ($4::uuid[])
  RETURNING d.id, d.state = 'sending' AS "goesOn"`;
