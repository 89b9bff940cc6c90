import type { Pool } from "pg";
import type { AddedEvent } from "../../directory/events/added-event.ts";
import type { EventDraft, EventDrafts } from "../../directory/events/added-events.port.ts";
import { byHandPrefix } from "../../shared/by-hand.ts";
import { addDraft, discardDraft, isDraft } from "./draft-store.ts";
import { translatingErrors } from "./translate-error.ts";

/** Reads a row's JSON; null for what another version wrote in a form unknown here. Wiring gives it. */
type ReadAdded = (json: unknown) => AddedEvent | null;

interface EventDraftRow {
  readonly id: string;
  readonly source_key: string;
  readonly prepared: unknown;
  readonly is_published: boolean;
}

/** Drafts of events lie among those of documents: known by their source key, gone with the same hand. */
export function createEventDrafts(pool: Pool, read: ReadAdded): EventDrafts {
  return translatingErrors<EventDrafts>({
    add: ({ key, added }, { actor }) =>
      addDraft(pool, {
        clusterId: added.clusterId,
        reference: actor,
        sourceKey: `${byHandPrefix}${key}`,
        handedIn: null,
        prepared: { event: added },
      }),
    find: async (id) => {
      const { rows } = await pool.query<EventDraftRow>(
        `SELECT id, source_key, prepared->'event' AS prepared, prepared ? 'publishedAs' AS is_published
         FROM document_draft WHERE id = $1::uuid AND expires_at > now() AND starts_with(source_key, $2)`,
        [id, byHandPrefix],
      );
      return rows[0] === undefined ? null : toDraft(rows[0], read);
    },
    save: async (id, added) => {
      const { rowCount } = await pool.query(
        `UPDATE document_draft SET prepared = $2::jsonb WHERE id = $1::uuid AND ${isDraft}
         AND starts_with(source_key, $3)`,
        [id, JSON.stringify({ event: added }), byHandPrefix],
      );
      return rowCount === 1;
    },
    discard: (id) => discardDraft(pool, id),
    finish: async (id) => {
      await pool.query(
        `UPDATE document_draft SET prepared = prepared || jsonb_build_object('publishedAs', substr(source_key, $2))
         WHERE id = $1::uuid AND ${isDraft} AND starts_with(source_key, $3)`,
        [id, byHandPrefix.length + 1, byHandPrefix],
      );
    },
  });
}

function toDraft(row: EventDraftRow, read: ReadAdded): EventDraft | null {
  const added = read(row.prepared);
  const key = row.source_key.slice(byHandPrefix.length);
  return added === null ? null : { id: row.id, key, added, isPublished: row.is_published };
}
