import type { Pool } from "pg";
import type {
  BearingFor,
  BearingPosition,
  InquirySearch,
} from "../../directory/inquiries/inquiry-search.port.ts";
import { askedOfInquiry, type InquiryRow, inquiryColumns, toInquiry } from "./inquiry-rows.ts";
import { knownVersion } from "./position-search.ts";
import { translatingErrors } from "./translate-error.ts";

/**
 * The condition on every inquiry that is read: clusters whose members' and board's material may be read are $1 and $2,
 * those the reader works for $4. A test takes it out to prove that it bites.
 */
export const knownInquiry = `(i.audience = 'public'
  OR (i.audience = 'members' AND i.audience_clusters && $1::text[])
  OR (i.audience = 'board' AND i.audience_clusters && $2::text[])
  OR i.owner_id = ANY ($4::text[])
  OR EXISTS (SELECT FROM inquiry_answer k WHERE k.inquiry_id = i.id AND k.cluster_id = ANY ($4::text[])))`;

/** Of `position p`: clusters of $4 that are asked for a stance just now. */
const askedNow = `SELECT s.cluster_id, v.id, v.fingerprint FROM position_version v JOIN position_asked s ON s.version_id = v.id
  WHERE v.position_id = p.id AND v.status = 'consulting' AND s.left_at IS NULL AND s.cluster_id = ANY ($4::text[])`;

/** The condition on every position: one of its versions is known to everybody who reads, or the reader works on it. */
export const knownPosition = `(p.owner_id = ANY ($4::text[]) OR EXISTS (${askedNow})
  OR EXISTS (SELECT FROM position_version v WHERE v.position_id = p.id AND ${knownVersion}))`;

const day = "($3::timestamptz AT TIME ZONE 'Europe/London')::date";

/** What the reader may know to be the line; the owner's people know what is under embargo as well. */
const line = `SELECT v.title, v.effective_from::text AS "from",
    v.status = 'withdrawn' AND v.effective_until <= ${day} AS is_over
  FROM position_version v WHERE v.position_id = p.id AND v.effective_from <= ${day}
    AND (${knownVersion} OR (p.owner_id = ANY ($4::text[]) AND v.status IN ('adopted', 'superseded', 'withdrawn')))
  ORDER BY v.version DESC LIMIT 1`;

const bearing = `COALESCE((SELECT json_agg(json_build_object('positionId', p.id, 'number', p.number, 'topic', p.topic,
      'line', CASE WHEN NOT l.is_over THEN json_build_object('title', l.title, 'from', l."from") END,
      'isConsulting', EXISTS (${askedNow}) OR (p.owner_id = ANY ($4::text[])
        AND EXISTS (SELECT FROM position_version v WHERE v.position_id = p.id AND v.status = 'consulting')),
      'awaits', COALESCE((SELECT json_agg(n.cluster_id ORDER BY n.cluster_id) FROM (${askedNow}) n
        WHERE NOT EXISTS (SELECT FROM position_stance t WHERE t.version_id = n.id AND t.cluster_id = n.cluster_id
          AND t.is_current AND t.fingerprint = n.fingerprint)), '[]')) ORDER BY p.topic, p.number)
    FROM inquiry_position b JOIN position p ON p.id = b.position_id LEFT JOIN LATERAL (${line}) l ON true
    WHERE b.inquiry_id = i.id AND ${knownPosition}), '[]')`;

/** The same conditions for each row of `worker w`, who works for one cluster and is a member of it. */
const forWorker = (sql: string): string =>
  sql
    .replaceAll("$1::text[]", "w.member_of")
    .replaceAll("$2::text[]", "w.board_of")
    .replaceAll("$4::text[]", "w.works_for");

const bearingForEach = `WITH worker AS (
    SELECT inquiry, cluster, ARRAY[cluster] AS works_for, '{}'::text[] AS board_of,
      ARRAY(SELECT id FROM cluster WHERE is_federation) || cluster AS member_of
    FROM unnest($1::uuid[], $2::text[]) AS asked (inquiry, cluster))
  SELECT w.inquiry, w.cluster, ${forWorker(bearing)} AS positions
  FROM worker w JOIN inquiry i ON i.id = w.inquiry`;

interface FoundRow extends InquiryRow {
  readonly ownerName: string;
  readonly positions: readonly BearingPosition[];
}

/** Inquiries in PostgreSQL, as their readers may know them. */
export function createInquirySearch(pool: Pick<Pool, "query">): InquirySearch {
  return translatingErrors<InquirySearch>({
    all: async ({ readership: { memberOf, boardOf }, worksFor }, at) => {
      const { rows } = await pool.query<FoundRow>(
        `SELECT ${inquiryColumns}, o.name AS "ownerName", ${askedOfInquiry("")} AS asked, ${bearing} AS positions
         FROM inquiry i JOIN cluster o ON o.id = i.owner_id WHERE ${knownInquiry} ORDER BY i.closes_instant, i.title, i.number`,
        [memberOf, boardOf, at, worksFor],
      );
      return rows.map(toInquiry);
    },
    bearingFor: async (asked, at) => {
      const inquiries = asked.map(({ inquiry }) => inquiry);
      const clusters = asked.map(({ cluster }) => cluster);
      const { rows } = await pool.query<BearingFor>(bearingForEach, [inquiries, clusters, at]);
      return rows;
    },
  });
}
