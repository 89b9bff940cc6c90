import type { PoolClient } from "pg";
import { humanOf, joinHumans } from "./humans.ts";

interface Merging {
  readonly kept: string;
  readonly merged: string;
}

/** What the audit trail shows of a person: their accounts, and what was given them by name. */
export async function personAsAudited(client: Pick<PoolClient, "query">, id: string): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT (SELECT json_agg(reference ORDER BY reference) FROM platform_account WHERE person_id = $1::uuid) AS accounts,
       (SELECT json_agg(json_build_object('role', role, 'cluster', cluster_id, 'until', expires_at) ORDER BY role, cluster_id)
        FROM role_grant WHERE person_id = $1::uuid) AS roles`,
    [id],
  );
  const { accounts = null, roles = null } = rows[0] ?? {};
  return { person: id, accounts: accounts ?? [], roles: roles ?? [] };
}

/**
 * Makes two persons one, under a lock on people. Of what both were given, the longer lasting stays; approver
 * and signatory only as far as no account that is or was one of theirs gave it, since nobody gives these to themselves.
 * Nothing is left of the merged one.
 */
export async function mergePersons(
  client: Pick<PoolClient, "query">,
  { kept, merged }: Merging,
): Promise<void> {
  const both = [kept, merged];
  for (const table of ["platform_account", "web_session", "web_login", "role_grant"])
    await client.query(`UPDATE ${table} SET person_id = $1::uuid WHERE person_id = $2::uuid`, both);
  const { rows } = await client.query<{ reference: string }>(
    "SELECT reference FROM platform_account WHERE person_id = $1::uuid ORDER BY reference",
    [kept],
  );
  const references = rows.map(({ reference }) => reference);
  await joinHumans(client, references);
  await client.query(
    `DELETE FROM role_grant WHERE person_id = $1::uuid AND role IN ('approver', 'signatory')
       AND ${humanOf("given_by")} = ${humanOf("$2::text")}`,
    [kept, references[0]],
  );
  await client.query(
    `DELETE FROM role_grant USING (
       SELECT id, row_number() OVER (PARTITION BY role, cluster_id ORDER BY expires_at DESC NULLS FIRST, id) AS place
       FROM role_grant WHERE person_id = $1::uuid) AS held
     WHERE held.id = role_grant.id AND held.place > 1`,
    [kept],
  );
  await client.query("DELETE FROM person WHERE id = $1::uuid", [merged]);
}
