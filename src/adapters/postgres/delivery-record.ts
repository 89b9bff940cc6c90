import type { Pool } from "pg";
import type { DeliveryOutcome } from "../../announcing/delivery-store.port.ts";
import { isStopped } from "./all-stop.ts";
import { wordAgain } from "./announcement-words.ts";
import { approvesForItself, ownApproval } from "./present-consent.ts";

/** How long lanes are held; shorter where processes are killed on purpose. */
export interface LeaseSettings {
  /** A process that ended is taken for dead after this long. */
  readonly leaseSeconds: number;
  /** An attempt takes 10 s at most: none begins that could still be under way when the lane is somebody else's. */
  readonly attemptSeconds: number;
}

interface Recording extends LeaseSettings {
  readonly now: Date;
  readonly runner: string;
}

/**
 * Writes outcomes down; returns what goes on. What is there is written down whatever the row says by then; everything
 * else only while the attempt is still the one that was begun, in a lane that nobody else took. Of what was recalled or
 * corrected meanwhile the next thing is put to be done, what is not there of what was recalled or cancelled ends, and what
 * a region let through is held again where it would say something else by now: hence the locks, first of the announcement, as its changes take
 * them, or neither would see the other's change. A delivery goes on with its next part only as one would begin. Whoever
 * is to hear of it is written down with it.
 */
export async function recordOutcomes(
  pool: Pool,
  outcomes: readonly DeliveryOutcome[],
  { now, runner, attemptSeconds }: Recording,
): Promise<readonly string[]> {
  const told = JSON.stringify(outcomes.map(toRecorded));
  const ids = outcomes.map(({ id }) => id);
  const values = [now, told, runner, ids, attemptSeconds];
  const { rows } = await pool.query<{ id: string; goesOn: boolean }>(statement, values);
  return rows.filter(({ goesOn }) => goesOn).map(({ id }) => id);
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
      return { ...nothing, state: "sending", receipts: end.receipts, part: end.part };
    case "wait":
      return { ...nothing, state: "waiting", at: end.at, since: end.doubtSince };
    case "refused":
      return { ...nothing, state: "refused", reason: end.reason, receipts: end.receipts };
    case "unconfirmed":
      return {
        ...nothing,
        state: "unconfirmed",
        receipts: end.receipts,
        reason: end.isLast ? null : "parts-left",
      };
    case "skipped":
      return { ...nothing, state: "skipped", reason: end.reason };
    case "circuit":
      return { ...nothing, state: "circuit", at: end.at, reason: end.reason };
  }
}

/**
 * Of what is taken back: something beside its receipts may be there, and nobody can look. It is taken back as far as it
 * can be, and stays unconfirmed.
 */
export const partInDoubt = `'[{"note": "part-in-doubt"}]'::jsonb`;

