import type { PoolClient } from "pg";
import type { Doing } from "../../shared/doing.ts";

/**
 * Ends what the groups of these workspaces hold, with a line in the audit trail for each role in force: all of it, or
 * only what is not `keptFor` this cluster. How many were in force. Within the transaction of whoever calls.
 */
export async function endGroupRoles(
  client: Pick<PoolClient, "query">,
  {
    workspaces,
    keptFor = null,
  }: { readonly workspaces: readonly string[]; readonly keptFor?: string | null },
  by: Doing,
): Promise<number> {
  const { rowCount } = await client.query(
    `WITH ended AS (
       DELETE FROM role_grant USING workspace
       WHERE workspace_id = workspace.id AND workspace.id = ANY ($1::uuid[]) AND group_id IS NOT NULL
         AND ($2::text IS NULL OR role_grant.cluster_id IS DISTINCT FROM $2)
       RETURNING role, role_grant.cluster_id, expires_at, role_grant.id,
         CASE platform WHEN 'slack' THEN 'slack-group:' ELSE 'discord-role:' END || external_id || '/' || group_id AS whose)
     INSERT INTO audit_entry (actor, action, subject, cluster_id, place, before)
     SELECT $3, 'role-taken', whose, cluster_id, $4,
       jsonb_build_object('role', role, 'cluster', cluster_id, 'until', expires_at, 'whose', whose)
     FROM ended WHERE expires_at IS NULL OR expires_at > now() ORDER BY whose, role, cluster_id, id`,
    [workspaces, keptFor, by.actor, by.place],
  );
  return rowCount ?? 0;
}
