import type { PoolClient } from "pg";
import type { LaterImport, UndoOutcome } from "../../directory/membership/membership-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { lockRecordImports, type RecordTable, recordTables, writeRecords } from "./record-tables.ts";

type Undone = Extract<UndoOutcome, { kind: "undone" }>;

/** Puts back what an import changed and removes what it made, within a transaction; or says why that cannot be. */
export async function undoImport(
  client: PoolClient,
  id: number,
  { cluster, by }: { readonly cluster: string | null; readonly by: Doing },
): Promise<UndoOutcome> {
  await lockRecordImports(client);
  const { rows } = await client.query<{ cluster: string | null; undone_at: Date | null }>(
    `SELECT cluster_id AS cluster, undone_at FROM record_import WHERE id = $1 AND ($2::text IS NULL OR cluster_id = $2)`,
    [id, cluster],
  );
  const [found] = rows;
  if (found === undefined) return { kind: "unknown" };
  if (found.undone_at !== null) return { kind: "already-undone", at: found.undone_at };
  const since = (await changedSince(client, id)) ?? (await changedOtherwise(client, id));
  if (since !== null) return since;
  const outcome = await putBack(client, id);
  await client.query("UPDATE record_import SET undone_at = CURRENT_TIMESTAMP WHERE id = $1", [id]);
  await insertAudit(client, {
    ...by,
    action: "record-import-undone",
    subject: `record-import:${id}`,
    cluster: found.cluster,
    before: null,
    after: { removed: outcome.removed, restored: outcome.restored },
  });
  return outcome;
}

/** Records that a later import changed, and memberships it made for organisations that would be removed. */
async function changedSince(client: PoolClient, id: number): Promise<UndoOutcome | null> {
  const { rows } = await client.query<LaterImport & { records: number }>(
    `SELECT later.id, later.label, later.imported_at AS "importedAt", count(*)::int AS records
     FROM record_import_row AS own
     JOIN record_import_row AS again ON again.import_id > own.import_id AND again.after IS NOT NULL
       AND (again.table_name = own.table_name AND again.record_id = own.record_id
         OR own.table_name = 'organisation' AND own.before IS NULL AND again.table_name = 'membership'
           AND again.after->>'organisation_id' = own.record_id::text)
     JOIN record_import AS later ON later.id = again.import_id AND later.undone_at IS NULL
     WHERE own.import_id = $1 AND own.after IS NOT NULL
     GROUP BY later.id ORDER BY later.id DESC LIMIT 1`,
    [id],
  );
  const [later] = rows;
  if (later === undefined) return null;
  const { records, ...by } = later;
  return { kind: "changed-since", records, by };
}

async function changedOtherwise(client: PoolClient, id: number): Promise<UndoOutcome | null> {
  let records = 0;
  for (const table of recordTables) {
    const { rows } = await client.query<{ records: number }>(
      `SELECT count(*)::int AS records FROM record_import_row AS own LEFT JOIN ${table} AS kept ON kept.id = own.record_id
       WHERE own.import_id = $1 AND own.table_name = $2 AND own.after IS NOT NULL
         AND own.after IS DISTINCT FROM to_jsonb(kept)`,
      [id, table],
    );
    records += rows[0]?.records ?? 0;
  }
  return records === 0 ? null : { kind: "changed-otherwise", records };
}

async function putBack(client: PoolClient, id: number): Promise<Undone> {
  let removed = 0;
  for (const table of recordTables.toReversed()) removed += await removeMade(client, id, table);
  let restored = 0;
  for (const table of recordTables) {
    const { rows } = await client.query<{ records: string; count: number }>(
      `SELECT COALESCE(jsonb_agg(before), '[]')::text AS records, count(*)::int AS count FROM record_import_row
       WHERE import_id = $1 AND table_name = $2 AND before IS NOT NULL`,
      [id, table],
    );
    await writeRecords(client, table, rows[0]?.records ?? "[]");
    restored += rows[0]?.count ?? 0;
  }
  return { kind: "undone", removed, restored };
}

async function removeMade(client: PoolClient, id: number, table: RecordTable): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM ${table} USING record_import_row AS own
     WHERE own.import_id = $1 AND own.table_name = $2 AND own.after IS NOT NULL AND own.before IS NULL
       AND own.record_id = ${table}.id`,
    [id, table],
  );
  return rowCount ?? 0;
}
