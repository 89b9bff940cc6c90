import type { Pool, PoolClient } from "pg";
import { phrasesOf, termsOf } from "../../shared/terms.ts";
import { inTransaction } from "./in-transaction.ts";

/** A name by which a position is looked for in the index over words. */
interface IndexedName {
  readonly position_id: string;
  /** In lower case. */
  readonly name: string;
  /** All of these stand in a passage that names it: two neighbouring terms each, or the one there is. */
  readonly terms: readonly string[];
  /** So much of it in one passage tells what the document is about; a heading or the title does always. */
  readonly telling: number;
}

/** Any number that nobody else uses as an advisory lock. */
const linkLock = 7_012_026_118;

/**
 * Before anything else is locked in a transaction that will link: of an import of documents and one of positions at the
 * same time, the second sees what the first wrote, and neither waits for what the other holds.
 */
export async function lockLinks(client: PoolClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [linkLock]);
}

/** A transaction that links. */
export function inLinkingTransaction<Outcome>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Outcome>,
): Promise<Outcome> {
  return inTransaction(pool, async (client) => {
    await lockLinks(client);
    return await work(client);
  });
}

/** A single word is said in passing more easily than a name of several. As often as the index counts: a title twice. */
const tellingTimes = { word: 3, words: 2 } as const;

/**
 * Looks which positions these documents belong to and keeps that: what they state, else that they name it, else that
 * they stand where a version of it is published. By name a document belongs to positions of its own cluster, and to the
 * federation's where its cluster has none of that name. What somebody said by hand stays. Within the caller's
 * transaction.
 */
export async function linkDocuments(client: PoolClient, documents: readonly string[]): Promise<void> {
  if (documents.length === 0) return;
  const { rows } = await client.query<PositionRow>("SELECT id, topic, also_called FROM position");
  if (rows.length === 0) return;
  await client.query(relink, [documents, JSON.stringify(rows.flatMap(indexedNames))]);
}

/** The same for every document that belongs to one of these positions, or would. */
export async function linkPositions(client: PoolClient, positions: readonly string[]): Promise<void> {
  const { rows } = await client.query<PositionRow>(
    "SELECT id, topic, also_called FROM position WHERE id = ANY ($1::uuid[])",
    [positions],
  );
  const found = await client.query<{ id: string }>(concerned, [
    positions,
    JSON.stringify(rows.flatMap(indexedNames)),
  ]);
  await linkDocuments(
    client,
    found.rows.map(({ id }) => id),
  );
}

/** What is withdrawn belongs to nothing; what was said by hand counts again when it comes back. */
export async function unlinkDocuments(client: PoolClient, documents: readonly string[]): Promise<void> {
  await client.query(
    "DELETE FROM position_document WHERE document_id = ANY ($1::uuid[]) AND found_by <> 'hand'",
    [documents],
  );
}

interface PositionRow {
  readonly id: string;
  readonly topic: string;
  readonly also_called: readonly string[];
}

function indexedNames({ id, topic, also_called }: PositionRow): readonly IndexedName[] {
  const names = new Set([topic, ...also_called].map((name) => name.toLowerCase()));
  return [...names].flatMap((name) => {
    const words = termsOf(name);
    if (words.length === 0) return [];
    const terms = [...new Set(words.length === 1 ? words : phrasesOf(words))];
    const telling = words.length === 1 ? tellingTimes.word : tellingTimes.words;
    return [{ position_id: id, name, terms, telling }];
  });
}

const names = `name AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($2::jsonb) AS given (position_id uuid, name text, terms text[], telling real)),
  word AS (SELECT position_id, name, cardinality(terms) AS size, unnest(terms) AS term FROM name)`;

/** An address without what only says where on the page; null stays null. */
const address = (column: string): string => `rtrim(split_part(${column}, '#', 1), '/')`;

/** A version is published where the document is. */
export const isPublishedAt = (version: string, document: string): string =>
  `${address(`${version}.link`)} = ${address(`${document}.url`)}`;

/** What a document may be that belongs to a position because it names it: not what tells of events or of membership. */
const speaksOfPositions = "d.kind IN ('policy', 'minutes', 'news', 'other')";

/** Documents that may belong to positions: $1 ids of positions, $2 their names. */
const concerned = `WITH ${names}
SELECT d.id FROM document d WHERE d.status = 'current' AND (
  d.id IN (SELECT document_id FROM position_document WHERE position_id = ANY ($1::uuid[]))
  OR EXISTS (SELECT FROM name, unnest(d.positions) AS stated
    WHERE lower(stated) = name.name OR lower(stated) LIKE '%/' || name.name)
  OR EXISTS (SELECT FROM position_version v WHERE v.position_id = ANY ($1::uuid[]) AND ${isPublishedAt("v", "d")})
  OR d.id IN (SELECT passage.document_id FROM (
      SELECT posting.passage_id FROM word JOIN posting ON posting.term = word.term
      GROUP BY posting.passage_id, word.position_id, word.name, word.size HAVING count(*) = word.size) said
    JOIN passage ON passage.id = said.passage_id))`;

/** As a whole word, whatever signs stand in it. */
const standsIn = (name: string, text: string): string =>
  `${text} ~* ('(?<!\\w)' || regexp_replace(${name}, '([^\\w\\s])', '\\\\\\1', 'g') || '(?!\\w)')`;

