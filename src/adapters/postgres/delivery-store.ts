import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type {
  BegunDelivery,
  ContentToShow,
  DeliveryGoal,
  DeliveryStore,
  DueDelivery,
  Swept,
} from "../../announcing/delivery-store.port.ts";
import type { Receipt } from "../../announcing/poster.port.ts";
import { isStopped } from "./all-stop.ts";
import { createAttendance } from "./attendance.ts";
import { type LeaseSettings, recordOutcomes } from "./delivery-record.ts";
import { sweepDeliveries } from "./delivery-sweep.ts";
import { hasEventChanged, reachesTooFar } from "./event-limit.ts";
import { inTransaction } from "./in-transaction.ts";
import { isHeldNow, leftOutNow } from "./present-consent.ts";
import { translatingErrors } from "./translate-error.ts";

/** A process renews its lanes five times in that. */
const usualLease: LeaseSettings = { leaseSeconds: 25, attemptSeconds: 12 };

/** What may be posted at $1 where nothing was tried yet: of `delivery d`, `announcement a`, `announcement_run r`. */
const isWanted = `(a.state = 'approved' AND NOT a.is_paused AND NOT r.is_skipped
    AND d.due_at >= $1::timestamptz - make_interval(mins => a.late_minutes)
    AND NOT (SELECT ${isHeldNow} FROM workspace w WHERE w.id = d.workspace_id) AND NOT ${hasEventChanged})`;

/**
 * What may be attempted at $1: what is in doubt at any time, to be looked up; what was taken back even while all is stopped.
 * The embedded database keeps no statistics: where a join would be planned badly without them, it is a subquery.
 */
const maySend = `CASE
    WHEN d.goal = 'recall' OR (a.state = 'recalled' AND (d.sending_since IS NOT NULL OR d.receipts <> '[]')) THEN true
    WHEN d.goal = 'edit' THEN NOT ${isStopped}
    ELSE NOT ${isStopped} AND (d.sending_since IS NOT NULL OR d.receipts <> '[]' OR ${isWanted})
  END
  AND (SELECT w.state = 'confirmed' OR (d.goal = 'recall' AND w.state <> 'gone') FROM workspace w WHERE w.id = d.workspace_id)
  AND NOT EXISTS (SELECT FROM delivery_circuit c WHERE c.workspace_id = d.workspace_id AND c.closed_until > $1)`;

/** Of `delivery d`, `announcement a`, `workspace w`. */
const mayMention = `(COALESCE(a.content #> '{mention,in}', '[]') ? COALESCE(w.cluster_id, '')
  AND EXISTS (SELECT FROM workspace_channel n WHERE n.workspace_id = d.workspace_id AND n.channel_id = d.channel_id
    AND 'mentions' = ANY (n.purposes)))`;

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
  readonly attemptedRevision: number;
  readonly over: BegunDelivery["over"];
  readonly receipts: readonly Receipt[];
  readonly part: number;
  readonly doubtSince: Date | null;
  readonly filled: string | null;
  readonly mayMention: boolean;
  readonly leaveOut: BegunDelivery["leaveOut"];
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
  return translatingErrors<DeliveryStore>({
    leaseMilliseconds: lease.leaseSeconds * 1_000,
    ...createLanes(pool, runner, lease),
    ...createDue(pool),
    ...createContents(pool),
    ...createAttendance(pool),

    begin: async (ids, now) => {
      const { rows } = await pool.query<BegunRow>(
        `WITH asked AS MATERIALIZED (SELECT * FROM delivery WHERE id = ANY ($2::uuid[]) FOR UPDATE),
         mine AS (
           SELECT d.id, d.sending_since, w.platform, w.external_id, a.content_revision,
             CASE WHEN a.state IN ('cancelled', 'recalled') THEN a.state::text
               WHEN d.goal = 'post' AND NOT ${isWanted} THEN 'not-now' END AS over,
             CASE WHEN d.goal <> 'post' THEN NULL WHEN ${reachesTooFar} THEN 'event-narrower' ELSE ${leftOutNow} END AS leave_out,
             ${mayMention} AS may_mention
           FROM asked d ${withAnnouncement} JOIN workspace w ON w.id = d.workspace_id
           JOIN delivery_lane l ON l.lane = d.lane AND l.runner = $3
             AND l.lease_until > clock_timestamp() + make_interval(secs => ${lease.attemptSeconds})
           WHERE d.state = 'waiting' AND d.next_at <= $1 AND ${maySend})
         UPDATE delivery SET state = 'sending', sending_since = COALESCE(delivery.sending_since, $1),
           attempted_revision = CASE WHEN delivery.sending_since IS NULL AND part = 0 AND (goal = 'edit' OR receipts = '[]')
             THEN mine.content_revision ELSE attempted_revision END
         FROM mine WHERE delivery.id = mine.id AND delivery.id = ANY ($2::uuid[])
         RETURNING delivery.id, lane, mine.platform, mine.external_id AS workspace, channel_id AS channel, goal::text,
           announcement_id AS announcement, mine.content_revision AS "contentRevision",
           attempted_revision AS "attemptedRevision", 
           COALESCE(mine.over, CASE WHEN leave_out IS NOT NULL THEN 'not-now' END) AS over, receipts, part,
           mine.sending_since AS "doubtSince",
           filled, leave_out AS "leaveOut", mine.may_mention AS "mayMention"`,
        [now, ids, runner],
      );
      return rows.map((row): BegunDelivery => ({ ...row, ...toPlaced(row) }));
    },

    record: (outcomes, now) => recordOutcomes(pool, outcomes, { now, runner, ...lease }),

    sweep: (now) => inTransaction(pool, (client): Promise<readonly Swept[]> => sweepDeliveries(client, now)),
  });
}

function createContents(pool: Pool): Pick<DeliveryStore, "contentOf" | "keepFilled"> {
  return {
    contentOf: async (announcement, contentRevision) => {
      const { rows } = await pool.query<ContentToShow>(
        `SELECT COALESCE(earlier_contents->($2::int)::text, content) AS content, digest, number, aim->>'audience' AS audience,
           cluster.name AS "clusterName"
         FROM announcement JOIN cluster ON cluster.id = cluster_id WHERE announcement.id = $1::uuid`,
        [announcement, contentRevision],
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
      // The lane is taken before what was left in it is looked at, so that nobody else looks at it too. Each process has
      // its own order of lanes, or those that wake at the same moment would all go for the same ones; the rows are
      // locked in one order, so that none waits for the other.
      const { rows } = await pool.query<{ lane: string }>(
        `WITH needed AS (
           SELECT DISTINCT lane FROM delivery WHERE state IN ('waiting', 'sending') AND next_at <= $1),
         free AS (
           SELECT lane FROM needed LEFT JOIN delivery_lane USING (lane)
           WHERE (lease_until IS NULL OR lease_until < clock_timestamp()) AND lane <> ALL ($4::text[])
             AND split_part(lane, ':', 1) = ANY ($5::text[])
           ORDER BY md5(lane || $2::text) LIMIT $3)
         INSERT INTO delivery_lane AS held (lane, runner, lease_until)
           SELECT lane, $2::uuid, clock_timestamp() + make_interval(secs => ${leaseSeconds}) FROM free ORDER BY lane
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
