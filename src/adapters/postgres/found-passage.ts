import type { FoundPassage } from "../../knowledge/passage-search.port.ts";

/** A passage with its document and cluster, as PostgreSQL's JSON writes it. */
export interface FoundRow {
  readonly passage_id: number;
  readonly document_id: string;
  readonly source_key: string;
  readonly title: string;
  readonly cluster_id: string;
  readonly cluster_name: string;
  readonly region: string | null;
  readonly kind: FoundPassage["kind"];
  readonly audience: FoundPassage["audience"];
  readonly audience_clusters: readonly string[] | null;
  readonly url: string | null;
  readonly anchor: string | null;
  readonly page: number | null;
  readonly heading_path: readonly string[] | null;
  readonly text: string;
  readonly published_on: string | null;
  readonly effective_from: string | null;
  readonly effective_until: string | null;
  readonly superseded_by_id: string | null;
  readonly is_sample: boolean;
  readonly score: number;
}

/** Of a statement with `readable` in it: that a document was replaced is told to those only who may read what replaced it. */
export const foundColumns = `passage.id AS passage_id, document.id AS document_id, document.source_key,
  document.title, document.cluster_id, cluster.name AS cluster_name, document.region, document.kind,
  document.audience, document.audience_clusters, document.url, passage.anchor, passage.page, passage.heading_path,
  passage.text, document.published_on, document.effective_from::text, document.effective_until::text,
  CASE WHEN document.superseded_by_id IS NOT NULL
    AND EXISTS (SELECT FROM readable WHERE readable.id = document.superseded_by_id) THEN document.superseded_by_id END
    AS superseded_by_id, document.is_sample`;

export const foundTables = (passageId: string): string => `JOIN passage ON passage.id = ${passageId}
  JOIN document ON document.id = passage.document_id JOIN cluster ON cluster.id = document.cluster_id`;

export function toFoundPassage(row: FoundRow): FoundPassage {
  return {
    passageId: row.passage_id,
    documentId: row.document_id,
    sourceKey: row.source_key,
    title: row.title,
    clusterId: row.cluster_id,
    clusterName: row.cluster_name,
    region: row.region,
    kind: row.kind,
    audience: row.audience,
    audienceClusters: row.audience_clusters ?? [],
    url: row.url,
    anchor: row.anchor,
    page: row.page,
    headingPath: row.heading_path ?? [],
    text: row.text,
    publishedOn: row.published_on,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    supersededById: row.superseded_by_id,
    isSample: row.is_sample,
    score: row.score,
  };
}
