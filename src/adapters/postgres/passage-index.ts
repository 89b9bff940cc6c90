import type { PoolClient } from "pg";
import type { Passage } from "../../knowledge/document.ts";

/** A passage with its lexical weight (document-store.ts). */
export interface WeighedPassage extends Passage {
  readonly termCount: number;
  readonly postings: ReadonlyMap<string, number>;
}

export interface PassageToInsert extends WeighedPassage {
  readonly documentId: string;
}

interface IndexedPassage {
  readonly passageId: number;
  readonly postings: ReadonlyMap<string, number>;
}

/** Rows in one statement: few round trips, and no statement long enough to keep a question waiting. */
const passagesAtOnce = 300;
const postingsAtOnce = 2_500;

/** Inserts passages and returns the ids they got, with their postings. */
export async function insertPassages(
  client: PoolClient,
  passages: readonly PassageToInsert[],
): Promise<readonly IndexedPassage[]> {
  const indexed: IndexedPassage[] = [];
  for (let start = 0; start < passages.length; start += passagesAtOnce) {
    const some = passages.slice(start, start + passagesAtOnce);
    const given = some.map((passage) => ({
      document_id: passage.documentId,
      ordinal: passage.ordinal,
      heading_path: passage.headingPath,
      anchor: passage.anchor,
      page: passage.page,
      text: passage.text,
      term_count: passage.termCount,
    }));
    const { rows } = await client.query<{ id: number; document_id: string; ordinal: number }>(
      `INSERT INTO passage (document_id, ordinal, heading_path, anchor, page, text, term_count)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (document_id uuid, ordinal int, heading_path text[],
         anchor text, page int, text text, term_count real)
       RETURNING id, document_id, ordinal`,
      [JSON.stringify(given)],
    );
    const ids = new Map(rows.map((row) => [`${row.document_id} ${row.ordinal}`, row.id]));
    for (const { documentId, ordinal, postings } of some) {
      const passageId = ids.get(`${documentId} ${ordinal}`);
      if (passageId !== undefined) indexed.push({ passageId, postings });
    }
  }
  return indexed;
}

/** Inserts the postings of passages, each statement's sorted by term, so that the index grows in order. */
export async function insertPostings(client: PoolClient, passages: readonly IndexedPassage[]): Promise<void> {
  let columns = emptyColumns();
  for (const { passageId, postings } of passages) {
    for (const [term, frequency] of postings) {
      columns.terms.push(term);
      columns.passageIds.push(passageId);
      columns.frequencies.push(frequency);
    }
    if (columns.terms.length < postingsAtOnce) continue;
    await insertColumns(client, columns);
    columns = emptyColumns();
  }
  if (columns.terms.length > 0) await insertColumns(client, columns);
}

interface PostingColumns {
  readonly terms: string[];
  readonly passageIds: number[];
  readonly frequencies: number[];
}

function emptyColumns(): PostingColumns {
  return { terms: [], passageIds: [], frequencies: [] };
}

async function insertColumns(
  client: PoolClient,
  { terms, passageIds, frequencies }: PostingColumns,
): Promise<void> {
  await client.query(
    `INSERT INTO posting (term, passage_id, frequency)
     SELECT * FROM unnest($1::text[], $2::int[], $3::real[]) AS given (term, passage_id, frequency) ORDER BY term`,
    [terms, passageIds, frequencies],
  );
}
/** Keeps how long each document is beside it: a question must not add up every passage there is. */
export async function measureDocuments(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE document SET passage_count = counted.passages, term_count = counted.terms
     FROM (SELECT given.id, count(passage.id) AS passages, COALESCE(sum(passage.term_count), 0) AS terms
           FROM unnest($1::uuid[]) AS given (id) LEFT JOIN passage ON passage.document_id = given.id
           GROUP BY given.id) counted
     WHERE counted.id = document.id`,
    [ids],
  );
}
