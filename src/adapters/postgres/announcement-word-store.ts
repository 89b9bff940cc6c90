import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type {
  AnnouncementWordStore,
  ClaimedWord,
  RunProgress,
  TroubledWorkspace,
} from "../../commands/announcing/announcement-word-store.port.ts";
import { inTransaction } from "./in-transaction.ts";
import { putNotices } from "./notice-store.ts";
import { translatingErrors } from "./translate-error.ts";

/** How long a process may be silent before another takes its words over. */
const leaseSeconds = 30;

const claim = `
UPDATE announcement_word SET runner = $1, lease_until = now() + make_interval(secs => ${leaseSeconds})
WHERE (kind, about, part) IN (
  SELECT kind, about, part FROM announcement_word
  WHERE lease_until IS NULL OR lease_until < now() ORDER BY written_at LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING kind, about, part, revision`;

const ofWord = "kind = $1 AND about = $2::uuid AND part = $3 AND runner = $4";

const progress = `
WITH mine AS (SELECT d.* FROM delivery d WHERE d.run_id = $1::uuid),
counted AS (
  SELECT goal, state, state = 'waiting' AND due_at > $2 AS "isToCome", count(*)::int AS count
  FROM mine GROUP BY 1, 2, 3)
SELECT r.announcement_id AS announcement,
  (SELECT jsonb_agg(to_jsonb(counted)) FROM counted) AS counts,
  (SELECT jsonb_build_object('at', m.due_at, 'zone', w.zone) FROM mine m JOIN workspace w ON w.id = m.workspace_id
   WHERE m.state = 'waiting' AND m.due_at > $2 ORDER BY m.due_at, w.zone LIMIT 1) AS next,
  NOT EXISTS (SELECT FROM delivery later WHERE later.announcement_id = r.announcement_id AND later.run_id <> r.id
    AND later.receipts <> '[]' AND later.due_at > (SELECT max(due_at) FROM mine)) AS "isNewest",
  (SELECT max(finished_at) FROM mine WHERE state IN ('refused', 'unconfirmed')) AS "troubledAt",
  (SELECT max(finished_at) FROM mine WHERE state = 'late') AS "lateAt"
FROM announcement_run r WHERE r.id = $1::uuid AND EXISTS (SELECT FROM mine)`;

interface ProgressRow extends Omit<RunProgress, "next"> {
  readonly next: { readonly at: string; readonly zone: string } | null;
}

export function createAnnouncementWordStore(pool: Pool): AnnouncementWordStore {
  const runner = randomUUID();
  return translatingErrors<AnnouncementWordStore>({
    claim: async (limit) => {
      const { rows } = await pool.query<ClaimedWord>(claim, [runner, limit]);
      return rows;
    },

    tell: ({ kind, about, part, revision }, notices, now) =>
      inTransaction(pool, async (client) => {
        const word = [kind, about, part, runner];
        const told = await client.query(`DELETE FROM announcement_word WHERE ${ofWord} AND revision = $5`, [
          ...word,
          revision,
        ]);
        const isOurs =
          told.rowCount === 1 ||
          (
            await client.query(
              `UPDATE announcement_word SET runner = NULL, lease_until = NULL WHERE ${ofWord}`,
              word,
            )
          ).rowCount === 1;
        // Else another process took it over, and knows better by now.
        if (isOurs) await putNotices(client, notices, now);
      }),

    progress: async (run, now) => {
      const { rows } = await pool.query<ProgressRow>(progress, [run, now]);
      const [row] = rows;
      if (row === undefined) return null;
      const { next } = row;
      return { ...row, next: next === null ? null : { ...next, at: new Date(next.at) } };
    },

    troubled: async (workspace) => {
      const { rows } = await pool.query<TroubledWorkspace>(
        `SELECT w.name, w.cluster_id AS cluster, c.reason
         FROM delivery_circuit c JOIN workspace w ON w.id = c.workspace_id WHERE w.id = $1::uuid`,
        [workspace],
      );
      return rows[0] ?? null;
    },
  });
}
