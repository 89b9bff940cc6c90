import type { Pool, PoolClient } from "pg";
import type {
  EventChange,
  EventStore,
  EventsCluster,
  KeptEntry,
  KeptEvent,
  SeriesDue,
  SeriesExtended,
} from "../../directory/events/event-store.port.ts";
import { insertAudit } from "./audit-trail.ts";
import { writeEvents, writeOccurrences, writeSources } from "./event-rows.ts";
import { followDates } from "./follow-dates.ts";
import { dropHidden, hideNewEvents, showHidden } from "./hidden-events.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

/** Events, their sources and their dates. Batches of SQL: an import may bring ten thousand. */
export function createEventStore(pool: Pool): EventStore {
  return translatingErrors<EventStore>({
    clusters: async () => {
      const { rows } = await pool.query<EventsCluster>(
        `SELECT id, region, is_federation AS "isFederation" FROM cluster ORDER BY id`,
      );
      return rows;
    },
    entriesOf: async (sourceKey) => {
      const revision = await readRevision(pool);
      const { rows } = await pool.query<KeptEntry>(
        `SELECT entry_key AS "entryKey", event_id AS "eventId", fingerprint, sequence, changed_at AS "changedAt",
           gone_at IS NOT NULL AS "isGone" FROM event_source WHERE source_key = $1`,
        [sourceKey],
      );
      return { revision, entries: rows };
    },
    load: async (wanted, now) => {
      const { rows } = await pool.query<KeptEvent & { sources: readonly SourceJson[] }>(loadStatement, [
        wanted.eventIds,
        wanted.uids,
        wanted.canonicalUrls,
        wanted.likenesses,
        now,
      ]);
      return rows.map((row) => ({ ...row, sources: row.sources.map(withDate) }));
    },
    apply: async (change) => {
      const hidden = await hideNewEvents(pool, change);
      let outcome: "applied" | "stale" | "failed" = "failed";
      try {
        outcome = await inTransaction(pool, (client) => apply(client, change, hidden));
        return outcome;
      } finally {
        // After a failure the next large import does what cannot be done now.
        if (outcome !== "applied") await dropHidden(pool, hidden).catch(() => undefined);
      }
    },
    seriesDue: async ({ before, after, limit }) => {
      const { rows } = await pool.query<SeriesDue>(
        `SELECT id AS "eventId", sequence AS revision, series, status, worked_out_until AS "workedOutUntil",
           ${factsAsJson} AS facts
         FROM event WHERE worked_out_until < $1 AND withdrawn_at IS NULL AND ($2::uuid IS NULL OR id > $2)
         ORDER BY id LIMIT $3`,
        [before, after, limit],
      );
      return rows;
    },
    extend: (series) => inTransaction(pool, (client) => extend(client, series)),
  });
}

async function extend(client: PoolClient, series: readonly SeriesExtended[]): Promise<void> {
  const given = series.map(({ eventId, revision, workedOutUntil }) => ({
    id: eventId,
    revision,
    until: workedOutUntil,
  }));
  const { rows } = await client.query<{ id: string }>(
    `UPDATE event SET worked_out_until = given.until
     FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, revision int, until timestamptz)
     WHERE event.id = given.id AND event.sequence = given.revision AND event.withdrawn_at IS NULL
     RETURNING event.id`,
    [JSON.stringify(given)],
  );
  const current = new Set(rows.map(({ id }) => id));
  const dated = series.filter(({ eventId }) => current.has(eventId));
  const events = dated.map(({ eventId, occurrences }) => ({ id: eventId, occurrences }));
  await writeOccurrences(client, events, "add");
}

const factsAsJson = `jsonb_build_object('title', title, 'summary', summary, 'organiser', organiser, 'venue', venue,
  'address', address, 'postcode', postcode, 'onlineUrl', online_url, 'url', url, 'price', price, 'tags', tags)`;

