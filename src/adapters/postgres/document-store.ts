import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import type { DocumentMetadata, Passage } from "../../knowledge/document.ts";
import type { DocumentStore, DocumentToStore, StoreOutcome } from "../../knowledge/document-store.port.ts";
import type { Audience } from "../../shared/audience.ts";
import { insertAuditLines } from "./audit-trail.ts";
import { type ChangedDocument, storedLine, withdrawnLine } from "./document-lines.ts";
import { inTransaction } from "./in-transaction.ts";
import { linkDocuments, lockLinks } from "./link-documents.ts";
import { insertPassages, insertPostings, measureDocuments, type WeighedPassage } from "./passage-index.ts";
import { translatingErrors } from "./translate-error.ts";
import { withdrawDocuments } from "./withdraw-documents.ts";

/** The lexical weight of a passage: its length in weighted terms, and each term's weighted frequency. */
export interface PassageWeight {
  readonly termCount: number;
  readonly postings: ReadonlyMap<string, number>;
}

export type WeighPassage = (
  document: Pick<DocumentMetadata, "title" | "url">,
  passage: Passage,
) => PassageWeight;

/** Documents, versions, passages and the lexical index; `weigh` is the core's own rule of what counts in a passage. */
export function createDocumentStore(pool: Pool, weigh: WeighPassage): DocumentStore {
  return translatingErrors<DocumentStore>({
    fingerprints: (sourceKeys) => readFingerprints(pool, sourceKeys),
    keepers: async (sourceKeys) => {
      const { rows } = await pool.query<{ source_key: string; cluster_id: string }>(
        "SELECT source_key, cluster_id FROM document WHERE source_key = ANY($1::text[])",
        [sourceKeys],
      );
      return new Map(rows.map((row) => [row.source_key, row.cluster_id]));
    },
    store: async (documents, by) => {
      // Before the transaction: on the embedded database everybody else waits while one is open.
      const weighed = await weighAll(documents, weigh);
      return await inTransaction(pool, async (client) => {
        const { outcomes, changed } = await storeBatch(client, documents, weighed);
        if (by !== null)
          await insertAuditLines(
            client,
            changed.map((document) => storedLine(document, by)),
          );
        return outcomes;
      });
    },
    currentUnder: async (prefix) => {
      const { rows } = await pool.query<{ source_key: string; title: string }>(
        "SELECT source_key, title FROM document WHERE status = 'current' AND starts_with(source_key, $1) ORDER BY source_key",
        [prefix],
      );
      return rows.map((row) => ({ sourceKey: row.source_key, title: row.title }));
    },
    withdraw: (sourceKeys, by) =>
      inTransaction(pool, async (client) => {
        const withdrawn = await withdrawDocuments(client, sourceKeys);
        if (by !== null)
          await insertAuditLines(
            client,
            withdrawn.map((document) => withdrawnLine(document, by)),
          );
        return withdrawn.length;
      }),
    count: async () => {
      const { rows } = await pool.query<{ documents: number; passages: number }>(
        `SELECT (SELECT count(*)::int FROM document WHERE status = 'current') AS documents,
                (SELECT count(*)::int FROM passage) AS passages`,
      );
      return rows[0] ?? { documents: 0, passages: 0 };
    },
  });
}

async function readFingerprints(
  pool: Pool,
  sourceKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ source_key: string; fingerprint: string }>(
    `SELECT d.source_key, v.fingerprint
     FROM document d JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
     WHERE d.source_key = ANY($1::text[]) AND d.status = 'current'`,
    [sourceKeys],
  );
  return new Map(rows.map((row) => [row.source_key, row.fingerprint]));
}

/** Stemming a long document takes a while: the event loop gets its turn every few milliseconds. */
export async function weighAll(
  documents: readonly DocumentToStore[],
  weigh: WeighPassage,
): Promise<ReadonlyMap<string, readonly WeighedPassage[]>> {
  const weighed = new Map<string, readonly WeighedPassage[]>();
  let since = performance.now();
  for (const { sourceKey, metadata, passages } of documents) {
    const own: WeighedPassage[] = [];
    for (const passage of passages) {
      own.push({ ...passage, ...weigh(metadata, passage) });
      if (performance.now() - since < 10) continue;
      await setImmediate();
      since = performance.now();
    }
    weighed.set(sourceKey, own);
  }
  return weighed;
}

