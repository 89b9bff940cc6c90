import type { PoolClient } from "pg";

/** In the order in which rows may be written; the other way round they may be removed. */
export const recordTables = ["organisation", "membership", "membership_tier"] as const;
export type RecordTable = (typeof recordTables)[number];

/** Any number that nobody else uses as an advisory lock. */
const recordLock = 72_707_372;

/** One import or undoing after the other, until the end of the transaction: each plans from what it finds. */
export async function lockRecordImports(client: Pick<PoolClient, "query">): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [recordLock]);
}

interface Upsert {
  readonly importId: number;
  readonly table: RecordTable;
  /** As rows of the table, in JSON. */
  readonly records: readonly object[];
}

/** Writes records as they are to be, and keeps them as they were and are, as PostgreSQL itself says it in JSON. */
export async function upsertRecords(client: PoolClient, { importId, table, records }: Upsert): Promise<void> {
  const json = JSON.stringify(records);
  await client.query(
    `INSERT INTO record_import_row (import_id, table_name, record_id, before, after)
     SELECT $1, $2, given.id, to_jsonb(kept), to_jsonb(given)
     FROM jsonb_populate_recordset(NULL::${table}, $3::jsonb) AS given LEFT JOIN ${table} AS kept USING (id)`,
    [importId, table, json],
  );
  await writeRecords(client, table, json);
}

/** Inserts or replaces whole rows. `json` is an array of rows of the table. */
export async function writeRecords(client: PoolClient, table: RecordTable, json: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id'`,
    [table],
  );
  const columns = rows.map(({ name }) => `${name} = EXCLUDED.${name}`).join(", ");
  await client.query(
    `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
     ON CONFLICT (id) DO UPDATE SET ${columns}`,
    [json],
  );
}