const statement = `
  WITH written AS MATERIALIZED (
    SELECT id, state, content_revision, cluster_id, position_version_id FROM announcement
    WHERE id IN (SELECT announcement_id FROM delivery WHERE id = ANY ($4::uuid[])) FOR SHARE),
  known AS MATERIALIZED (
    SELECT d.id, d.announcement_id, d.lane, d.run_id, d.workspace_id, d.goal, d.state, d.receipts, d.attempted_revision AS tried,
      d.goal = 'edit' OR d.notes @> ${ownApproval} AS was_asked,
      a.state::text AS announced, a.state = 'recalled' AS is_recalled, a.content_revision AS newest,
      ${approvesForItself} AS is_asked
    FROM delivery d JOIN written a ON a.id = d.announcement_id JOIN workspace w ON w.id = d.workspace_id WHERE d.id = ANY ($4::uuid[]) FOR UPDATE OF d),
  given AS (
    SELECT o.*, known.goal, known.announced, known.is_recalled, known.newest, known.is_asked, known.tried, known.was_asked, known.announcement_id, known.run_id, known.workspace_id,
      known.state AS state_before,
      COALESCE(o.receipts, known.receipts) <> '[]' AS is_there, l.runner IS NOT DISTINCT FROM $3::uuid AS is_ours,
      o.state = 'sending' AND l.lease_until > clock_timestamp() + make_interval(secs => $5)
        AND (known.goal = 'recall' OR NOT (known.is_recalled OR ${isStopped})) AS goes_on
    FROM jsonb_to_recordset($2::jsonb) AS o
      (id uuid, state text, receipts jsonb, part int, at timestamptz, reason text, since timestamptz, revision int)
    JOIN known ON known.id = o.id LEFT JOIN delivery_lane l ON l.lane = known.lane),
  told AS MATERIALIZED (
    SELECT id, receipts, part, at, reason, since, revision, announcement_id, run_id, workspace_id, announced, is_asked, newest,
      CASE WHEN state = 'sending' AND goes_on IS NOT TRUE THEN 'waiting' ELSE state END AS state,
      goal <> 'recall' AND is_recalled AND is_there AND state <> 'circuit' AND since IS NULL AS is_taken_back,
      goal = 'post' AND announced IN ('cancelled', 'recalled') AND NOT is_there AND since IS NULL
        AND state IN ('waiting', 'circuit') AS is_left_out,
      goal <> 'recall' AND NOT is_recalled AND state = 'done' AND newest > revision AS is_corrected,
      is_asked AND was_asked AND newest > tried AND since IS NULL AND state IN ('waiting', 'circuit')
        AND (goal = 'edit' OR (goal = 'post' AND NOT is_there)) AND announced <> 'recalled'
        AND (goal = 'edit' OR announced <> 'cancelled') AS is_held_again
    FROM given WHERE (state_before = 'sending' AND is_ours) OR (state = 'done' AND state_before IN ('waiting', 'sending'))),
  broken AS (
    INSERT INTO delivery_circuit AS known (workspace_id, reason, opened_at, closed_until)
    SELECT DISTINCT ON (workspace_id) workspace_id, reason, $1::timestamptz, at
    FROM told WHERE state = 'circuit' ORDER BY workspace_id
    ON CONFLICT (workspace_id) DO UPDATE SET reason = EXCLUDED.reason, closed_until = EXCLUDED.closed_until),
  mended AS (
    DELETE FROM delivery_circuit WHERE workspace_id IN (SELECT workspace_id FROM told WHERE state = 'done')),
  words AS (
    INSERT INTO announcement_word (kind, about, part)
    SELECT 'status', run_id, '' FROM told
      WHERE is_left_out OR is_held_again OR state IN ('done', 'refused', 'unconfirmed', 'skipped') UNION
    SELECT 'regions', announcement_id, 'corrected ' || newest FROM told WHERE (is_corrected AND is_asked) OR is_held_again UNION
    SELECT 'troubled', workspace_id, to_char($1::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM told WHERE state = 'circuit'
    ORDER BY 1, 2, 3 ${wordAgain})
  UPDATE delivery d SET
    receipts = COALESCE(told.receipts, d.receipts),
    content_revision = COALESCE(told.revision, d.content_revision),
    reason = CASE WHEN is_left_out THEN announced WHEN is_held_again THEN NULL ELSE told.reason END,
    part = CASE WHEN is_taken_back OR is_corrected OR is_held_again THEN 0
      WHEN told.state IN ('sending', 'waiting', 'circuit') THEN COALESCE(told.part, d.part) ELSE 0 END,
    goal = CASE WHEN is_taken_back THEN 'recall' WHEN is_corrected THEN 'edit' ELSE d.goal END,
    state = CASE WHEN is_left_out THEN 'skipped' WHEN (is_corrected AND is_asked) OR is_held_again THEN 'held' WHEN is_taken_back OR is_corrected OR told.state = 'circuit' THEN 'waiting'
      WHEN d.goal = 'recall' AND told.state = 'done' AND d.notes @> ${partInDoubt} THEN 'unconfirmed'
      ELSE told.state END::delivery_state,
    notes = CASE WHEN is_taken_back AND told.state = 'unconfirmed' THEN d.notes || ${partInDoubt} ELSE d.notes END,
    next_at = COALESCE(told.at, CASE WHEN told.state = 'done' THEN $1 ELSE d.next_at END),
    sending_since = CASE WHEN is_taken_back OR is_corrected THEN NULL ELSE CASE told.state
      WHEN 'sending' THEN $1
      WHEN 'waiting' THEN told.since
      WHEN 'unconfirmed' THEN d.sending_since
      ELSE NULL END END,
    finished_at = CASE WHEN is_left_out OR told.state IN ('done', 'refused', 'unconfirmed', 'skipped') THEN $1 ELSE NULL END
  FROM told WHERE d.id = told.id AND d.id = ANY ($4::uuid[])
  RETURNING d.id, d.state = 'sending' AS "goesOn"`;