interface StoredRow {
  readonly id: string;
  readonly source_key: string;
  readonly current_version: number;
  readonly status: "current" | "withdrawn";
  readonly fingerprint: string;
  readonly title: string;
  readonly audience: Audience;
}

/** `changed` leaves out what was there already. */
interface StoredBatch {
  readonly outcomes: readonly StoreOutcome[];
  readonly changed: readonly ChangedDocument[];
}

/**
 * Within the caller's transaction, who also writes the lines of the audit trail; `weighed` is what `weighAll` made of
 * the same documents.
 */
export async function storeBatch(
  client: PoolClient,
  documents: readonly DocumentToStore[],
  weighed: ReadonlyMap<string, readonly WeighedPassage[]>,
): Promise<StoredBatch> {
  await lockLinks(client);
  const before = await lockStored(client, documents);
  const isUnchanged = (document: DocumentToStore): boolean => {
    const stored = before.get(document.sourceKey);
    return stored?.status === "current" && stored.fingerprint === document.fingerprint;
  };
  const changed = documents.filter((document) => !isUnchanged(document));
  const after = await upsertDocuments(client, changed);
  await insertVersions(client, changed, after);
  const ids = [...after.values()].map((row) => row.id);
  await client.query("DELETE FROM passage WHERE document_id = ANY($1::uuid[])", [ids]);
  const withIds = changed.flatMap(({ sourceKey }) => {
    const documentId = after.get(sourceKey)?.id;
    return documentId === undefined
      ? []
      : (weighed.get(sourceKey) ?? []).map((passage) => ({ ...passage, documentId }));
  });
  await insertPostings(client, await insertPassages(client, withIds));
  await measureDocuments(client, ids);
  await linkSupersessions(client, ids);
  await linkDocuments(client, ids);
  return {
    outcomes: documents.map(({ sourceKey }) => outcomeOf(before.get(sourceKey), after.get(sourceKey))),
    changed: changed.flatMap((document) => changeOf(document, before, after)),
  };
}

function changeOf(
  { sourceKey, metadata, passages }: DocumentToStore,
  before: ReadonlyMap<string, StoredRow>,
  after: ReadonlyMap<string, UpsertedRow>,
): readonly ChangedDocument[] {
  const stored = before.get(sourceKey);
  const row = after.get(sourceKey);
  if (row === undefined) return [];
  const former =
    stored?.status === "current"
      ? { title: stored.title, audience: stored.audience, version: stored.current_version }
      : null;
  const { title, audience, kind, clusterId: cluster } = metadata;
  const present = { title, audience, kind, version: row.current_version, passages: passages.length };
  return [{ id: row.id, cluster, former, present }];
}

function outcomeOf(before: StoredRow | undefined, after: UpsertedRow | undefined): StoreOutcome {
  if (after === undefined) return { kind: "unchanged", documentId: before?.id ?? "" };
  if (before?.status === "current")
    return { kind: "replaced", documentId: after.id, version: after.current_version };
  return { kind: "added", documentId: after.id };
}

