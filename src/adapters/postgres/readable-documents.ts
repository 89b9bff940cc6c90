import type { Readership } from "../../shared/audience.ts";

/**
 * The condition every search applies to what it reads, as SQL with the parameters $1 and $2 (whose members and whose
 * board the readers are): the same rule as `mayRead` in shared/audience.ts. Tests take it out of the statement to prove
 * that it bites.
 */
export const audienceConditionOf = (table: string): string => `(${table}.audience = 'public'
    OR (${table}.audience = 'members' AND ${table}.audience_clusters && $1::text[])
    OR (${table}.audience = 'board' AND ${table}.audience_clusters && $2::text[]))`;

export const audienceCondition = audienceConditionOf("document");

/**
 * Documents in force that the readers may read, within the clusters asked for. CASE hides the condition from the
 * planner, which without statistics (the embedded database gathers none by itself) would expect a single document
 * and look everything up one by one.
 */
export const readableDocuments = `SELECT document.id, document.passage_count, document.term_count::float8 AS length
  FROM document
  WHERE CASE WHEN document.status = 'current' AND ${audienceCondition}
    AND ($3::text[] IS NULL OR document.cluster_id = ANY ($3::text[])) THEN TRUE ELSE FALSE END`;

export function readableParameters(query: {
  readonly readership: Readership;
  readonly clusters: readonly string[] | null;
}): readonly unknown[] {
  return [query.readership.memberOf, query.readership.boardOf, query.clusters];
}
