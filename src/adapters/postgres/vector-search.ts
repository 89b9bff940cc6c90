import type { Pool } from "pg";
import type { PassageToEmbed, VectorQuery, VectorSearch } from "../../knowledge/vector-search.port.ts";
import { type FoundRow, foundColumns, foundTables, toFoundPassage } from "./found-passage.ts";
import { readableDocuments, readableParameters } from "./readable-documents.ts";
import { translatingErrors } from "./translate-error.ts";

/**
 * Every vector of the readable documents is compared: exact, and quick enough for tens of thousands of passages. An
 * index would want one length for all, but models differ. Vectors of another length are left out before the
 * distance is taken, for it refuses them.
 */
const nearest = `
WITH readable AS MATERIALIZED (${readableDocuments}),
comparable AS MATERIALIZED (
  SELECT passage_embedding.passage_id, passage_embedding.embedding
  FROM passage_embedding JOIN passage ON passage.id = passage_embedding.passage_id
    JOIN readable ON readable.id = passage.document_id
  WHERE passage_embedding.model = $4 AND vector_dims(passage_embedding.embedding) = $5),
best AS MATERIALIZED (
  SELECT passage_id, 1 - (embedding <=> $6::text::vector) AS score FROM comparable
  ORDER BY embedding <=> $6::text::vector, passage_id LIMIT $7)
SELECT ${foundColumns}, best.score FROM best ${foundTables("best.passage_id")}
ORDER BY best.score DESC, best.passage_id`;

const missing = `
SELECT passage.id AS passage_id, document.title, passage.heading_path, passage.text
FROM passage JOIN document ON document.id = passage.document_id
WHERE document.status = 'current' AND NOT EXISTS (
  SELECT FROM passage_embedding WHERE passage_embedding.passage_id = passage.id AND passage_embedding.model = $1)
ORDER BY passage.id LIMIT $2`;

/** A vector of another model is replaced: one model is in use at a time. */
const save = `
INSERT INTO passage_embedding (passage_id, model, embedding)
SELECT given.passage_id, $1, given.embedding::vector
FROM unnest($2::int[], $3::text[]) AS given (passage_id, embedding) JOIN passage ON passage.id = given.passage_id
ON CONFLICT (passage_id) DO UPDATE SET model = EXCLUDED.model, embedding = EXCLUDED.embedding`;

interface MissingRow {
  readonly passage_id: number;
  readonly title: string;
  readonly heading_path: readonly string[] | null;
  readonly text: string;
}

/** Vectors in pgvector's table. To be made only where `Database.hasVectors`. */
export function createVectorSearch(pool: Pick<Pool, "query">): VectorSearch {
  return translatingErrors<VectorSearch>({
    nearest: async (query: VectorQuery) => {
      const { vector, model, limit } = query;
      const { rows } = await pool.query<FoundRow>(nearest, [
        ...readableParameters(query),
        model,
        vector.length,
        vectorText(vector),
        limit,
      ]);
      return rows.map(toFoundPassage);
    },
    missing: async (model, limit) => {
      const { rows } = await pool.query<MissingRow>(missing, [model, limit]);
      return rows.map(
        (row): PassageToEmbed => ({
          passageId: row.passage_id,
          title: row.title,
          headingPath: row.heading_path ?? [],
          text: row.text,
        }),
      );
    },
    save: async (model, vectors) => {
      await pool.query(save, [model, [...vectors.keys()], [...vectors.values()].map(vectorText)]);
    },
  });
}

/** pgvector's own notation. */
function vectorText(vector: readonly number[]): string {
  return `[${vector.join(",")}]`;
}
