import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type { DocumentDraft } from "../../knowledge/document-draft.ts";
import type { DocumentToStore } from "../../knowledge/document-store.port.ts";
import type { DraftStore, NewDraft, Publishing, PublishOutcome } from "../../knowledge/draft-store.port.ts";
import { byHandPrefix } from "../../shared/by-hand.ts";
import { insertAudit } from "./audit-trail.ts";
import { storeBatch, type WeighPassage, weighAll } from "./document-store.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

/** What only the core can say of a draft; wiring gives it. */
export interface DraftNeeds {
  readonly weigh: WeighPassage;
  /** Reads a row's JSON columns; null for what another version wrote in a form unknown here. */
  readonly read: (row: {
    readonly attachment: unknown;
    readonly prepared: unknown;
  }) => Pick<DocumentDraft, "handedIn" | "prepared">;
  readonly toStore: (draft: Pick<DocumentDraft, "prepared" | "sourceKey">) => DocumentToStore | null;
}

/** A draft lives this long. */
const hoursAtMost = 24;

export function createDraftStore(pool: Pool, needs: DraftNeeds): DraftStore {
  return translatingErrors<DraftStore>({
    add: (draft) => addDraft(pool, draft),
    find: (id) => find(pool, id, needs),
    save: async (id, { clusterId, sourceKey, prepared }) => {
      const { rowCount } = await pool.query(
        `UPDATE document_draft SET cluster_id = $2, source_key = $3, prepared = $4::jsonb
         WHERE id = $1::uuid AND ${isDraft}`,
        [id, clusterId, sourceKey, asJson(prepared)],
      );
      return rowCount === 1;
    },
    discard: (id) => discardDraft(pool, id),
    publish: (publishing) => publish(pool, publishing, needs),
  });
}

/** Once published its JSON is `{"publishedAs": <id>}`: the text is in the index, and need not be kept twice. */
const Published = z.object({ publishedAs: z.uuid() });
export const isDraft = "expires_at > now() AND (prepared IS NULL OR NOT prepared ? 'publishedAs')";

interface DraftRow {
  readonly id: string;
  readonly cluster_id: string | null;
  readonly reference: string;
  readonly source_key: string | null;
  readonly attachment: unknown;
  readonly prepared: unknown;
  readonly expires_at: Date;
}

