// On the embedded database everybody waits while a transaction is open. The new events of a large import are therefore
// written before, a part at a time, as withdrawn ones that nobody finds; the import's own transaction only shows them.
import type { Pool, PoolClient } from "pg";
import type { EventChange, EventToKeep } from "../../directory/events/event-store.port.ts";
import { writeEvents, writeOccurrences } from "./event-rows.ts";
import { inTransaction } from "./in-transaction.ts";

/** Fewer are written in the import's transaction: that takes less than half a second. */
const worthHiding = 500;
const eventsAtOnce = 250;

/** Writes the new events of a large import where nobody sees them; returns their ids. What fails leaves none of them. */
export async function hideNewEvents(
  pool: Pool,
  { events, at }: Pick<EventChange, "events" | "at">,
): Promise<ReadonlySet<string>> {
  if (events.length < worthHiding) return new Set();
  await dropForgotten(pool);
  const fresh = await newOf(pool, events);
  const ids = new Set(fresh.map(({ id }) => id));
  try {
    for (let from = 0; from < fresh.length; from += eventsAtOnce) {
      const part = fresh.slice(from, from + eventsAtOnce);
      await inTransaction(pool, (client) => hide(client, part, at));
    }
  } catch (error) {
    // Where this fails too, the next large import does it.
    await dropHidden(pool, ids).catch(() => undefined);
    throw error;
  }
  return ids;
}

async function hide(client: PoolClient, events: readonly EventToKeep[], at: Date): Promise<void> {
  await writeEvents(client, events, at);
  await client.query("UPDATE event SET withdrawn_at = $2 WHERE id = ANY ($1::uuid[])", [
    events.map(({ id }) => id),
    at,
  ]);
  await writeOccurrences(client, events, "add");
}

export async function showHidden(client: PoolClient, ids: ReadonlySet<string>): Promise<void> {
  await client.query("UPDATE event SET withdrawn_at = NULL WHERE id = ANY ($1::uuid[])", [[...ids]]);
}

export async function dropHidden(pool: Pool, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size > 0)
    await pool.query(`DELETE FROM event WHERE id = ANY ($1::uuid[]) AND ${isHidden}`, [[...ids]]);
}

/** An event that was ever shown has a source, also when that no longer tells of it. */
const isHidden = `withdrawn_at IS NOT NULL
  AND NOT EXISTS (SELECT FROM event_source WHERE event_source.event_id = event.id)`;

/** What an import left that was killed. */
async function dropForgotten(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM event WHERE withdrawn_at < now() - interval '1 day' AND ${isHidden}`);
}

async function newOf(pool: Pool, events: readonly EventToKeep[]): Promise<readonly EventToKeep[]> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM event WHERE id = ANY ($1::uuid[])", [
    events.map(({ id }) => id),
  ]);
  const kept = new Set(rows.map(({ id }) => id));
  return events.filter(({ id }) => !kept.has(id));
}
