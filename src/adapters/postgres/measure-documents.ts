import type { PoolClient } from "pg";

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
