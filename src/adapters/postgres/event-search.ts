import type { Pool } from "pg";
import type {
  EventFilter,
  EventOrigin,
  EventSearch,
  FoundEvent,
} from "../../directory/events/event-search.port.ts";
import type { Readership } from "../../shared/audience.ts";
import { createEventTitles } from "./event-titles.ts";
import { audienceConditionOf } from "./readable-documents.ts";
import { translatingErrors } from "./translate-error.ts";

/** Part of every statement here; a test takes it out to prove that it bites. */
export const eventAudience = audienceConditionOf("event");

/** Events by when they are, over `event_occurrence`. */
export function createEventSearch(pool: Pick<Pool, "query">): EventSearch {
  const one = async (statement: string, parameters: readonly unknown[]): Promise<FoundEvent | null> => {
    const { rows } = await pool.query<FoundRow>(statement, [...parameters]);
    return rows[0] === undefined ? null : toFoundEvent(rows[0]);
  };
  return translatingErrors<EventSearch>({
    find: async (filter, readership) => {
      const { window, limit } = filter;
      const { rows } = await pool.query<FoundRow>(window === null ? findAnywhen : findWithin, [
        ...parametersOf(filter, readership),
        limit,
        ...(window === null ? [] : [window.from, window.until]),
      ]);
      const [first] = rows;
      return {
        events: rows.map(toFoundEvent),
        total: Number(first?.total ?? 0),
      };
    },
    next: (filter, after, readership) => one(findNext, [...parametersOf(filter, readership), after]),
    last: (filter, before, readership) => one(findLast, [...parametersOf(filter, readership), before]),
    titles: createEventTitles(pool),
  });
}

/** $1 and $2 are whose members and board the readers are, $3 to $8 the filter. */
function parametersOf(filter: EventFilter, { memberOf, boardOf }: Readership): readonly unknown[] {
  const { clusters, places, words, match, isOnline, isFree } = filter;
  return [
    memberOf,
    boardOf,
    clusters,
    places,
    words.length > 0 && match === "all" ? words : null,
    words.length > 0 && match === "any" ? words : null,
    isOnline,
    isFree,
  ];
}

/**
 * What is asked of an event, given its places and terms. CASE hides the condition from the planner, which without
 * statistics (the embedded database gathers none by itself) expects a single event and looks all dates up one by one.
 */
const asked = (
  places: string,
  terms: string,
): string => `CASE WHEN event.withdrawn_at IS NULL AND ${eventAudience}
    AND ($3::text[] IS NULL OR event.cluster_id = ANY ($3::text[]))
    AND ($7::boolean IS NULL OR CASE WHEN $7 THEN event.is_online ELSE event.is_in_person END)
    AND ($8::boolean IS NULL OR event.is_free = $8)
    AND ($4::text[] IS NULL OR ${places} && $4::text[])
    AND ($5::text[] IS NULL OR ${terms} @> $5::text[])
    AND ($6::text[] IS NULL OR ${terms} && $6::text[]) THEN TRUE ELSE FALSE END`;

/** An instance that differs has terms, and may have places, of its own. */
const askedOfBoth = asked(
  "COALESCE(occurrence.places, event.places)",
  "COALESCE(occurrence.terms, event.terms)",
);

/** The same, for statements that go through dates in their order: the events are picked once, before. */
const isAsked = `CASE WHEN occurrence.terms IS NULL
    THEN occurrence.event_id IN (SELECT event.id FROM event WHERE ${asked("event.places", "event.terms")})
    ELSE EXISTS (SELECT FROM event WHERE event.id = occurrence.event_id AND ${askedOfBoth}) END`;

/** What ends as the window begins is over; what begins then is in it, however short it is. */
const within = `tstzrange(occurrence.starts_at, occurrence.ends_at, '[]') && tstzrange($10, $11, '[)')
    AND (occurrence.ends_at > $10 OR occurrence.starts_at >= $10)`;

