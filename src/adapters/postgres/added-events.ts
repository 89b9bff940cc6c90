import type { Pool } from "pg";
import type { AddedEvent } from "../../directory/events/added-event.ts";
import type { AddedEvents, KeptAdded } from "../../directory/events/added-events.port.ts";
import type { EventTime } from "../../directory/events/event-search.port.ts";
import type { StatedEvent } from "../../directory/events/stated-event.ts";
import { byHandPrefix } from "../../shared/by-hand.ts";
import { translatingErrors } from "./translate-error.ts";

/** Makes of what a source says what somebody added; null for what another version wrote. Wiring gives it. */
type ReadStated = (stated: StatedEvent) => AddedEvent | null;

interface AddedRow {
  readonly total: string;
  readonly source_key: string;
  readonly stated: StatedEvent;
  readonly time: EventTime | null;
  readonly status: KeptAdded["status"];
  readonly is_over: boolean;
  readonly is_told_elsewhere: boolean;
}

/** Events added by hand, over `event_source`. */
export function createAddedEvents(pool: Pick<Pool, "query">, read: ReadStated): AddedEvents {
  const rowsOf = async (parameters: readonly unknown[]): Promise<readonly AddedRow[]> =>
    (await pool.query<AddedRow>(statement, [...parameters])).rows;
  return translatingErrors<AddedEvents>({
    find: async (key, now) => {
      const [row] = await rowsOf([now, `${byHandPrefix}${key}`, null, "", 0, 1]);
      return row === undefined ? null : toAdded(row, read);
    },
    list: async ({ clusters, words, now, offset, limit }) => {
      const rows = await rowsOf([now, null, clusters, words.toLowerCase(), offset, limit]);
      const events = rows.flatMap((row) => toAdded(row, read) ?? []);
      return { total: Number(rows[0]?.total ?? 0), events };
    },
  });
}

/** $1 is now, $2 one source key, $3 clusters, $4 words of the title, $5 and $6 which part of the list. */
const statement = `
SELECT count(*) OVER () AS total, source.source_key, source.stated, date."time",
  COALESCE(date.status, event.status) AS status, COALESCE(date.ends_at <= $1, FALSE) AS is_over,
  EXISTS (SELECT FROM event_source AS other WHERE other.event_id = event.id AND other.gone_at IS NULL
    AND other.source_key <> source.source_key) AS is_told_elsewhere
FROM event_source AS source JOIN event ON event.id = source.event_id
LEFT JOIN LATERAL (SELECT "time", status, starts_at, ends_at FROM event_occurrence AS occurrence
  WHERE occurrence.event_id = event.id ORDER BY occurrence.ends_at <= $1, occurrence.starts_at LIMIT 1) AS date ON TRUE
WHERE starts_with(source.source_key, '${byHandPrefix}') AND source.gone_at IS NULL
  AND ($2::text IS NULL OR source.source_key = $2) AND ($3::text[] IS NULL OR source.stated->>'clusterId' = ANY ($3))
  AND ($4 = '' OR strpos(lower(source.stated->'facts'->>'title'), $4) > 0)
ORDER BY is_over, CASE WHEN date.ends_at > $1 THEN date.starts_at END, date.starts_at DESC NULLS LAST, source.source_key
OFFSET $5 LIMIT $6`;

function toAdded(row: AddedRow, read: ReadStated): KeptAdded | null {
  const added = read(row.stated);
  if (added === null) return null;
  const { time, status, is_over: isOver, is_told_elsewhere: isToldElsewhere } = row;
  return { key: row.source_key.slice(byHandPrefix.length), added, time, status, isOver, isToldElsewhere };
}
