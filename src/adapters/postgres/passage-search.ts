import type { Pool } from "pg";
import type { LexicalQuery, LexicalSearch } from "../../knowledge/lexical-search.port.ts";
import type { PassageSearchResult, QuestionTerm } from "../../knowledge/passage-search.port.ts";
import { type FoundRow, foundColumns, foundTables, toFoundPassage } from "./found-passage.ts";
import { readableDocuments, readableParameters } from "./readable-documents.ts";
import { translatingErrors } from "./translate-error.ts";

/** BM25's saturation and length normalisation. With the rest they were chosen on the public sets; see docs/decisions. */
const k1 = 1.2;
const b = 0.8;

/** Okapi BM25's share of one term (Robertson and Zaragoza 2009), without its rarity. */
const saturation = (frequency: string, length: string, usualLength: string): string =>
  `${frequency} * ${k1 + 1} / (${frequency} + ${k1} * (${(1 - b).toFixed(2)} + ${b} * ${length} / ${usualLength}))`;

/** How much the whole document counts beside the passage: half and half. */
const documentShare = 0.5;

/** More passages of one document say little new and would crowd the others out. */
const passagesPerDocument = 3;

/**
 * One statement: BM25 of each passage and of its whole document (frequencies and lengths summed over its passages),
 * mixed. Rarity is counted over the readable documents.
 */
const statement = `
WITH readable AS MATERIALIZED (${readableDocuments}),
usual AS MATERIALIZED (
  SELECT count(*)::float8 AS documents, COALESCE(sum(passage_count), 0)::int AS passages,
         GREATEST(avg(length), 1) AS document_length,
         GREATEST(sum(length) / NULLIF(sum(passage_count), 0), 1) AS passage_length
  FROM readable),
asked AS (SELECT * FROM unnest($4::text[], $5::float8[], $6::bool[]) AS asked (term, weight, is_phrase)),
matched AS MATERIALIZED (
  SELECT posting.term, posting.passage_id, posting.frequency::float8 AS frequency,
         passage.document_id, passage.term_count::float8 AS length, readable.length AS document_length
  FROM posting JOIN passage ON passage.id = posting.passage_id JOIN readable ON readable.id = passage.document_id
  WHERE posting.term = ANY ($4::text[])),
in_document AS MATERIALIZED (
  SELECT term, document_id, document_length AS length, sum(frequency) AS frequency, count(*) AS passages
  FROM matched GROUP BY term, document_id, document_length),
rarity AS MATERIALIZED (
  SELECT asked.term, asked.is_phrase, asked.weight, COALESCE(counted.passages, 0)::int AS passages,
         ln((usual.documents + 1) / COALESCE(counted.documents, 0.5)) AS idf
  FROM asked CROSS JOIN usual LEFT JOIN (
    SELECT term, count(*) AS documents, sum(passages) AS passages FROM in_document GROUP BY term) counted
  USING (term)),
document_score AS MATERIALIZED (
  SELECT document_id, sum(weight * idf * ${saturation("frequency", "length", "usual.document_length")}) AS score
  FROM in_document JOIN rarity USING (term) CROSS JOIN usual
  GROUP BY document_id),
passage_score AS MATERIALIZED (
  SELECT passage_id, document_id,
         sum(weight * idf * ${saturation("frequency", "length", "usual.passage_length")}) AS score
  FROM matched JOIN rarity USING (term) CROSS JOIN usual
  GROUP BY passage_id, document_id),
ranked AS (
  SELECT passage_id, ${1 - documentShare} * passage_score.score + ${documentShare} * document_score.score AS score,
         row_number() OVER (PARTITION BY document_id ORDER BY passage_score.score DESC, passage_id) AS place
  FROM passage_score JOIN document_score USING (document_id)),
best AS MATERIALIZED (
  SELECT passage_id, score FROM ranked WHERE place <= ${passagesPerDocument}
  ORDER BY score DESC, passage_id LIMIT $7)
SELECT
  (SELECT passages FROM usual) AS readable_passages,
  (SELECT COALESCE(json_agg(json_build_object(
     'term', term, 'documentFrequency', passages, 'inverseDocumentFrequency', idf)), '[]')
   FROM rarity WHERE NOT is_phrase) AS terms,
  (SELECT COALESCE(json_agg(found ORDER BY found.score DESC, found.passage_id), '[]')
   FROM (SELECT ${foundColumns}, best.score FROM best ${foundTables("best.passage_id")}) found) AS passages`;

interface SearchRow {
  readonly readable_passages: number;
  readonly terms: readonly QuestionTerm[];
  readonly passages: readonly FoundRow[];
}

/** The lexical index in PostgreSQL. */
export function createLexicalSearch(pool: Pick<Pool, "query">): LexicalSearch {
  return translatingErrors<LexicalSearch>({
    find: async (query: LexicalQuery): Promise<PassageSearchResult> => {
      const { rows } = await pool.query<SearchRow>(statement, [
        ...readableParameters(query),
        query.terms.map((one) => one.term),
        query.terms.map((one) => one.weight),
        query.terms.map((one) => one.isPhrase),
        query.limit,
      ]);
      const [row] = rows;
      if (row === undefined) return { passages: [], terms: [], readablePassages: 0 };
      return {
        passages: row.passages.map(toFoundPassage),
        terms: row.terms,
        readablePassages: row.readable_passages,
      };
    },
  });
}