/** Every column `toFoundEvent` takes, of `event`, `occurrence` and `cluster`. */
export const foundColumns = `event.id AS event_id, occurrence.id AS occurrence_id, event.cluster_id, cluster.name AS cluster_name,
  event.audience, event.audience_clusters, event.title, event.summary, event.organiser, event.venue, event.address,
  event.postcode, event.online_url, event.url, event.price, event.is_free, event.tags,
  COALESCE(occurrence.places, event.places) AS places, occurrence."time", occurrence.moved_from, occurrence.status,
  occurrence.differs, event.is_series, event.is_sample,
  (SELECT COALESCE(json_agg(json_build_object('uid', uid, 'label', label, 'url', url, 'lastSeenAt', last_seen_at)
     ORDER BY changed_at DESC, source_key), '[]')
   FROM event_source WHERE event_source.event_id = event.id AND gone_at IS NULL) AS sources`;

const found = (ids: string): string => `FROM ${ids}
JOIN event_occurrence AS occurrence ON occurrence.id = chosen.id JOIN event ON event.id = occurrence.event_id
JOIN cluster ON cluster.id = event.cluster_id`;

const findBy = (condition: string): string => `
WITH dated AS MATERIALIZED (
  SELECT id, event_id, starts_at, places, terms FROM event_occurrence AS occurrence WHERE ${condition}),
matching AS MATERIALIZED (
  SELECT occurrence.id, occurrence.starts_at FROM dated AS occurrence JOIN event ON event.id = occurrence.event_id
  WHERE ${askedOfBoth}),
chosen AS (SELECT id FROM matching ORDER BY starts_at, id LIMIT $9)
SELECT (SELECT count(*) FROM matching) AS total, ${foundColumns}
${found("chosen")}
ORDER BY occurrence.starts_at, occurrence.id`;

export const findWithin = findBy(within);
const findAnywhen = findBy("TRUE");

const nearest = (condition: string, order: "ASC" | "DESC"): string => `
WITH chosen AS (
  SELECT occurrence.id
  FROM (SELECT id, event_id, places, terms FROM event_occurrence AS occurrence
    WHERE ${condition} AND occurrence.status <> 'cancelled'
    ORDER BY occurrence.starts_at ${order}, occurrence.id OFFSET 0) AS occurrence
  WHERE ${isAsked} LIMIT 1)
SELECT ${foundColumns} ${found("chosen")}`;

const findNext = nearest("(occurrence.ends_at > $9 OR occurrence.starts_at >= $9)", "ASC");
const findLast = nearest("occurrence.ends_at <= $9 AND occurrence.starts_at < $9", "DESC");

interface SourceRow extends Pick<EventOrigin, "label" | "url"> {
  readonly uid: string | null;
  readonly lastSeenAt: string;
}

export interface FoundRow {
  readonly total?: string;
  readonly event_id: string;
  readonly occurrence_id: string;
  readonly cluster_id: string;
  readonly cluster_name: string;
  readonly audience: FoundEvent["audience"];
  readonly audience_clusters: readonly string[] | null;
  readonly title: string;
  readonly summary: string | null;
  readonly organiser: string | null;
  readonly venue: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly online_url: string | null;
  readonly url: string | null;
  readonly price: string | null;
  readonly is_free: boolean | null;
  readonly tags: readonly string[] | null;
  readonly places: readonly string[] | null;
  readonly time: FoundEvent["time"];
  readonly moved_from: FoundEvent["time"] | null;
  readonly status: FoundEvent["status"];
  readonly differs: Partial<Pick<FoundEvent, "title" | "summary" | "venue" | "address" | "url">> | null;
  readonly is_series: boolean;
  readonly is_sample: boolean;
  readonly sources: readonly SourceRow[];
}

export function toFoundEvent(row: FoundRow): FoundEvent {
  const { sources } = row;
  return {
    eventId: row.event_id,
    occurrenceId: row.occurrence_id,
    uids: [...new Set(sources.flatMap(({ uid }) => uid ?? []))],
    clusterId: row.cluster_id,
    clusterName: row.cluster_name,
    audience: row.audience,
    audienceClusters: row.audience_clusters ?? [],
    title: row.title,
    summary: row.summary,
    organiser: row.organiser,
    time: row.time,
    venue: row.venue,
    address: row.address,
    postcode: row.postcode,
    onlineUrl: row.online_url,
    url: row.url,
    price: row.price,
    tags: row.tags ?? [],
    ...row.differs,
    isFree: row.is_free,
    places: row.places ?? [],
    status: row.status,
    movedFrom: row.moved_from,
    isSeries: row.is_series,
    isSample: row.is_sample,
    sources: sources.map(({ label, url, lastSeenAt }) => ({ label, url, lastSeenAt: new Date(lastSeenAt) })),
  };
}
