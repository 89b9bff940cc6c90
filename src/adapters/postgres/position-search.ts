import type { Pool } from "pg";
import type {
  FoundStance,
  FoundVersion,
  PositionSearch,
  PositionTopic,
} from "../../directory/positions/position-search.port.ts";
import { linkedDocuments } from "./position-documents.ts";
import { translatingErrors } from "./translate-error.ts";

/**
 * The condition on every version that is read, of `position_version v` and `position p`: clusters whose members' and
 * board's material may be read are $1 and $2, the time is $3. A test takes it out to prove that it bites.
 */
export const knownVersion = `(v.effective_from IS NOT NULL AND v.status IN ('adopted', 'superseded', 'withdrawn')
  AND (v.embargo_until IS NULL OR v.embargo_until <= $3)
  AND (p.audience = 'public'
    OR (p.audience = 'members' AND p.audience_clusters && $1::text[])
    OR (p.audience = 'board' AND p.audience_clusters && $2::text[])))`;

const known = `known AS (
  SELECT v.*, p.number, p.owner_id, p.topic, p.also_called, p.is_sample,
    (min(v.version) OVER (PARTITION BY v.position_id)
      + row_number() OVER (PARTITION BY v.position_id ORDER BY v.version) - 1)::int AS shown_version,
    lead(v.effective_from) OVER (PARTITION BY v.position_id ORDER BY v.version) AS next_from
  FROM position_version v JOIN position p ON p.id = v.position_id WHERE ${knownVersion})`;

/** Only what is known itself tells that a version was replaced. */
const until = "CASE WHEN v.status = 'withdrawn' THEN v.effective_until ELSE v.next_from END";
const status =
  "CASE WHEN v.status = 'withdrawn' THEN 'withdrawn' WHEN v.next_from IS NULL THEN 'adopted' ELSE 'superseded' END";

const stances = `(SELECT json_agg(json_build_object('cluster', s.cluster_id, 'clusterName', c.name, 'kind', s.kind,
     'reason', s.reason, 'role', s.role, 'at', s.at) ORDER BY c.name, c.id)
   FROM position_stance s JOIN cluster c ON c.id = s.cluster_id
     JOIN position_asked a ON a.version_id = s.version_id AND a.cluster_id = s.cluster_id
   WHERE s.version_id = v.id AND s.is_current AND s.fingerprint = v.fingerprint AND a.left_at IS NULL)`;

const asked = `(SELECT array_agg(c.name ORDER BY c.name, c.id) FROM position_asked a JOIN cluster c ON c.id = a.cluster_id
   WHERE a.version_id = v.id AND a.left_at IS NULL)`;

/** Adopted positions in PostgreSQL. */
export function createPositionSearch(pool: Pick<Pool, "query">): PositionSearch {
  return translatingErrors<PositionSearch>({
    topics: async ({ memberOf, boardOf }, at) => {
      const { rows } = await pool.query<PositionTopic>(
        `WITH ${known} SELECT v.position_id AS "positionId", v.number, v.owner_id AS owner, v.topic, v.also_called AS "alsoCalled",
           array_agg(v.title ORDER BY v.version DESC) AS titles
         FROM known v GROUP BY 1, 2, 3, 4, 5 ORDER BY v.topic, v.owner_id`,
        [memberOf, boardOf, at],
      );
      return rows;
    },
    versions: async (positions, { memberOf, boardOf }, at) => {
      const { rows } = await pool.query<FoundRow>(
        `WITH ${known} SELECT v.id AS "versionId", v.position_id AS "positionId", v.number, v.owner_id AS owner,
           o.name AS "ownerName", v.topic, v.shown_version AS version, v.title, v.text, v.fingerprint, ${status} AS status,
           v.effective_from::text AS "from", (${until})::text AS until, v.review_on::text AS "reviewOn", v.link,
           v.is_sample AS "isSample", v.quorum, ${asked} AS asked, ${stances} AS stances
         FROM known v JOIN cluster o ON o.id = v.owner_id
         WHERE v.position_id = ANY ($4::uuid[]) ORDER BY v.topic, v.owner_id, v.version`,
        [memberOf, boardOf, at, positions],
      );
      return rows.map(toFound);
    },
    documents: (query) => linkedDocuments(pool, query, knownVersion),
  });
}

interface FoundRow extends Omit<FoundVersion, "asked" | "stances"> {
  readonly asked: readonly string[] | null;
  readonly stances: readonly (Omit<FoundStance, "at"> & { readonly at: string })[] | null;
}

function toFound(row: FoundRow): FoundVersion {
  return {
    ...row,
    asked: row.asked ?? [],
    stances: (row.stances ?? []).map((stance) => ({ ...stance, at: new Date(stance.at) })),
  };
}
