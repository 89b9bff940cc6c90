import type { Pool, PoolClient } from "pg";
import type { LinkedDocument, LinkedQuery } from "../../directory/positions/position-search.port.ts";
import type { LinkSaid, NamedDocument } from "../../directory/positions/position-store.port.ts";
import type { Readership } from "../../shared/audience.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { isPublishedAt } from "./link-documents.ts";
import { audienceCondition } from "./readable-documents.ts";

const documentsAtMost = 12;
const textsAtMost = 6;

/**
 * `known` is the condition on versions (position-search.ts): a document that is linked by the address of a version is
 * shown to those only who may know of that version.
 */
const linkedBy = (known: string): string => `
SELECT document.id AS "documentId", l.position_id AS "positionId", document.title, document.url,
  document.cluster_id AS cluster, c.name AS "clusterName", document.published_on AS "publishedOn", l.sort,
  document.is_sample AS "isSample", texts.texts
FROM position_document l JOIN document ON document.id = l.document_id JOIN cluster c ON c.id = document.cluster_id
  CROSS JOIN LATERAL (SELECT array_agg(said.text ORDER BY said.ordinal) AS texts FROM (
    SELECT passage.text, passage.ordinal FROM passage JOIN posting ON posting.passage_id = passage.id
    WHERE passage.document_id = document.id AND posting.term = ANY ($5::text[])
    GROUP BY passage.id ORDER BY count(*) DESC, passage.ordinal LIMIT ${textsAtMost}) said) texts
WHERE l.position_id = ANY ($4::uuid[]) AND l.is_linked AND document.status = 'current'
  AND document.superseded_by_id IS NULL AND ${audienceCondition}
  AND EXISTS (SELECT FROM position_version v JOIN position p ON p.id = v.position_id
    WHERE v.position_id = l.position_id AND ${known} AND (l.found_by <> 'link' OR ${isPublishedAt("v", "document")}))
ORDER BY document.published_on DESC NULLS LAST, document.title, document.id LIMIT ${documentsAtMost}`;

interface LinkedRow extends Omit<LinkedDocument, "texts"> {
  readonly texts: readonly string[] | null;
}

export async function linkedDocuments(
  pool: Pick<Pool, "query">,
  { positions, readership, at, about }: LinkedQuery,
  known: string,
): Promise<readonly LinkedDocument[]> {
  const { memberOf, boardOf } = readership;
  const { rows } = await pool.query<LinkedRow>(linkedBy(known), [memberOf, boardOf, at, positions, about]);
  return rows.map((row) => ({ ...row, texts: row.texts ?? [] }));
}

const called = `SELECT document.id, document.title FROM document
WHERE document.status = 'current' AND ${audienceCondition}
  AND (document.id::text = $3 OR NOT EXISTS (
    SELECT FROM regexp_split_to_table(lower($3), '\\s+') AS word WHERE strpos(lower(document.title), word) = 0))
  AND ($4::uuid IS NULL OR EXISTS (SELECT FROM position_document l
    WHERE l.document_id = document.id AND l.position_id = $4::uuid AND l.is_linked))
ORDER BY document.title, document.id LIMIT 5`;

export async function documentsCalled(
  pool: Pick<Pool, "query">,
  words: string,
  { readership, of }: { readonly readership: Readership; readonly of: string | null },
): Promise<readonly NamedDocument[]> {
  const { memberOf, boardOf } = readership;
  const { rows } = await pool.query<NamedDocument>(called, [memberOf, boardOf, words.trim(), of]);
  return rows;
}

/** Within the caller's transaction, with its line in the audit trail. */
export async function saveLink(
  client: PoolClient,
  { position, document, isLinked }: LinkSaid,
  by: Doing,
): Promise<"saved" | "already"> {
  const { rows } = await client.query<{ number: number; owner: string; was: boolean | null }>(
    `SELECT p.number, p.owner_id AS owner, (SELECT is_linked FROM position_document
       WHERE position_id = p.id AND document_id = $2::uuid FOR UPDATE) AS was
     FROM position p WHERE p.id = $1::uuid FOR UPDATE OF p`,
    [position, document],
  );
  const [found] = rows;
  if (found === undefined || (found.was ?? false) === isLinked) return "already";
  await client.query(
    `INSERT INTO position_document (position_id, document_id, found_by, is_linked) VALUES ($1::uuid, $2::uuid, 'hand', $3)
     ON CONFLICT (position_id, document_id) DO UPDATE SET found_by = 'hand', is_linked = EXCLUDED.is_linked`,
    [position, document, isLinked],
  );
  const state = { position: `P${found.number}`, document };
  await insertAudit(client, {
    ...by,
    action: isLinked ? "position-document-linked" : "position-document-unlinked",
    subject: `position:${position}`,
    cluster: found.owner,
    before: { ...state, linked: !isLinked },
    after: { ...state, linked: isLinked },
  });
  return "saved";
}
