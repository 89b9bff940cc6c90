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

export function createAuditTrail(pool: Pick<Pool, "query">): Audit {
  return translatingErrors<Audit>({
    note: (line) => insertAudit(pool, line),
    read: async ({ cluster, limit, before = null }) => {
      const { rows } = await pool.query<AuditRow>(
        `SELECT id::text AS id, at, actor, action, subject, cluster_id, place, before, after FROM audit_entry
         WHERE ($1::text IS NULL OR cluster_id = $1) AND ($3::bigint IS NULL OR id < $3::bigint)
         ORDER BY audit_entry.id DESC LIMIT $2`,
        [cluster, limit, before],
      );
      return rows.map(({ cluster_id, ...row }): AuditEntry => ({ ...row, cluster: cluster_id }));
    },
  });
}

function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
