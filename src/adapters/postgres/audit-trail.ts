import type { Pool, PoolClient } from "pg";
import type { Audit, AuditEntry, AuditLine } from "../../people/audit.port.ts";
import { translatingErrors } from "./translate-error.ts";

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly cluster_id: string | null;
  readonly place: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes a line within the transaction of the change it tells of, so that neither is there without the other. */
export async function insertAudit(client: Pick<PoolClient, "query">, line: AuditLine): Promise<void> {
  await client.query(
    `INSERT INTO audit_entry (actor, action, subject, cluster_id, place, before, after)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)`,
    [
      line.actor,
      line.action,
      line.subject,
      line.cluster,
      line.place,
      asJson(line.before),
      asJson(line.after),
    ],
  );
}

/** Many lines in one round trip: an import writes one for every document. */
export async function insertAuditLines(
  client: Pick<PoolClient, "query">,
  lines: readonly AuditLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await client.query(
    `INSERT INTO audit_entry (actor, action, subject, cluster_id, place, before, after)
     SELECT actor, action, subject, cluster, place, NULLIF(before, 'null'), NULLIF(after, 'null')
     FROM jsonb_to_recordset($1::jsonb) AS given (actor text, action text, subject text, cluster text, place text,
       before jsonb, after jsonb)`,
    [JSON.stringify(lines)],
  );
}

export function createAuditTrail(pool: Pick<Pool, "query">): Audit {
  return translatingErrors<Audit>({
    note: (line) => insertAudit(pool, line),
    read: async ({ cluster, among, limit, before = null }) => {
      const clusters = among?.filter((one) => one !== null) ?? null;
      const hasFederation = among === undefined || among.includes(null);
      const { rows } = await pool.query<AuditRow>(
        `SELECT id::text AS id, at, actor, action, subject, cluster_id, place, before, after FROM audit_entry
         WHERE ($1::text IS NULL OR cluster_id = $1) AND ($3::bigint IS NULL OR id < $3::bigint)
           AND CASE WHEN cluster_id IS NULL THEN $5 ELSE $4::text[] IS NULL OR cluster_id = ANY ($4) END
         ORDER BY audit_entry.id DESC LIMIT $2`,
        [cluster, limit, before, clusters, hasFederation],
      );
      return rows.map(({ cluster_id, ...row }): AuditEntry => ({ ...row, cluster: cluster_id }));
    },
  });
}

function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
