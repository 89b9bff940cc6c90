/**
 * Who may hear of `event e`, as JSON: `audience`, and of which `clusters`. What is for the federation's members is for
 * those of every cluster (people/readership.ts); whose it is said of nobody is for nobody.
 */
export const eventLimit = `jsonb_build_object('audience', e.audience, 'clusters', CASE
    WHEN e.audience = 'public' OR (e.audience = 'members'
      AND e.audience_clusters && ARRAY(SELECT id FROM cluster WHERE is_federation)) THEN '"all"'::jsonb
    ELSE to_jsonb(COALESCE(e.audience_clusters, '{}')) END)`;

/** Of an event that is not there any more nobody may hear. */
const limitOfNone = `'{"audience": "board", "clusters": []}'::jsonb`;

/** Who may hear of what `announcement a` is about: as the event is now, or was when the announcement was last saved. */
const limitNow = `COALESCE((SELECT ${eventLimit} FROM event e WHERE e.id = a.event_id), a.event_limit, ${limitOfNone})`;

/** announcing/about-event.ts, KnownDate, of `event_occurrence o`. */
export const knownDate = `jsonb_build_object('original', o.original, 'start', extract(epoch FROM o.starts_at)::bigint,
  'isCancelled', o.status = 'cancelled')`;

/** The date that `announcement a` knew; a single event has but one, whatever it was called before it was moved. */
const dateKnown = `event e JOIN event_occurrence o ON o.event_id = e.id
  WHERE e.id = a.event_id AND e.withdrawn_at IS NULL
    AND (o.original = a.event_limit #>> '{known,original}' OR NOT e.is_series)
  ORDER BY o.original = a.event_limit #>> '{known,original}' DESC, o.starts_at LIMIT 1`;

/** Who may hear of it, and of which date `announcement a` knows what, to be kept: what it knew, or how that is now. */
export const keptLimit = (
  isKnownNow: string,
): string => `CASE WHEN a.event_id IS NOT NULL THEN jsonb_strip_nulls(
    COALESCE((SELECT ${eventLimit} FROM event e WHERE e.id = a.event_id), a.event_limit)
    || jsonb_build_object('known', CASE WHEN ${isKnownNow} AND a.event_limit ? 'known'
      THEN COALESCE((SELECT ${knownDate} FROM ${dateKnown}), a.event_limit -> 'known') ELSE a.event_limit -> 'known' END)) END`;

/** What became of the date since `announcement a` knew it: announcing/about-event.ts, EventChange; null for nothing. */
const eventChange = `(SELECT CASE
    WHEN now.is_cancelled <> now.was_cancelled
      THEN jsonb_build_object('kind', CASE WHEN now.is_cancelled THEN 'cancelled' ELSE 'on-again' END)
    WHEN NOT now.is_cancelled AND now.start <> now.known THEN jsonb_build_object('kind', 'moved', 'to', now.time) END
  FROM (SELECT o.status = 'cancelled' AS is_cancelled, extract(epoch FROM o.starts_at)::bigint AS start, o.time,
      (a.event_limit #>> '{known,isCancelled}')::boolean AS was_cancelled,
      (a.event_limit #>> '{known,start}')::bigint AS known
    FROM ${dateKnown}) AS now)`;

/** What `announcement a` is about. */
export const aboutEvent = `CASE WHEN a.event_id IS NOT NULL THEN jsonb_strip_nulls(${limitNow} || jsonb_build_object(
    'event', a.event_id, 'known', a.event_limit -> 'known',
    'change', CASE WHEN a.event_limit ? 'known' THEN ${eventChange} END)) END`;

/** Whether what `announcement a` says of its event may be true no more. */
export const hasEventChanged = `(a.event_id IS NOT NULL AND a.event_limit ? 'known' AND ${eventChange} IS NOT NULL)`;

/** The same, as a reason to hold back a delivery of it. */
export const heldBackReason = `'event-' || (${eventChange} ->> 'kind')`;

/** Of `delivery`: it was, and somebody has to decide. */
export const isHeldBack =
  "(state = 'late' AND reason IN ('event-cancelled', 'event-on-again', 'event-moved'))";

/** Announcements of which one of the deliveries $1 is held back know the date as it is now: it may be sent all the same. */
export const knowAsItIs = `UPDATE announcement a SET event_limit = ${keptLimit("TRUE")}
  WHERE a.id IN (SELECT announcement_id FROM delivery WHERE id = ANY ($1::uuid[]) AND ${isHeldBack})`;

/** Whether `announcement a` would reach people who may not hear of its event: announcing/about-event.ts, as SQL. */
export const reachesTooFar = `(a.event_id IS NOT NULL AND (SELECT (a.aim ->> 'audience')::audience < (about ->> 'audience')::audience
    OR (about -> 'clusters' <> '"all"' AND (a.aim -> 'clusters' = '"all"' OR NOT a.aim -> 'clusters' <@ (about -> 'clusters')))
  FROM (SELECT ${limitNow} AS about) AS found))`;