/** Sources one by one, by each mark, so that each is found by its index. */
const loadStatement = `
WITH wanted AS (
  SELECT unnest($1::uuid[]) AS id
  UNION SELECT event_id FROM event_source WHERE uid = ANY ($2::text[])
  UNION SELECT event_id FROM event_source WHERE canonical_url = ANY ($3::text[])
  UNION SELECT event_id FROM event_source WHERE likeness = ANY ($4::text[]))
SELECT event.id, event.cluster_id AS "clusterId", event.sequence, event.series, event.moved_from AS "movedFrom",
  event.withdrawn_at IS NOT NULL AS "isWithdrawn",
  NOT EXISTS (SELECT FROM event_occurrence AS dated WHERE dated.event_id = event.id AND dated.ends_at > $5) AS "isOver",
  (SELECT COALESCE(jsonb_agg(jsonb_build_object('sourceKey', source_key, 'entryKey', entry_key, 'changedAt', changed_at,
     'isGone', gone_at IS NOT NULL, 'stated', stated) ORDER BY source_key, entry_key), '[]')
   FROM event_source WHERE event_source.event_id = event.id) AS sources
FROM event JOIN wanted ON wanted.id = event.id`;

type SourceJson = Omit<KeptEvent["sources"][number], "changedAt"> & { readonly changedAt: string };

function withDate(source: SourceJson): KeptEvent["sources"][number] {
  return { ...source, changedAt: new Date(source.changedAt) };
}

/** Counts the changes of the records, so that one worked out from an older state is seen. */
export const revisionKey = "events-revision";

async function readRevision(client: Pick<Pool, "query">): Promise<number> {
  const { rows } = await client.query<{ value: string }>(
    "SELECT value FROM installation_fact WHERE key = $1",
    [revisionKey],
  );
  return Number(rows[0]?.value ?? 0);
}

/** `hidden` are the ids of events that were written before. */
async function apply(
  client: PoolClient,
  change: EventChange,
  hidden: ReadonlySet<string>,
): Promise<"applied" | "stale"> {
  const isChange =
    change.entries.length + change.gone.length + change.withdrawn.length + change.events.length > 0;
  if (isChange && !(await takeRevision(client, change.revision))) return "stale";
  if (isChange) {
    const events = change.events.filter(({ id }) => !hidden.has(id));
    await writeEvents(client, events, change.at);
    await showHidden(client, hidden);
    await writeSources(client, change);
    await writeOccurrences(client, events, "replace");
    await withdraw(client, change);
    await followDates(client, [...change.events.map(({ id }) => id), ...change.withdrawn], change.at);
  }
  await client.query(
    `UPDATE event_source SET last_seen_at = $3 WHERE source_key = $1 AND entry_key = ANY ($2::text[])`,
    [change.sourceKey, change.seen, change.at],
  );
  if (change.audit !== null) await insertAudit(client, change.audit);
  return "applied";
}

/** Locked until the transaction ends: two imports wait for each other, and the second sees that it is late. */
async function takeRevision(client: PoolClient, expected: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO installation_fact (key, value) VALUES ($1, '1')
     ON CONFLICT (key) DO UPDATE SET value = (installation_fact.value::bigint + 1)::text
     WHERE installation_fact.value = $2`,
    [revisionKey, String(expected)],
  );
  return rowCount === 1;
}

async function withdraw(client: PoolClient, { sourceKey, gone, withdrawn, at }: EventChange): Promise<void> {
  await client.query(
    `UPDATE event_source SET gone_at = $3 WHERE source_key = $1 AND entry_key = ANY ($2::text[]) AND gone_at IS NULL`,
    [sourceKey, gone, at],
  );
  await client.query(
    "UPDATE event SET withdrawn_at = $2, updated_at = $2, sequence = sequence + 1 WHERE id = ANY ($1::uuid[])",
    [withdrawn, at],
  );
  await client.query("DELETE FROM event_occurrence WHERE event_id = ANY ($1::uuid[])", [withdrawn]);
}