/** What is stored under these keys, locked in the order of the keys so that two imports cannot lock each other out. */
async function lockStored(
  client: PoolClient,
  documents: readonly DocumentToStore[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const { rows } = await client.query<StoredRow>(
    `SELECT d.id, d.source_key, d.current_version, d.status, d.title, d.audience, v.fingerprint
     FROM document d JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
     WHERE d.source_key = ANY($1::text[]) ORDER BY d.source_key FOR UPDATE OF d`,
    [documents.map((document) => document.sourceKey)],
  );
  return new Map(rows.map((row) => [row.source_key, row]));
}

interface UpsertedRow {
  readonly id: string;
  readonly source_key: string;
  readonly current_version: number;
}

const upsert = `INSERT INTO document
  (id, source_key, cluster_id, region, kind, title, url, audience, audience_clusters, topics, published_on,
   effective_from, effective_until, source, is_sample, supersedes_key, positions)
SELECT id, source_key, cluster_id, region, kind, title, url, audience, audience_clusters, topics, published_on,
   effective_from, effective_until, source, is_sample, supersedes_key, positions
FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, source_key text, cluster_id text, region text, kind text,
   title text, url text, audience audience, audience_clusters text[], topics text[], published_on text,
   effective_from date, effective_until date, source text, is_sample boolean, supersedes_key text,
   positions text[])
ORDER BY source_key
ON CONFLICT (source_key) DO UPDATE SET
  cluster_id = EXCLUDED.cluster_id, region = EXCLUDED.region, kind = EXCLUDED.kind, title = EXCLUDED.title,
  url = EXCLUDED.url, audience = EXCLUDED.audience, audience_clusters = EXCLUDED.audience_clusters,
  topics = EXCLUDED.topics, published_on = EXCLUDED.published_on, effective_from = EXCLUDED.effective_from,
  effective_until = EXCLUDED.effective_until, source = EXCLUDED.source, is_sample = EXCLUDED.is_sample,
  supersedes_key = EXCLUDED.supersedes_key, positions = EXCLUDED.positions, status = 'current', withdrawn_at = NULL, updated_at = now(),
  current_version = document.current_version + 1
RETURNING id, source_key, current_version`;

async function upsertDocuments(
  client: PoolClient,
  documents: readonly DocumentToStore[],
): Promise<ReadonlyMap<string, UpsertedRow>> {
  if (documents.length === 0) return new Map();
  const given = documents.map(({ sourceKey, metadata }) => ({
    id: randomUUID(),
    source_key: sourceKey,
    cluster_id: metadata.clusterId,
    region: metadata.region,
    kind: metadata.kind,
    title: metadata.title,
    url: metadata.url,
    audience: metadata.audience,
    audience_clusters: metadata.audienceClusters,
    topics: metadata.topics,
    published_on: metadata.publishedOn,
    effective_from: metadata.effectiveFrom,
    effective_until: metadata.effectiveUntil,
    source: metadata.source,
    is_sample: metadata.isSample,
    supersedes_key: metadata.supersedes,
    positions: metadata.positions,
  }));
  const { rows } = await client.query<UpsertedRow>(upsert, [JSON.stringify(given)]);
  return new Map(rows.map((row) => [row.source_key, row]));
}

async function insertVersions(
  client: PoolClient,
  documents: readonly DocumentToStore[],
  stored: ReadonlyMap<string, UpsertedRow>,
): Promise<void> {
  const given = documents.map(({ sourceKey, fingerprint, mediaType, metadata }) => {
    const row = stored.get(sourceKey);
    return {
      document_id: row?.id,
      number: row?.current_version,
      fingerprint,
      media_type: mediaType,
      title: metadata.title,
    };
  });
  await client.query(
    `INSERT INTO document_version (document_id, number, fingerprint, media_type, title)
     SELECT * FROM jsonb_to_recordset($1::jsonb)
       AS given (document_id uuid, number int, fingerprint text, media_type text, title text)`,
    [JSON.stringify(given)],
  );
}

/** Either of the two documents may have been imported first, so both directions are looked at. */
async function linkSupersessions(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE document older SET superseded_by_id = NULL FROM document newer
     WHERE newer.id = older.superseded_by_id AND newer.id = ANY($1::uuid[])
       AND newer.supersedes_key IS DISTINCT FROM older.source_key`,
    [ids],
  );
  for (const changed of ["newer", "older"]) {
    await client.query(
      `UPDATE document older SET superseded_by_id = newer.id FROM document newer
       WHERE newer.supersedes_key = older.source_key AND newer.status = 'current' AND ${changed}.id = ANY($1::uuid[])
         AND older.superseded_by_id IS DISTINCT FROM newer.id`,
      [ids],
    );
  }
}
