import type { PoolClient } from "pg";
import type { EventChange, EventToKeep, OccurrenceToKeep } from "../../directory/events/event-store.port.ts";

/** Rows in one statement: their JSON is made in one go, during which nothing else runs. */
const rowsAtOnce = 250;

export async function writeEvents(
  client: PoolClient,
  events: readonly EventToKeep[],
  at: Date,
): Promise<void> {
  for (const part of inParts(events)) {
    const rows = part.map(({ facts, ...event }) => ({
      ...facts,
      id: event.id,
      cluster_id: event.clusterId,
      audience: event.audience,
      audience_clusters: event.audienceClusters,
      online_url: facts.onlineUrl,
      is_free: event.isFree,
      is_online: event.isOnline,
      is_in_person: event.isInPerson,
      places: event.places,
      terms: event.terms,
      status: event.status,
      series: event.series,
      is_series: event.isSeries,
      moved_from: event.movedFrom,
      worked_out_until: event.workedOutUntil,
      sequence: event.sequence,
      is_sample: event.isSample,
    }));
    await client.query(eventStatement, [JSON.stringify(rows), at]);
  }
}

const eventColumns = {
  cluster_id: "text",
  audience: "audience",
  audience_clusters: "text[]",
  title: "text",
  summary: "text",
  organiser: "text",
  venue: "text",
  address: "text",
  postcode: "text",
  online_url: "text",
  url: "text",
  price: "text",
  is_free: "boolean",
  is_online: "boolean",
  is_in_person: "boolean",
  tags: "text[]",
  places: "text[]",
  terms: "text[]",
  status: "event_status",
  series: "jsonb",
  is_series: "boolean",
  moved_from: "jsonb",
  worked_out_until: "timestamptz",
  sequence: "int",
  is_sample: "boolean",
};

const names = Object.keys(eventColumns);

const eventStatement = `INSERT INTO event (id, ${names.join(", ")}, created_at, updated_at)
SELECT id, ${names.map((name) => (name === "moved_from" ? "NULLIF(moved_from, 'null')" : name)).join(", ")}, $2, $2
FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, ${Object.entries(eventColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(", ")})
ORDER BY id
ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = EXCLUDED.${name}`).join(", ")},
  updated_at = $2, withdrawn_at = NULL`;

export async function writeSources(client: PoolClient, change: EventChange): Promise<void> {
  for (const part of inParts(change.entries)) {
    const rows = part.map(({ stated, ...entry }) => ({
      entry_key: entry.entryKey,
      event_id: entry.eventId,
      uid: stated.uid,
      url: stated.facts.url,
      canonical_url: entry.canonicalUrl,
      likeness: entry.likeness,
      sequence: stated.sequence,
      fingerprint: entry.fingerprint,
      stated,
      changed_at: entry.changedAt,
    }));
    await client.query(sourceStatement, [JSON.stringify(rows), change.sourceKey, change.label, change.at]);
  }
}

const sourceStatement = `INSERT INTO event_source (source_key, entry_key, event_id, uid, label, url, canonical_url,
  likeness, sequence, fingerprint, stated, changed_at, last_seen_at)
SELECT $2, entry_key, event_id, uid, $3, url, canonical_url, likeness, sequence, fingerprint, stated, changed_at, $4
FROM jsonb_to_recordset($1::jsonb) AS given (entry_key text, event_id uuid, uid text, url text, canonical_url text,
  likeness text, sequence int, fingerprint text, stated jsonb, changed_at timestamptz)
ORDER BY entry_key
ON CONFLICT (source_key, entry_key) DO UPDATE SET event_id = EXCLUDED.event_id, uid = EXCLUDED.uid,
  label = EXCLUDED.label, url = EXCLUDED.url, canonical_url = EXCLUDED.canonical_url, likeness = EXCLUDED.likeness,
  sequence = EXCLUDED.sequence, fingerprint = EXCLUDED.fingerprint, stated = EXCLUDED.stated,
  changed_at = EXCLUDED.changed_at, last_seen_at = EXCLUDED.last_seen_at, gone_at = NULL`;

export interface EventDates {
  readonly id: string;
  readonly occurrences: readonly OccurrenceToKeep[];
}

/** `replace`: dates that are no longer among them go, the others keep their id. `add`: those there already stay. */
export async function writeOccurrences(
  client: PoolClient,
  events: readonly EventDates[],
  how: "replace" | "add",
): Promise<void> {
  if (how === "replace") {
    for (const part of inParts(events)) {
      const kept = part.flatMap(({ id, occurrences }) =>
        occurrences.map(({ original }) => ({ event_id: id, original })),
      );
      await client.query(deleteStatement, [part.map(({ id }) => id), JSON.stringify(kept)]);
    }
  }
  for (const part of inParts(datesOf(events)))
    await client.query(occurrenceStatements[how], [JSON.stringify(part)]);
}

/** One after the other: all of an import's at once would be tens of thousands. */
function* datesOf(events: readonly EventDates[]): Generator<object> {
  for (const { id, occurrences } of events) for (const one of occurrences) yield { event_id: id, ...one };
}

const deleteStatement = `DELETE FROM event_occurrence AS old WHERE event_id = ANY ($1::uuid[])
  AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS given (event_id uuid, original text)
    WHERE given.event_id = old.event_id AND given.original = old.original)`;

const insertOccurrences = `INSERT INTO event_occurrence
  (event_id, original, starts_at, ends_at, "time", moved_from, status, differs, places, terms)
SELECT event_id, original, "startsAt", "endsAt", "time", NULLIF("movedFrom", 'null'), status, NULLIF(differs, 'null'),
  places, terms
FROM jsonb_to_recordset($1::jsonb) AS given (event_id uuid, original text, "startsAt" timestamptz, "endsAt" timestamptz,
  "time" jsonb, "movedFrom" jsonb, status event_status, differs jsonb, places text[], terms text[])
ON CONFLICT (event_id, original) DO`;

const occurrenceStatements = {
  replace: `${insertOccurrences} UPDATE SET starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at,
    "time" = EXCLUDED."time", moved_from = EXCLUDED.moved_from, status = EXCLUDED.status, differs = EXCLUDED.differs,
    places = EXCLUDED.places, terms = EXCLUDED.terms`,
  add: `${insertOccurrences} NOTHING`,
};

function* inParts<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let part: Row[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < rowsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
