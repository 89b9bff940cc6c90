import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type {
  AnnouncementWordStore,
  ClaimedWord,
  TroubledWorkspace,
} from "../../commands/announcing/announcement-word-store.port.ts";
import { awayOf } from "./attendance.ts";
import { inTransaction } from "./in-transaction.ts";
import { putNotices } from "./notice-store.ts";
import { progressOf } from "./run-progress.ts";
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

    put: (notices, now) => inTransaction(pool, (client) => putNotices(client, notices, now)),

    away: (word) => awayOf(pool, word),

    progress: (run, now) => progressOf(pool, run, now),

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