/** Whatever `prepared` is: kept as JSON. */
export async function addDraft(
  pool: Pool,
  draft: Omit<NewDraft, "prepared"> & { readonly prepared: unknown },
): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO document_draft (id, cluster_id, reference, source_key, attachment, prepared, expires_at)
     VALUES ($1::uuid, $2, $3, $4, $5::jsonb, $6::jsonb, now() + make_interval(hours => $7))`,
    [
      id,
      draft.clusterId,
      draft.reference,
      draft.sourceKey,
      asJson(draft.handedIn),
      asJson(draft.prepared),
      hoursAtMost,
    ],
  );
  return id;
}

export async function discardDraft(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(`DELETE FROM document_draft WHERE id = $1::uuid AND ${isDraft}`, [
    id,
  ]);
  return rowCount === 1;
}

/** Drafts of events lie in the same table (event-drafts.ts). */
const isOfDocument = `(source_key IS NULL OR NOT starts_with(source_key, '${byHandPrefix}'))`;

async function find(
  client: Pick<PoolClient, "query">,
  id: string,
  needs: DraftNeeds,
): Promise<DocumentDraft | null> {
  const { rows } = await client.query<DraftRow>(
    `SELECT id, cluster_id, reference, source_key, attachment, prepared, expires_at FROM document_draft
     WHERE id = $1::uuid AND expires_at > now() AND ${isOfDocument}`,
    [id],
  );
  return rows[0] === undefined ? null : toDraft(rows[0], needs);
}

function toDraft(row: DraftRow, needs: DraftNeeds): DocumentDraft {
  const publishedAs = Published.safeParse(row.prepared).data?.publishedAs ?? null;
  const prepared = publishedAs === null ? row.prepared : null;
  return {
    id: row.id,
    clusterId: row.cluster_id,
    reference: row.reference,
    sourceKey: row.source_key,
    ...needs.read({ attachment: row.attachment, prepared }),
    publishedAs,
    expiresAt: row.expires_at,
  };
}

/** The index is weighed before the transaction, and again when somebody changed the draft meanwhile. */
async function publish(pool: Pool, publishing: Publishing, needs: DraftNeeds): Promise<PublishOutcome> {
  for (;;) {
    const draft = await find(pool, publishing.draft, needs);
    if (draft === null) return { kind: "gone" };
    if (draft.publishedAs !== null) return alreadyPublished(pool, draft.publishedAs);
    const own = needs.toStore({ ...draft, sourceKey: draft.sourceKey ?? `upload:${draft.id}` });
    if (own === null) return { kind: "gone" };
    const weighed = await weighAll([own], needs.weigh);
    const outcome = await inTransaction(pool, async (client): Promise<PublishOutcome | "changed"> => {
      const locked = await lockDraft(client, publishing.draft, needs);
      if (locked === null) return { kind: "gone" };
      if (locked.publishedAs !== null) return alreadyPublished(client, locked.publishedAs);
      if (JSON.stringify(locked) !== JSON.stringify(draft)) return "changed";
      return storeDraft(client, { publishing, document: own, weighed });
    });
    if (outcome !== "changed") return outcome;
  }
}

async function lockDraft(client: PoolClient, id: string, needs: DraftNeeds): Promise<DocumentDraft | null> {
  await client.query("SELECT 1 FROM document_draft WHERE id = $1::uuid FOR UPDATE", [id]);
  return find(client, id, needs);
}

async function alreadyPublished(
  client: Pick<PoolClient, "query">,
  documentId: string,
): Promise<PublishOutcome> {
  const { rows } = await client.query<{ title: string }>("SELECT title FROM document WHERE id = $1::uuid", [
    documentId,
  ]);
  return { kind: "already", documentId, title: rows[0]?.title ?? "" };
}

interface Storing {
  readonly publishing: Publishing;
  readonly document: DocumentToStore;
  readonly weighed: Awaited<ReturnType<typeof weighAll>>;
}

async function storeDraft(client: PoolClient, storing: Storing): Promise<PublishOutcome> {
  const { publishing } = storing;
  const before = await lockReplaced(client, storing);
  if (before === "taken") return { kind: "taken" };
  const sourceKey = before?.source_key ?? storing.document.sourceKey;
  const document = { ...storing.document, sourceKey };
  const weighed = new Map([[sourceKey, storing.weighed.get(storing.document.sourceKey) ?? []]]);
  const [stored] = (await storeBatch(client, [document], weighed)).outcomes;
  if (stored === undefined) return { kind: "gone" };
  const { title, audience, kind, clusterId } = document.metadata;
  const replaced = before?.is_current === true ? before : null;
  const version = stored.kind === "replaced" ? stored.version : (before?.current_version ?? 0) + 1;
  const passages = document.passages.length;
  await insertAudit(client, {
    ...publishing.acting,
    action: replaced !== null ? "document-replaced" : "document-published",
    subject: `document:${stored.documentId}`,
    cluster: clusterId,
    before:
      replaced === null
        ? null
        : { title: replaced.title, audience: replaced.audience, passages: replaced.passage_count },
    after: { title, audience, kind, version, passages },
  });
  await client.query(
    "UPDATE document_draft SET attachment = NULL, prepared = $2::jsonb WHERE id = $1::uuid",
    [publishing.draft, JSON.stringify({ publishedAs: stored.documentId })],
  );
  return {
    kind: "published",
    documentId: stored.documentId,
    version,
    isReplacement: replaced !== null,
    title,
    passages,
  };
}

interface ReplacedRow {
  readonly source_key: string;
  readonly cluster_id: string;
  readonly title: string;
  readonly audience: string;
  readonly passage_count: number;
  readonly current_version: number;
  readonly is_current: boolean;
}

/** What the draft takes the place of; `taken` when that is another cluster's, or was named and is not there. */
async function lockReplaced(
  client: PoolClient,
  { publishing, document }: Storing,
): Promise<ReplacedRow | null | "taken"> {
  const { replacing } = publishing;
  const { rows } = await client.query<ReplacedRow>(
    `SELECT source_key, cluster_id, title, audience, passage_count, current_version, status = 'current' AS is_current
     FROM document WHERE ${replacing === null ? "source_key = $1" : "id = $1::uuid AND status = 'current'"} FOR UPDATE`,
    [replacing ?? document.sourceKey],
  );
  const [row] = rows;
  if (row === undefined) return replacing === null ? null : "taken";
  return row.cluster_id === document.metadata.clusterId ? row : "taken";
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
