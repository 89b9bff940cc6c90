import type { Pool } from "pg";
import { z } from "zod";
import type { GivenRole, Grantee, RoleStore } from "../../people/role-store.port.ts";
import { accountHashed } from "./mentions.ts";

const Row = z.object({
  role: z.enum(["administrator", "manager", "approver", "signatory", "board", "member", "guest"]),
  cluster_id: z.string().nullable(),
  cluster_name: z.string().nullable(),
  expires_at: z.date().nullable(),
  accounts: z.array(z.object({ reference: z.string(), name: z.string() })).nullable(),
  platform: z.string().nullable(),
  workspace: z.string().nullable(),
  workspace_name: z.string().nullable(),
  group_id: z.string().nullable(),
});

/** Roles in force; `WHERE` goes on behind it. The federation's own cluster is the federation. */
const select = `SELECT role_grant.role::text, given.cluster_id, cluster.name AS cluster_name, role_grant.expires_at,
  (SELECT json_agg(json_build_object('reference', reference, 'name', name) ORDER BY added_at, reference)
   FROM platform_account WHERE platform_account.person_id = role_grant.person_id AND reference NOT LIKE 'sha256:%') AS accounts,
  workspace.platform, workspace.external_id AS workspace, workspace.name AS workspace_name, role_grant.group_id
FROM role_grant
CROSS JOIN LATERAL (SELECT CASE WHEN role_grant.cluster_id IN (SELECT id FROM cluster WHERE is_federation)
  THEN NULL ELSE role_grant.cluster_id END AS cluster_id) AS given
LEFT JOIN cluster ON cluster.id = given.cluster_id
LEFT JOIN workspace ON workspace.id = role_grant.workspace_id
WHERE (role_grant.expires_at IS NULL OR role_grant.expires_at > now())`;
const order =
  "ORDER BY cluster.name NULLS FIRST, role_grant.role, workspace.platform, role_grant.group_id, role_grant.id";

/** Stands for the federation in a list of clusters, where SQL cannot compare with null. */
const federation = "";

export async function givenRoles(
  pool: Pick<Pool, "query">,
  { clusters, holder }: Parameters<RoleStore["list"]>[0],
): Promise<readonly GivenRole[]> {
  const group = holder?.kind === "group" ? holder : null;
  const { rows } = await pool.query(
    `${select}
       AND ($1::text[] IS NULL OR COALESCE(given.cluster_id, '${federation}') = ANY ($1)
         OR (given.cluster_id IS NULL AND EXISTS (SELECT FROM cluster WHERE is_federation AND id = ANY ($1))))
       AND ($2::text IS NULL OR role_grant.person_id = (${personOf("$2")}))
       AND ($3::text IS NULL OR (workspace.platform = $3 AND workspace.external_id = $4 AND role_grant.group_id = $5))
     ${order}`,
    [
      clusters?.map((cluster) => cluster ?? federation) ?? null,
      accountOf(holder),
      group?.platform ?? null,
      group?.workspace ?? null,
      group?.group ?? null,
    ],
  );
  return rows.map(readRole);
}

export async function heldRoles(
  pool: Pick<Pool, "query">,
  { account, workspaceId, groups }: Parameters<RoleStore["heldBy"]>[0],
): Promise<readonly GivenRole[]> {
  const { rows } = await pool.query(
    `${select}
       AND (role_grant.person_id = (${personOf("$1")})
            OR (role_grant.workspace_id = $2::uuid AND role_grant.group_id = ANY ($3::text[])))
     ${order}`,
    [account, workspaceId, groups],
  );
  return rows.map(readRole);
}

/** Whose an account is; that of a guest who was erased is known by its SHA-256. */
function personOf(account: string): string {
  return `SELECT person_id FROM platform_account WHERE reference IN (${account}, ${accountHashed(`${account}::text`)})`;
}

function accountOf(holder: Grantee | null): string | null {
  return holder?.kind === "person" ? holder.account : null;
}

function readRole(row: unknown): GivenRole {
  const found = Row.parse(row);
  const { role, cluster_id: id, cluster_name: name, expires_at: until, group_id: group } = found;
  return {
    role,
    cluster: id === null ? null : { id, name: name ?? id },
    until,
    holder:
      group === null
        ? { kind: "person", accounts: found.accounts ?? [] }
        : {
            kind: "group",
            platform: found.platform ?? "",
            workspace: found.workspace ?? "",
            workspaceName: found.workspace_name ?? "",
            group,
          },
  };
}
