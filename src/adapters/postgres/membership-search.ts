import type { Pool } from "pg";
import type {
  FoundMembership,
  FoundOrganisation,
  FoundTier,
  MembershipSearch,
  OrganisationName,
} from "../../directory/membership/membership-search.port.ts";
import { translatingErrors } from "./translate-error.ts";

/**
 * The condition on every membership that is read, with the clusters the reader manages as $1. An organisation is
 * there only by its memberships, so there is no other way to one. A test takes it out to prove that it bites.
 */
export const listedCondition = "(organisation.listed OR membership.cluster_id = ANY ($1::text[]))";

/** When an import that stands last told of a record. */
const lastSeenAt = (
  table: "membership" | "membership_tier",
) => `COALESCE((SELECT max(imported_at) FROM record_import_row
    JOIN record_import ON record_import.id = import_id
    WHERE record_id = ${table}.id AND table_name = '${table}' AND undone_at IS NULL), 'epoch')`;

const visible = `visible AS (
  SELECT membership.*, cluster.name AS cluster_name, organisation.places
  FROM membership JOIN organisation ON organisation.id = membership.organisation_id
    JOIN cluster ON cluster.id = membership.cluster_id
  WHERE ${listedCondition})`;

const organisationColumns = `organisation.id AS "organisationId", organisation.reference, organisation.name,
  organisation.website, organisation.town, organisation.postcode, organisation.places, organisation.listed AS "isListed",
  (SELECT json_agg(json_build_object('membershipId', membership.id, 'clusterId', membership.cluster_id,
     'clusterName', membership.cluster_name, 'tier', membership.tier, 'since', membership.since::text,
     'until', membership.until::text, 'lastSeenAt', ${lastSeenAt("membership")})
     ORDER BY membership.since NULLS FIRST, membership.cluster_name)
   FROM visible AS membership WHERE membership.organisation_id = organisation.id) AS memberships`;

const byName = "ORDER BY lower(organisation.name), organisation.id";

/** On a day, both ends included. */
const inForce = (day: string, from: string, until: string) =>
  `(${from} IS NULL OR ${from} <= ${day}) AND (${until} IS NULL OR ${until} >= ${day})`;

const namesAtMost = 20_000;

/** Organisations, memberships and tiers in PostgreSQL. */
export function createMembershipSearch(pool: Pick<Pool, "query">): MembershipSearch {
  return translatingErrors<MembershipSearch>({
    names: async ({ managerOf }) => {
      const { rows } = await pool.query<OrganisationName>(
        `WITH ${visible} SELECT id AS "organisationId", name, plain_name AS "plainName", town,
                company_number AS "companyNumber" FROM organisation
         WHERE EXISTS (SELECT FROM visible WHERE organisation_id = organisation.id) ${byName} LIMIT ${namesAtMost}`,
        [managerOf],
      );
      return rows;
    },
    organisations: async (ids, { managerOf }) => {
      const { rows } = await pool.query<OrganisationRow>(
        `WITH ${visible} SELECT ${organisationColumns} FROM organisation
         WHERE id = ANY ($2::uuid[]) AND EXISTS (SELECT FROM visible WHERE organisation_id = organisation.id) ${byName}`,
        [managerOf, ids],
      );
      return rows.map(toOrganisation);
    },
    members: async ({ clusters, places, tiers, on, offset, limit }, { managerOf }) => {
      const { rows } = await pool.query<{ total: number; found: readonly OrganisationRow[] }>(
        `WITH ${visible}, matching AS (
           SELECT DISTINCT organisation_id AS id FROM visible
           WHERE ($2::text[] IS NULL OR cluster_id = ANY ($2::text[])) AND ($3::text[] IS NULL OR places && $3::text[])
             AND ($4::text[] IS NULL OR lower(tier) = ANY ($4::text[])) AND ${inForce("$5::date", "since", "until")}),
         page AS (
           SELECT ${organisationColumns} FROM organisation WHERE id IN (SELECT id FROM matching)
           ${byName} OFFSET $6 LIMIT $7)
         SELECT (SELECT count(*)::int FROM matching) AS total, (SELECT COALESCE(json_agg(page), '[]') FROM page) AS found`,
        [managerOf, clusters, places, tiers?.map((tier) => tier.toLowerCase()) ?? null, on, offset, limit],
      );
      const [row] = rows;
      return { organisations: (row?.found ?? []).map(toOrganisation), total: row?.total ?? 0 };
    },
    tiers: async ({ clusters, on }) => {
      const { rows } = await pool.query<FoundTier>(
        `SELECT membership_tier.id AS "tierId", reference, cluster_id AS "clusterId", cluster.name AS "clusterName",
           membership_tier.name, fee, who_may_join AS "whoMayJoin", benefits, how_to_join AS "howToJoin", url,
           valid_from::text AS "validFrom", valid_until::text AS "validUntil",
           ${lastSeenAt("membership_tier")} AS "lastSeenAt"
         FROM membership_tier JOIN cluster ON cluster.id = cluster_id
         WHERE ($1::text[] IS NULL OR cluster_id = ANY ($1::text[]))
           AND ($2::date IS NULL OR ${inForce("$2::date", "valid_from", "valid_until")})
         ORDER BY lower(cluster.name), lower(membership_tier.name), valid_from NULLS FIRST, membership_tier.id`,
        [clusters, on],
      );
      return rows;
    },
  });
}

/** Times inside JSON come as text. */
type OrganisationRow = Omit<FoundOrganisation, "memberships"> & {
  readonly memberships: readonly (Omit<FoundMembership, "lastSeenAt"> & { readonly lastSeenAt: string })[];
};

function toOrganisation(row: OrganisationRow): FoundOrganisation {
  const memberships = row.memberships.map((one) => ({ ...one, lastSeenAt: new Date(one.lastSeenAt) }));
  return { ...row, memberships };
}
