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

/** What `announcement a` is about: as the event is now, or as it was when the announcement was last saved. */
export const aboutEvent = `CASE WHEN a.event_id IS NOT NULL THEN jsonb_build_object('event', a.event_id)
    || COALESCE((SELECT ${eventLimit} FROM event e WHERE e.id = a.event_id), a.event_limit, ${limitOfNone}) END`;

/** Whether `announcement a` would reach people who may not hear of its event: announcing/about-event.ts, as SQL. */
export const reachesTooFar = `(a.event_id IS NOT NULL AND (SELECT (a.aim ->> 'audience')::audience < (about ->> 'audience')::audience
    OR (about -> 'clusters' <> '"all"' AND (a.aim -> 'clusters' = '"all"' OR NOT a.aim -> 'clusters' <@ (about -> 'clusters')))
  FROM (SELECT ${aboutEvent} AS about) AS found))`;
