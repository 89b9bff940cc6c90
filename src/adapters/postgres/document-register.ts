import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type {
  Alike,
  AlikeQuery,
  DocumentQuery,
  DocumentRegister,
  ManagedDocument,
} from "../../knowledge/document-register.port.ts";
import type { Audience } from "../../shared/audience.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAuditLines } from "./audit-trail.ts";
import { readCitingAnswer } from "./cited-documents.ts";
import { withdrawnLine } from "./document-lines.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";
import { withdrawDocuments } from "./withdraw-documents.ts";

/** The documents as those who look after them see them. */
export function createDocumentRegister(pool: Pool): DocumentRegister {
  const one = async (where: string, value: string): Promise<ManagedDocument | null> => {
    const { rows } = await pool.query<DocumentRow>(`SELECT ${columns} WHERE ${where}`, [value]);
    return rows[0] === undefined ? null : toManaged(rows[0]);
  };
  return translatingErrors<DocumentRegister>({
    list: (query) => list(pool, query),
    find: (id) => one("document.id = $1::uuid", id),
    bySourceKey: (sourceKey) => one("document.source_key = $1", sourceKey),
    alike: (query) => alike(pool, query),
    citing: async (id, limit) => {
      const counted = await pool.query<{ total: number }>(
        "SELECT count(*)::int AS total FROM question WHERE cited_documents @> ARRAY[$1::uuid]",
        [id],
      );
      const { rows } = await pool.query<{ received_at: Date; request: unknown; reply: unknown }>(
        `SELECT received_at, request, reply FROM question WHERE cited_documents @> ARRAY[$1::uuid]
         ORDER BY received_at DESC LIMIT $2`,
        [id, limit],
      );
      return { total: counted.rows[0]?.total ?? 0, answers: rows.map((row) => readCitingAnswer(row, id)) };
    },
    withdraw: (id, acting) => inTransaction(pool, (client) => withdraw(client, id, acting)),
  });
}

interface DocumentRow {
  readonly id: string;
  readonly source_key: string;
  readonly cluster_id: string;
  readonly title: string;
  readonly kind: string;
  readonly audience: Audience;
  readonly audience_clusters: readonly string[];
  readonly published_on: string | null;
  readonly effective_from: string | null;
  readonly effective_until: string | null;
  readonly url: string | null;
  readonly passage_count: number;
  readonly is_current: boolean;
  readonly current_version: number;
  readonly imported_at: Date;
  readonly cited_by: number;
}

const columns = `document.id, source_key, cluster_id, document.title, kind, audience, audience_clusters, published_on,
  effective_from::text AS effective_from, effective_until::text AS effective_until, url, passage_count,
  status = 'current' AS is_current, current_version, document_version.imported_at,
  (SELECT count(*)::int FROM question WHERE cited_documents @> ARRAY[document.id]) AS cited_by
  FROM document JOIN document_version
    ON document_version.document_id = document.id AND document_version.number = document.current_version`;

function toManaged(row: DocumentRow): ManagedDocument {
  return {
    id: row.id,
    sourceKey: row.source_key,
    clusterId: row.cluster_id,
    title: row.title,
    kind: row.kind,
    audience: row.audience,
    audienceClusters: row.audience_clusters,
    publishedOn: row.published_on,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    url: row.url,
    passages: row.passage_count,
    isCurrent: row.is_current,
    version: row.current_version,
    importedAt: row.imported_at,
    citedBy: row.cited_by,
  };
}

async function list(pool: Pool, { clusters, words, offset, limit }: DocumentQuery) {
  // strpos instead of LIKE: what people type may hold % and _.
  const where = `status = 'current' AND cluster_id = ANY($1::text[])
    AND strpos(lower(document.title), lower($2)) > 0`;
  const counted = await pool.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM document WHERE ${where}`,
    [clusters, words],
  );
  const { rows } = await pool.query<DocumentRow>(
    `SELECT ${columns} WHERE ${where} ORDER BY imported_at DESC, document.title, document.id OFFSET $3 LIMIT $4`,
    [clusters, words, offset, limit],
  );
  return { total: counted.rows[0]?.total ?? 0, documents: rows.map(toManaged) };
}

/** Within one cluster only: what others keep is nobody's business. */
async function alike(pool: Pool, { cluster, title, texts, except }: AlikeQuery): Promise<Alike> {
  const text = createHash("md5").update(texts.join("\n")).digest("hex");
  const same = await pool.query<{ title: string }>(
    `SELECT title FROM document
     WHERE status = 'current' AND cluster_id = $1 AND passage_count = $2 AND source_key IS DISTINCT FROM $4
       AND md5((SELECT string_agg(text, E'\\n' ORDER BY ordinal) FROM passage WHERE document_id = document.id)) = $3
     ORDER BY title LIMIT 3`,
    [cluster, texts.length, text, except],
  );
  const named = await pool.query<{ id: string; title: string }>(
    `SELECT id, title FROM document
     WHERE status = 'current' AND cluster_id = $1 AND lower(title) = lower($2) AND source_key IS DISTINCT FROM $3
     ORDER BY updated_at DESC LIMIT 3`,
    [cluster, title, except],
  );
  return { sameText: same.rows.map((row) => row.title), sameTitle: named.rows };
}

async function withdraw(client: PoolClient, id: string, acting: Doing): Promise<"withdrawn" | "already"> {
  const { rows } = await client.query<{ source_key: string }>(
    "SELECT source_key FROM document WHERE id = $1::uuid AND status = 'current' FOR UPDATE",
    [id],
  );
  const withdrawn = await withdrawDocuments(
    client,
    rows.map((row) => row.source_key),
  );
  await insertAuditLines(
    client,
    withdrawn.map((document) => withdrawnLine(document, acting)),
  );
  return withdrawn.length === 0 ? "already" : "withdrawn";
}
