import type { PoolClient } from "pg";
import type { Swept } from "../../announcing/delivery-store.port.ts";
import type { Word } from "../../commands/announcing/announcement-word-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { isStopped } from "./all-stop.ts";
import { heldBackWords, lateWords, statusWord, writeWords } from "./announcement-words.ts";
import { insertAuditLines } from "./audit-trail.ts";
import { hasEventChanged, heldBackReason } from "./event-limit.ts";
import { isHeldNow, ownApproval } from "./present-consent.ts";

/** What nothing was tried of, in an announcement that is to go out. */
export const untried = `d.state = 'waiting' AND d.goal = 'post' AND d.sending_since IS NULL AND d.receipts = '[]' AND d.next_at <= $1
  AND a.id = d.announcement_id AND a.state = 'approved' AND NOT a.is_paused`;

/** What something was tried of, or is to be changed: nobody but the sweep can end it where the bot is no longer in. */
const begun = `d.state = 'waiting' AND d.next_at <= $1 AND a.id = d.announcement_id
  AND (d.goal <> 'post' OR d.sending_since IS NOT NULL OR d.receipts <> '[]')`;
const isInDoubt = "d.goal = 'post' AND d.sending_since IS NOT NULL";

const byTime: Doing = { actor: "platform", place: "platform" };

const wordsOf = {
  refused: (run: string) => [statusWord(run)],
  late: lateWords,
  "held-back": heldBackWords,
} as const;

/** delivery-store.port.ts, `sweep`. */
export async function sweepDeliveries(client: PoolClient, now: Date): Promise<readonly Swept[]> {
  const gone = await client.query<Swept>(
    `WITH gone AS (
       UPDATE delivery d SET state = (CASE WHEN ${isInDoubt} THEN 'unconfirmed' ELSE 'refused' END)::delivery_state,
         sending_since = CASE WHEN ${isInDoubt} THEN d.sending_since END, reason = 'bot-removed', part = 0, finished_at = $1
       FROM announcement a, workspace w WHERE ((${untried}) OR (${begun})) AND w.id = d.workspace_id
         AND CASE d.goal WHEN 'recall' THEN w.state = 'gone' ELSE w.state <> 'confirmed' END
       RETURNING d.announcement_id, d.run_id)
     SELECT announcement_id AS announcement, run_id AS run, 'refused' AS kind, count(*)::int AS count FROM gone GROUP BY 1, 2`,
    [now],
  );
  const held = await client.query<{ announcement: string; run: string }>(
    `UPDATE delivery d SET state = 'held', notes = d.notes || ${ownApproval}
     FROM announcement a, workspace w WHERE ${untried} AND w.id = d.workspace_id AND ${isHeldNow}
     RETURNING d.announcement_id AS announcement, d.run_id AS run`,
    [now],
  );
  const heldBack = await client.query<Swept>(
    `WITH changed AS (
       UPDATE delivery d SET state = 'late', reason = ${heldBackReason}, finished_at = $1
       FROM announcement a WHERE ${untried} AND NOT ${isStopped} AND ${hasEventChanged}
       RETURNING d.announcement_id, d.run_id)
     SELECT announcement_id AS announcement, run_id AS run, 'held-back' AS kind, count(*)::int AS count FROM changed GROUP BY 1, 2`,
    [now],
  );
  const late = await client.query<Swept>(
    `WITH late AS (
       UPDATE delivery d SET state = 'late', finished_at = $1
       FROM announcement a WHERE ${untried} AND NOT ${isStopped} AND (
         d.due_at < $1::timestamptz - make_interval(mins => a.late_minutes)
         OR EXISTS (SELECT FROM delivery newer WHERE newer.announcement_id = d.announcement_id
           AND newer.workspace_id = d.workspace_id AND newer.channel_id = d.channel_id AND newer.state = 'waiting'
           AND newer.goal = 'post' AND newer.due_at > d.due_at AND newer.next_at <= $1))
       RETURNING d.announcement_id, d.run_id)
     SELECT announcement_id AS announcement, run_id AS run, 'late' AS kind, count(*)::int AS count FROM late GROUP BY 1, 2`,
    [now],
  );
  await finish(client, now);
  const swept = [...gone.rows, ...heldBack.rows, ...late.rows];
  const words = swept.flatMap(({ run, kind }) => wordsOf[kind](run));
  const regions = held.rows.map(
    ({ announcement: about, run: part }): Word => ({ kind: "regions", about, part }),
  );
  await writeWords(client, [...words, ...regions]);
  return swept;
}

/** What nothing is left to send of. A correction may be let through afterwards: what it is of was sent. */
async function finish(client: PoolClient, now: Date): Promise<void> {
  const finished = await client.query<{ number: number; cluster: string }>(
    `UPDATE announcement a SET state = 'finished', revision = revision + 1, updated_at = $1
     WHERE a.state = 'approved' AND a.made_until IS NULL
       AND EXISTS (SELECT FROM delivery d WHERE d.announcement_id = a.id)
       AND NOT EXISTS (SELECT FROM delivery d WHERE d.announcement_id = a.id 
         AND (d.state IN ('waiting', 'sending', 'late') OR (d.state = 'held' AND d.goal = 'post')))
     RETURNING a.number, a.cluster_id AS cluster`,
    [now],
  );
  await insertAuditLines(
    client,
    finished.rows.map(({ number, cluster }) => ({
      ...byTime,
      action: "announcement-finish",
      subject: `announcement:A${number}`,
      cluster,
      before: { state: "approved" },
      after: { state: "finished" },
    })),
  );
}
