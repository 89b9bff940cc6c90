import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Reply } from "../../chat/reply.ts";
import type { NewNotice } from "../../notices/notice.ts";
import type { ClaimedNotice, NoticeStore } from "../../notices/notice-store.port.ts";
import { translatingErrors } from "./translate-error.ts";

/** How long a process may be silent before another takes its messages over. */
const leaseSeconds = 60;
/** How long a message is left as it is before it is changed again: people read it, and platforms count changes. */
const changeEverySeconds = 4;
/** Nobody wants to be told then of what could not be told in time. */
const staleDays = 3;

/** CASE for the same reason as in reminder-store.ts. */
const claim = `
UPDATE notice SET runner = $1, lease_until = now() + make_interval(secs => ${leaseSeconds})
WHERE key IN (
  SELECT key FROM notice
  WHERE due_at <= $2 AND CASE WHEN split_part(reference, ':', 1) = ANY ($3::text[])
    AND (lease_until IS NULL OR lease_until < now())
    AND written_at > now() - make_interval(days => ${staleDays}) THEN TRUE ELSE FALSE END
  ORDER BY due_at LIMIT $4
  FOR UPDATE SKIP LOCKED)
RETURNING key, reference, reply, remote_id AS "remoteId", sending, attempted_at AS since`;

const laterThan = (at: string): string => `${at}::timestamptz + make_interval(secs => ${changeEverySeconds})`;

/**
 * What was sent already is changed, if it can be, a little after it was last shown; what is under way is looked at once
 * more by whoever settles it.
 */
const put = `
INSERT INTO notice AS known (key, reference, reply, due_at)
SELECT key, reference, reply, $2::timestamptz FROM jsonb_to_recordset($1::jsonb)
  AS made (key text, reference text, reply jsonb, "isOnlyChange" boolean)
WHERE "isOnlyChange" IS NOT TRUE OR EXISTS (SELECT FROM notice there WHERE there.key = made.key)
ORDER BY key
ON CONFLICT (key) DO UPDATE SET reply = EXCLUDED.reply, written_at = now(), finished_at = NULL,
  due_at = COALESCE(known.due_at, GREATEST($2::timestamptz, ${laterThan("known.shown_at")}))
WHERE known.reply <> EXCLUDED.reply
  AND (known.outcome IS NULL OR (known.outcome = 'sent' AND known.remote_id IS NOT NULL))`;

const settle = `
UPDATE notice SET outcome = $3, remote_id = $4, shown_at = $6::timestamptz, sending = NULL, attempted_at = NULL,
  runner = NULL, lease_until = NULL,
  due_at = CASE WHEN is_over THEN NULL ELSE ${laterThan("$6")} END,
  finished_at = CASE WHEN is_over THEN $6::timestamptz END
FROM (SELECT key AS settled, reply = $5::jsonb OR $3 <> 'sent' OR $4::text IS NULL AS is_over
  FROM notice WHERE key = $1 FOR UPDATE) AS now
WHERE key = settled AND runner = $2`;

/** Writes messages down, in the transaction of whoever causes them. One that is there already is never sent again. */
export async function putNotices(
  client: Pick<PoolClient, "query">,
  notices: readonly NewNotice[],
  now: Date,
): Promise<void> {
  if (notices.length > 0) await client.query(put, [JSON.stringify(notices), now]);
}

interface ClaimedRow extends Omit<ClaimedNotice, "sending"> {
  readonly sending: Reply | null;
  readonly since: Date | null;
}

/** The outbox for one process that sends. */
export function createNoticeStore(pool: Pick<Pool, "query">): NoticeStore {
  const runner = randomUUID();
  return translatingErrors<NoticeStore>({
    claim: async ({ platforms, now, limit }) => {
      const { rows } = await pool.query<ClaimedRow>(claim, [runner, now, platforms, limit]);
      return rows.map(({ sending, since, ...row }) => ({
        ...row,
        sending: sending === null || since === null ? null : { reply: sending, since },
      }));
    },
    begin: async ({ key }, sending) => {
      const { rowCount } = await pool.query(
        `UPDATE notice SET sending = $3::jsonb, attempted_at = $4, lease_until = now() + make_interval(secs => ${leaseSeconds})
         WHERE key = $1 AND runner = $2`,
        [key, runner, sending === null ? null : JSON.stringify(sending.reply), sending?.since ?? null],
      );
      return rowCount === 1;
    },
    postpone: async ({ key }, dueAt, doubtSince) => {
      await pool.query(
        `UPDATE notice SET due_at = $3, attempted_at = $4, runner = NULL, lease_until = NULL,
           sending = CASE WHEN $4::timestamptz IS NULL THEN NULL ELSE sending END
         WHERE key = $1 AND runner = $2`,
        [key, runner, dueAt, doubtSince],
      );
    },
    settle: async ({ key }, { outcome, remoteId, shown, at }) => {
      await pool.query(settle, [key, runner, outcome, remoteId, JSON.stringify(shown), at]);
    },
  });
}
