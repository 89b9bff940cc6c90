import type { Pool } from "pg";
import type { EventTitle } from "../../directory/events/event-search.port.ts";
import type { Readership } from "../../shared/audience.ts";
import { termsOf } from "../../shared/terms.ts";
import { revisionKey } from "./event-store.ts";
import { audienceConditionOf } from "./readable-documents.ts";

const titlesAtMost = 5_000;
/** Readers whose titles are kept: a few thousand strings for each. */
const readersAtMost = 8;

interface Kept {
  readonly mark: string;
  readonly titles: readonly EventTitle[];
}

interface TitleRow {
  readonly mark: string;
  readonly eventId: string | null;
  readonly title: string | null;
}

/**
 * The titles these readers may see, kept until the records change, by whichever process: each time the database is
 * asked whether they did, and answers with the titles in the same statement when so. The same list is the same array.
 */
export function createEventTitles(
  pool: Pick<Pool, "query">,
): (readership: Readership) => Promise<readonly EventTitle[]> {
  const keptFor = new Map<string, Kept>();
  return async ({ memberOf, boardOf }) => {
    const reader = JSON.stringify([memberOf.toSorted(), boardOf.toSorted()]);
    const kept = keptFor.get(reader);
    const { rows } = await pool.query<TitleRow>(findTitles, [memberOf, boardOf, kept?.mark ?? null]);
    const mark = rows[0]?.mark ?? "";
    if (kept !== undefined && kept.mark === mark) return kept.titles;
    const titles = rows.flatMap(({ eventId, title }) =>
      eventId === null || title === null ? [] : [{ eventId, title, terms: termsOf(title) }],
    );
    keptFor.delete(reader);
    keptFor.set(reader, { mark, titles });
    const [oldest] = keptFor.keys();
    if (keptFor.size > readersAtMost && oldest !== undefined) keptFor.delete(oldest);
    return titles;
  };
}

/**
 * The mark is the count of changes and the transaction that wrote it, which differs after a restore too. A title that
 * one date of a series has for itself is among them.
 */
const findTitles = `
WITH revision AS MATERIALIZED (
  SELECT COALESCE((SELECT value || '/' || xmin::text FROM installation_fact WHERE key = '${revisionKey}'), '') AS mark)
SELECT revision.mark, named."eventId", named.title
FROM revision LEFT JOIN LATERAL (
  SELECT event.id AS "eventId", COALESCE(dates.title, event.title) AS title
  FROM event LEFT JOIN (
    SELECT event_id, differs ->> 'title' AS title, max(ends_at) AS latest FROM event_occurrence
    GROUP BY event_id, differs ->> 'title') AS dates ON dates.event_id = event.id
  WHERE revision.mark IS DISTINCT FROM $3::text
    AND CASE WHEN event.withdrawn_at IS NULL AND ${audienceConditionOf("event")} THEN TRUE ELSE FALSE END
  ORDER BY dates.latest DESC NULLS LAST, event.id LIMIT ${titlesAtMost}) AS named ON TRUE`;
