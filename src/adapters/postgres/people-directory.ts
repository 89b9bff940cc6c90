import type { Pool } from "pg";
import type { PlaceOfRequest } from "../../people/identity.ts";
import type { Known, LookUp, PeopleDirectory } from "../../people/people-directory.port.ts";
import type { HeldRole } from "../../people/role.ts";
import { humanOf } from "./humans.ts";
import { accountHashed } from "./mentions.ts";
import { translatingErrors } from "./translate-error.ts";

interface FoundRow {
  readonly person_id: string | null;
  readonly human: string | null;
  readonly slack_workspaces: readonly string[];
  readonly is_on_discord: boolean;
  readonly place: PlaceOfRequest | null;
  readonly given: readonly HeldRole[] | null;
}

/**
 * One statement, since it is asked with every request. What is given to a group counts only in a workspace that was
 * confirmed, and for the cluster whose it is (in the federation's own for any): its groups are made by whoever runs it,
 * and it may have changed hands.
 * What is held for the federation comes twice (people/role.ts). A Slack workspace tells something of who is who only
 * while it is confirmed: in one of their own somebody has as many accounts as they like, and so on Discord.
 */
const lookUp = `WITH place AS (
  SELECT workspace.id, workspace.state, workspace.cluster_id, workspace.everyone_is_member,
         COALESCE(workspace_channel.audience, 'public') AS channel_audience
  FROM workspace LEFT JOIN workspace_channel
    ON workspace_channel.workspace_id = workspace.id AND workspace_channel.channel_id = $4
  WHERE workspace.platform = $2 AND workspace.external_id = $3
), asker AS (
  SELECT person_id FROM platform_account WHERE reference IN ($1, ${accountHashed("$1::text")})
), given AS (
  SELECT DISTINCT role, held.cluster, role_grant.person_id IS NOT NULL AS is_named,
    ${humanOf("given_by")} AS given_by
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
  ${humanOf("$1::text")} AS human,
  ARRAY(SELECT DISTINCT external_id FROM platform_account
        JOIN workspace ON platform = 'slack' AND state = 'confirmed' AND starts_with(reference, 'slack:' || external_id || '/')
        WHERE person_id = (SELECT person_id FROM asker) ORDER BY external_id) AS slack_workspaces,
  EXISTS (SELECT FROM platform_account
          WHERE person_id = (SELECT person_id FROM asker) AND reference LIKE 'discord:%') AS is_on_discord,
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
        person: found === undefined ? null : personOf(found),
        place: found?.place ?? null,
        given: found?.given ?? [],
      };
    },
  });
}

function personOf({ person_id: id, human, slack_workspaces, is_on_discord }: FoundRow): Known["person"] {
  if (id === null) return null;
  const hasConfirmedLink = slack_workspaces.length > (is_on_discord ? 0 : 1);
  return { id, human: human ?? id, hasConfirmedLink, slackWorkspaces: slack_workspaces };
}
