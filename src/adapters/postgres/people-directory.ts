import type { Pool } from "pg";
import type { PlaceOfRequest } from "../../people/identity.ts";
import type { Known, LookUp, PeopleDirectory } from "../../people/people-directory.port.ts";
import type { HeldRole } from "../../people/role.ts";
import { accountHashed } from "./mentions.ts";
import { translatingErrors } from "./translate-error.ts";

interface FoundRow {
  readonly person_id: string | null;
  readonly networks: number;
  readonly place: PlaceOfRequest | null;
  readonly given: readonly HeldRole[] | null;
}

/**
 * One statement, since it is asked with every request. What is given to a group counts only in a workspace that was
 * confirmed, and for the cluster whose it is (in the federation's own for any): its groups are made by whoever runs it,
 * and it may have changed hands.
 * What is held for the federation comes twice (people/role.ts). Two accounts on Discord, or in one Slack workspace, are no
 * link that tells anything: whoever likes has a second one.
 */
const lookUp = `WITH place AS (
  SELECT workspace.id, workspace.state, workspace.cluster_id, workspace.everyone_is_member,
         COALESCE(workspace_channel.audience, 'public') AS channel_audience
  FROM workspace LEFT JOIN workspace_channel
    ON workspace_channel.workspace_id = workspace.id AND workspace_channel.channel_id = $4
  WHERE workspace.platform = $2 AND workspace.external_id = $3
), asker AS (
  SELECT person_id FROM platform_account WHERE reference = $1
), given AS (
  SELECT DISTINCT role, held.cluster, role_grant.person_id IS NOT NULL AS is_named,
    CASE WHEN role_grant.person_id IS NOT NULL THEN COALESCE(CASE WHEN given_by LIKE 'sha256:%'
      THEN (SELECT person_id::text FROM platform_account WHERE ${accountHashed("reference")} = given_by)
      ELSE (SELECT person_id::text FROM platform_account WHERE reference = given_by) END, given_by) END AS given_by
  FROM role_grant
  LEFT JOIN cluster AS federation ON federation.is_federation
    AND (role_grant.cluster_id IS NULL OR role_grant.cluster_id = federation.id)
  CROSS JOIN LATERAL (
    SELECT CASE WHEN federation.id IS NULL THEN role_grant.cluster_id END AS cluster
    UNION SELECT federation.id WHERE federation.id IS NOT NULL AND role <> 'administrator'
  ) AS held
  WHERE (expires_at IS NULL OR expires_at > now())
    AND (role_grant.person_id = (SELECT person_id FROM asker)
         OR (role <> 'administrator' AND group_id = ANY ($5::text[])
             AND workspace_id = (SELECT id FROM place WHERE state = 'confirmed')
             AND ((SELECT cluster_id FROM place) = role_grant.cluster_id
                  OR (SELECT cluster_id FROM place) IN (SELECT id FROM cluster WHERE is_federation))))
)
SELECT (SELECT person_id FROM asker) AS person_id,
  (SELECT count(DISTINCT CASE WHEN reference LIKE 'slack:%' THEN split_part(reference, '/', 1) ELSE 'discord' END)::int
   FROM platform_account WHERE person_id = (SELECT person_id FROM asker)) AS networks,
  (SELECT json_build_object('id', id, 'state', state, 'cluster', cluster_id,
     'everyoneIsMember', everyone_is_member, 'channelAudience', channel_audience) FROM place) AS place,
  (SELECT json_agg(json_build_object('role', role, 'cluster', cluster, 'isNamed', is_named, 'givenBy', given_by)
     ORDER BY role, cluster, given_by)
   FROM given) AS given`;

/** Who is who, from the records. */
export function createPeopleDirectory(pool: Pick<Pool, "query">): PeopleDirectory {
  return translatingErrors<PeopleDirectory>({
    lookUp: async ({ account, workspace, channel, groups }: LookUp): Promise<Known> => {
      const values = [account, workspace?.platform ?? null, workspace?.id ?? null, channel, groups];
      const { rows } = await pool.query<FoundRow>(lookUp, values);
      const [found] = rows;
      return {
        person:
          found?.person_id == null ? null : { id: found.person_id, hasConfirmedLink: found.networks > 1 },
        place: found?.place ?? null,
        given: found?.given ?? [],
      };
    },
  });
}
