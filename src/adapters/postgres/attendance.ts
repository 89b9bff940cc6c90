import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Attendance, DeliveryStore } from "../../announcing/delivery-store.port.ts";
import type { Away, Word } from "../../commands/announcing/announcement-word-store.port.ts";
import { isStopped } from "./all-stop.ts";
import { writeWords } from "./announcement-words.ts";
import { untried } from "./delivery-sweep.ts";
import { isHeldBack } from "./event-limit.ts";
import { inTransaction } from "./in-transaction.ts";

/** When somebody last looked after the deliveries of a platform: an installation fact for each, whose value says when. */
const keyStart = "announcements-attended ";

/** Whoever is there says so every five seconds. What is shorter than this is a restart, of which nobody needs to hear. */
const shortestOutageMilliseconds = 60_000;

/** What another process is just writing down is left to it; a clock that is behind takes nothing back. */
const attended = `
WITH mine AS (SELECT key, value FROM installation_fact WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE SKIP LOCKED)
UPDATE installation_fact f SET value = $2 FROM mine
WHERE f.key = mine.key AND mine.value::timestamptz < $2::timestamptz RETURNING f.key, mine.value AS since`;

/** What was in hand when the process ended is not among it: nobody knows yet whether that is there. */
const missed = `
UPDATE delivery d SET notes = d.notes || jsonb_build_array(jsonb_build_object('note', 'due-while-away', 'outage', $2::text))
FROM announcement a, announcement_run r, workspace w
WHERE ${untried} AND NOT ${isStopped} AND r.id = d.run_id AND NOT r.is_skipped AND w.id = d.workspace_id
  AND w.state = 'confirmed' AND w.platform = ANY ($3::text[])
  AND NOT EXISTS (SELECT FROM delivery_circuit c WHERE c.workspace_id = w.id AND c.closed_until > $4::timestamptz)
RETURNING d.next_at AS at`;

/** delivery-store.port.ts, `arrive` and `attend`. */
export function createAttendance(pool: Pool): Pick<DeliveryStore, "arrive" | "attend"> {
  return {
    arrive: (here) =>
      inTransaction(pool, async (client) => {
        const words: Word[] = [];
        const gaps = Map.groupBy(await attend(client, here), ({ since }) => since);
        for (const [since, gone] of gaps) {
          const platforms = gone.map(({ platform }) => platform);
          words.push(...(await missedWhile(client, { now: here.now, platforms, since: new Date(since) })));
        }
        await writeWords(client, words);
      }),
    attend: (here) =>
      inTransaction(pool, async (client) => {
        await attend(client, here);
      }),
  };
}

/** Which platforms somebody looked after last before that, and when, as it was written down. */
async function attend(
  client: PoolClient,
  { platforms, now }: Attendance,
): Promise<readonly { readonly platform: string; readonly since: string }[]> {
  const keys = platforms.map((platform) => keyStart + platform);
  const at = now.toISOString();
  const { rows } = await client.query<{ key: string; since: string }>(attended, [keys, at]);
  if (rows.length < keys.length)
    await client.query(
      "INSERT INTO installation_fact (key, value) SELECT unnest($1::text[]), $2 ON CONFLICT (key) DO NOTHING",
      [keys, at],
    );
  return rows.map(({ key, since }) => ({ platform: key.slice(keyStart.length), since }));
}

/** Marks what is to be sent and was not, and gives the word that tells of it; none where there is nothing. */
async function missedWhile(
  client: PoolClient,
  { platforms, now, since }: Attendance & { readonly since: Date },
): Promise<readonly Word[]> {
  if (now.getTime() - since.getTime() < shortestOutageMilliseconds) return [];
  const outage = randomUUID();
  const { rows } = await client.query<{ at: Date }>(missed, [now, outage, platforms, since]);
  if (rows.length === 0) return [];
  const first = new Date(Math.min(...rows.map(({ at }) => at.getTime())));
  const part = [...[since, now, first].map((at) => at.toISOString()), ...platforms.toSorted()].join(" ");
  return [{ kind: "away", about: outage, part }];
}

/** In any state, so that the index is of use: `next_at` only ever goes on. */
const becameOfMissed = `
SELECT CASE WHEN goal <> 'post' AND receipts <> '[]' THEN 'done' WHEN ${isHeldBack} THEN 'held-back'
    ELSE state::text END AS state,
  count(*)::int AS count, array_agg(DISTINCT announcement_id) AS announcements
FROM delivery WHERE state = ANY (enum_range(NULL::delivery_state)) AND next_at >= $2
  AND notes @> jsonb_build_array(jsonb_build_object('note', 'due-while-away', 'outage', $1::text))
GROUP BY 1`;

interface BecameRow {
  readonly state: Away["counts"][number]["state"];
  readonly count: number;
  readonly announcements: readonly string[];
}

/** announcement-word-store.port.ts, `away`. */
export async function awayOf(pool: Pick<Pool, "query">, { about, part }: Word): Promise<Away> {
  const [since = "", until = "", first = "", ...platforms] = part.split(" ");
  const { rows } = await pool.query<BecameRow>(becameOfMissed, [about, first]);
  return {
    since: new Date(since),
    until: new Date(until),
    platforms,
    announcements: new Set(rows.flatMap(({ announcements }) => announcements)).size,
    counts: rows.map(({ state, count }) => ({ state, count })),
  };
}
