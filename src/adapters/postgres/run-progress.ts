import type { Pool } from "pg";
import type { RunProgress } from "../../announcing/run-progress.port.ts";
import { isStopped } from "./all-stop.ts";
import { isHeldBack } from "./event-limit.ts";

/** is-gone.ts, of `delivery`. */
const isGone =
  "goal = 'edit' AND state = 'refused' AND reason = 'deleted' AND jsonb_array_length(receipts) = 1";

const progress = `
WITH mine AS (SELECT d.* FROM delivery d WHERE d.run_id = $1::uuid),
counted AS (
  SELECT goal, state, state = 'waiting' AND due_at > $2 AS "isToCome",
    COALESCE(${isGone}, false) AS "isGone", ${isHeldBack} IS TRUE AS "isHeldBack", count(*)::int AS count
  FROM mine GROUP BY 1, 2, 3, 4, 5)
SELECT r.announcement_id AS announcement,
  (SELECT jsonb_agg(to_jsonb(counted)) FROM counted) AS counts,
  (SELECT jsonb_build_object('at', m.due_at, 'zone', w.zone) FROM mine m JOIN workspace w ON w.id = m.workspace_id
   WHERE m.state = 'waiting' AND m.due_at > $2 ORDER BY m.due_at, w.zone LIMIT 1) AS next,
  NOT EXISTS (SELECT FROM delivery later WHERE later.announcement_id = r.announcement_id AND later.run_id <> r.id
    AND later.receipts <> '[]' AND later.due_at > (SELECT max(due_at) FROM mine)) AS "isNewest",
  (SELECT max(finished_at) FROM mine WHERE state IN ('refused', 'unconfirmed')) AS "troubledAt",
  (SELECT max(finished_at) FROM mine WHERE state = 'late' AND ${isHeldBack} IS NOT TRUE) AS "lateAt",
  (SELECT max(finished_at) FROM mine WHERE ${isHeldBack}) AS "heldBackAt"
FROM announcement_run r WHERE r.id = $1::uuid AND EXISTS (SELECT FROM mine)`;

interface ProgressRow extends Omit<RunProgress, "next"> {
  readonly next: { readonly at: string; readonly zone: string } | null;
}

/** How far a run got; null when there is no such run any more. */
export async function progressOf(
  pool: Pick<Pool, "query">,
  run: string,
  now: Date,
): Promise<RunProgress | null> {
  const { rows } = await pool.query<ProgressRow>(progress, [run, now]);
  const [row] = rows;
  if (row === undefined) return null;
  const { next } = row;
  return { ...row, next: next === null ? null : { ...next, at: new Date(next.at) } };
}

const shownAtMost = 10;

/** announcement-store.port.ts, `underWay`. */
export async function runsUnderWay(
  pool: Pick<Pool, "query">,
  clusters: readonly string[] | null,
  now: Date,
): Promise<readonly RunProgress[]> {
  const { rows } = await pool.query<{ run: string }>(
    `SELECT d.run_id AS run FROM delivery d JOIN announcement a ON a.id = d.announcement_id
     WHERE d.state IN ('waiting', 'sending') AND d.next_at <= $2 AND ($1::text[] IS NULL OR a.cluster_id = ANY ($1))
       AND (d.state = 'sending' OR d.goal <> 'post' OR (a.state = 'approved' AND NOT a.is_paused))
       AND (d.state = 'sending' OR d.goal = 'recall' OR NOT ${isStopped})
     GROUP BY 1 ORDER BY min(d.due_at) DESC LIMIT ${shownAtMost}`,
    [clusters, now],
  );
  const found = await Promise.all(rows.map(({ run }) => progressOf(pool, run, now)));
  return found.filter((progress) => progress !== null);
}
