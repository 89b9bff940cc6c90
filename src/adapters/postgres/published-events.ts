import type { Pool } from "pg";
import type {
  PublishedEvent,
  PublishedEvents,
  PublishedScope,
} from "../../directory/events/published-events.port.ts";
import { type FoundRow, foundColumns, toFoundEvent } from "./event-search.ts";
import { translatingErrors } from "./translate-error.ts";

/** Part of every statement here; a test takes it out to prove that it bites. */
export const publicOnly = "event.audience = 'public' AND event.withdrawn_at IS NULL";

interface PublishedRow extends FoundRow {
  readonly original: string;
  readonly sequence: number;
  readonly updated_at: Date;
}

/** Events for everybody, over `event_occurrence`. */
export function createPublishedEvents(pool: Pick<Pool, "query">): PublishedEvents {
  return translatingErrors<PublishedEvents>({
    published: async (scope, after, limit) => {
      const { condition, value } = conditionOf(scope);
      const { rows } = await pool.query<PublishedRow>(publishedStatement(condition), [after, limit, value]);
      return rows.map(toPublishedEvent);
    },
    tags: async (after) => {
      const { rows } = await pool.query<{ tag: string; coming: number }>(tagsStatement, [after]);
      return rows;
    },
  });
}

interface Condition {
  readonly condition: string;
  readonly value: string | readonly string[] | null;
}

const isComing = "occurrence.ends_at >= $1";

/** $1 and $3 have to stand in every statement. */
function conditionOf(scope: PublishedScope): Condition {
  switch (scope.kind) {
    case "all":
      return { condition: `${isComing} AND $3::text IS NULL`, value: null };
    case "cluster":
      return { condition: `${isComing} AND event.cluster_id = $3::text`, value: scope.id };
    case "place":
      return {
        condition: `${isComing} AND COALESCE(occurrence.places, event.places) @> ARRAY[$3::text]`,
        value: scope.id,
      };
    case "tags":
      return { condition: `${isComing} AND event.tags && $3::text[]`, value: scope.tags };
    case "event":
      return {
        condition: "occurrence.id = $3::uuid AND $1::timestamptz IS NOT NULL",
        value: scope.occurrenceId,
      };
  }
}

const publishedStatement = (condition: string): string => `
SELECT ${foundColumns}, occurrence.original, event.sequence, event.updated_at
FROM event_occurrence AS occurrence JOIN event ON event.id = occurrence.event_id
JOIN cluster ON cluster.id = event.cluster_id
WHERE ${publicOnly} AND ${condition}
ORDER BY occurrence.starts_at, occurrence.id LIMIT $2`;

const tagsStatement = `
SELECT tag, count(*) FILTER (WHERE coming.event_id IS NOT NULL)::int AS coming
FROM event CROSS JOIN LATERAL (SELECT DISTINCT unnest(event.tags) AS tag) AS tagged LEFT JOIN (
  SELECT DISTINCT event_id FROM event_occurrence AS occurrence WHERE ${isComing}) AS coming ON coming.event_id = event.id
WHERE ${publicOnly}
GROUP BY tag ORDER BY 2 DESC, 1`;

function toPublishedEvent(row: PublishedRow): PublishedEvent {
  const { original, sequence, updated_at: changedAt } = row;
  return { ...toFoundEvent(row), original, sequence, changedAt };
}
