import type { PoolClient } from "pg";

interface AdministratorsRow {
  readonly is_active: boolean;
  readonly is_lasting: boolean;
  readonly others_active: number;
  readonly others_lasting: number;
}

/**
 * Whether a person is the last administrator: without them, or with an end to their role, nobody would be left who can
 * be reached and whose role does not end by itself. To be asked under a lock on people.
 */
export async function isLastAdministrator(
  client: Pick<PoolClient, "query">,
  person: string,
): Promise<boolean> {
  const { rows } = await client.query<AdministratorsRow>(
    `WITH administrator AS (
       SELECT person_id, bool_or(expires_at IS NULL) AS is_lasting FROM role_grant
       WHERE role = 'administrator' AND (expires_at IS NULL OR expires_at > now())
         AND (cluster_id IS NULL OR cluster_id IN (SELECT id FROM cluster WHERE is_federation))
         AND EXISTS (SELECT FROM platform_account WHERE platform_account.person_id = role_grant.person_id)
       GROUP BY person_id)
     SELECT COALESCE(bool_or(person_id = $1::uuid), false) AS is_active,
       COALESCE(bool_or(person_id = $1::uuid AND is_lasting), false) AS is_lasting,
       count(*) FILTER (WHERE person_id <> $1::uuid)::int AS others_active,
       count(*) FILTER (WHERE person_id <> $1::uuid AND is_lasting)::int AS others_lasting
     FROM administrator`,
    [person],
  );
  const [found] = rows;
  if (found === undefined) return false;
  return (found.is_lasting && found.others_lasting === 0) || (found.is_active && found.others_active === 0);
}
