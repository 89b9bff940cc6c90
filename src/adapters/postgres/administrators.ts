import type { PoolClient } from "pg";

interface AdministratorsRow {
  readonly is_active: boolean;
  readonly is_lasting: boolean;
  readonly others_active: number;
  readonly others_lasting: number;
}

/** SQL condition: the bot is where this account is, so that whoever has it can write to it. */
const isWithinReach = `(reference LIKE 'discord:%' OR EXISTS (SELECT FROM workspace
  WHERE platform = 'slack' AND state <> 'gone' AND starts_with(reference, 'slack:' || external_id || '/')))`;

/**
 * Whether the last administrator is among these persons: without them, or with an end to their role, nobody would be
 * left who can be reached and whose role does not end by itself. To be asked under a lock on people.
 */
export async function holdLastAdministrator(
  client: Pick<PoolClient, "query">,
  persons: readonly string[],
): Promise<boolean> {
  const { rows } = await client.query<AdministratorsRow>(
    `WITH administrator AS (
       SELECT person_id, bool_or(expires_at IS NULL) AS is_lasting,
         EXISTS (SELECT FROM platform_account
                 WHERE platform_account.person_id = role_grant.person_id AND ${isWithinReach}) AS is_within_reach
       FROM role_grant
       WHERE role = 'administrator' AND (expires_at IS NULL OR expires_at > now())
         AND (cluster_id IS NULL OR cluster_id IN (SELECT id FROM cluster WHERE is_federation))
         AND EXISTS (SELECT FROM platform_account WHERE platform_account.person_id = role_grant.person_id)
       GROUP BY person_id)
     SELECT COALESCE(bool_or(person_id = ANY ($1::uuid[])), false) AS is_active,
       COALESCE(bool_or(person_id = ANY ($1::uuid[]) AND is_lasting), false) AS is_lasting,
       count(*) FILTER (WHERE person_id <> ALL ($1::uuid[]) AND is_within_reach)::int AS others_active,
       count(*) FILTER (WHERE person_id <> ALL ($1::uuid[]) AND is_within_reach AND is_lasting)::int AS others_lasting
     FROM administrator`,
    [persons],
  );
  const [found] = rows;
  if (found === undefined) return false;
  return (found.is_lasting && found.others_lasting === 0) || (found.is_active && found.others_active === 0);
}