/** Told by its title and its subjects, then by what kind of document it says it is. */
const sort = `CASE WHEN d.kind = 'minutes' OR d.title ~* '\\mminutes\\M' THEN 'minutes'
  WHEN array_to_string(d.title || d.topics, ' ') ~* '\\m(consultation response|response to|our response|submission|written evidence)\\M'
    THEN 'response'
  WHEN d.kind = 'news' OR d.title ~* '\\m(press|media|news) (note|notice|release|statement)\\M' THEN 'press'
  WHEN d.title ~* '\\m(paper|briefing|report|manifesto|roadmap|white paper)\\M' THEN 'paper' END`;

/** A text was adopted, and the embargo on it is over. */
const isOut = (version: string): string =>
  `${version}.effective_from IS NOT NULL AND ${version}.status IN ('adopted', 'superseded', 'withdrawn')
      AND (${version}.embargo_until IS NULL OR ${version}.embargo_until <= now())`;

/**
 * A position takes a document from another one only if whoever may know of that one may know of it too: else a document
 * that is missing would tell of a draft.
 */
const mayTake = (it: string, other: string): string =>
  `${it}.is_out AND (${it}.audience = 'public'
    OR (${it}.audience = ${other}.audience AND ${it}.audience_clusters @> ${other}.audience_clusters))`;

/** $1 ids of documents, $2 names of all positions. */
const relink = `WITH ${names},
owned AS (SELECT p.id, p.owner_id, c.is_federation, p.audience, p.audience_clusters,
    EXISTS (SELECT FROM position_version v WHERE v.position_id = p.id AND ${isOut("v")}) AS is_out
  FROM position p JOIN cluster c ON c.id = p.owner_id),
subject AS MATERIALIZED (SELECT d.id, d.cluster_id, d.kind, d.title, d.topics, d.url, d.positions, ${sort} AS sort
  FROM document d WHERE d.id = ANY ($1::uuid[]) AND d.status = 'current'),
text AS MATERIALIZED (SELECT p.id, p.document_id, array_to_string(p.heading_path, ' · ') AS headings
  FROM passage p JOIN subject d ON d.id = p.document_id WHERE ${speaksOfPositions}),
said AS MATERIALIZED (SELECT text.document_id, text.headings, word.position_id, word.name, min(posting.frequency) AS times
  FROM word JOIN posting ON posting.term = word.term JOIN text ON text.id = posting.passage_id
  GROUP BY text.id, text.document_id, text.headings, word.position_id, word.name, word.size
  HAVING count(*) = word.size),
named AS (SELECT DISTINCT said.document_id, said.position_id, said.name, owned.owner_id = d.cluster_id AS is_own,
    owned.is_out, owned.audience, owned.audience_clusters
  FROM said JOIN subject d ON d.id = said.document_id JOIN owned ON owned.id = said.position_id
    JOIN name ON name.position_id = said.position_id AND name.name = said.name
  WHERE (owned.owner_id = d.cluster_id OR owned.is_federation)
    AND (said.times >= name.telling OR said.name = ANY (SELECT lower(unnest(d.topics)))
      OR ${standsIn("said.name", "d.title || ' · ' || said.headings")})),
meant AS (SELECT document_id, position_id FROM named WHERE NOT EXISTS (
    SELECT FROM named other WHERE other.document_id = named.document_id AND other.position_id <> named.position_id
      AND ${mayTake("other", "named")}
      AND ((other.is_own AND NOT named.is_own AND other.name = named.name)
        OR (length(other.name) > length(named.name) AND position(named.name IN other.name) > 0)))),
called AS (SELECT d.id AS document_id, stated.topic, owned.id AS position_id, owned.is_out, owned.audience, owned.audience_clusters,
    row_number() OVER (PARTITION BY d.id, stated.topic
      ORDER BY owned.owner_id = d.cluster_id DESC, owned.is_federation DESC, owned.id) AS place
  FROM subject d CROSS JOIN unnest(d.positions) AS stated (topic) CROSS JOIN owned
  WHERE EXISTS (SELECT FROM name WHERE name.position_id = owned.id
    AND lower(stated.topic) IN (name.name, lower(owned.owner_id) || '/' || name.name))),
stated AS (SELECT document_id, position_id FROM called WHERE NOT EXISTS (
    SELECT FROM called other WHERE other.document_id = called.document_id AND other.topic = called.topic
      AND other.place < called.place AND ${mayTake("other", "called")})),
wanted AS (SELECT DISTINCT ON (document_id, position_id) document_id, position_id, found_by FROM (
    SELECT document_id, position_id, 'stated' AS found_by, 1 AS place FROM stated
    UNION ALL SELECT document_id, position_id, 'name', 2 FROM meant
    UNION ALL SELECT d.id, v.position_id, 'link', 3 FROM subject d
      JOIN position_version v ON ${isPublishedAt("v", "d")} WHERE ${speaksOfPositions}) found
  ORDER BY document_id, position_id, place),
gone AS (DELETE FROM position_document old WHERE old.document_id = ANY ($1::uuid[]) AND old.found_by <> 'hand'
  AND NOT EXISTS (SELECT FROM wanted WHERE wanted.document_id = old.document_id AND wanted.position_id = old.position_id))
INSERT INTO position_document AS kept (position_id, document_id, found_by, sort)
SELECT wanted.position_id, wanted.document_id, wanted.found_by, d.sort FROM wanted JOIN subject d ON d.id = wanted.document_id
ORDER BY 1, 2
ON CONFLICT (position_id, document_id) DO UPDATE SET sort = EXCLUDED.sort,
  found_by = CASE WHEN kept.found_by = 'hand' THEN kept.found_by ELSE EXCLUDED.found_by END`;
