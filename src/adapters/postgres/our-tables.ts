import type { PoolClient } from "pg";
import type { Migration } from "./read-migrations.ts";

/** What our migrations make, and the table of vectors, which they cannot. Others may share the database. */
export interface OurNames {
  readonly tables: readonly string[];
  readonly types: readonly string[];
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, for example `timestamp(3) with time zone` or `text[]`. */
  readonly type: string;
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export const embeddingTableName = "passage_embedding";

/** Read from the migrations' own text, so that the list cannot fall behind them. */
export function ourNames(migrations: readonly Migration[]): OurNames {
  const text = migrations.map((migration) => migration.sql).join("\n");
  return { tables: [...madeBy(text, "TABLE"), embeddingTableName], types: madeBy(text, "TYPE") };
}

/** Our tables that are there, in the given order. */
export async function existingTables(
  client: PoolClient,
  tables: readonly string[],
): Promise<readonly string[]> {
  const found = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS wanted(name, place)
     WHERE to_regclass(quote_ident(name)) IS NOT NULL ORDER BY place`,
    [tables],
  );
  return found.rows.map((row) => row.name);
}

/** The columns that are stored, in their order. */
export async function columnsOf(client: PoolClient, table: string): Promise<readonly Column[]> {
  const found = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = quote_ident($1)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
    [table],
  );
  return found.rows;
}

export async function foreignKeysOf(
  client: PoolClient,
  tables: readonly string[],
): Promise<readonly ForeignKey[]> {
  const found = await client.query<ForeignKey>(
    `SELECT relname AS table, conname AS name, pg_get_constraintdef(pg_constraint.oid) AS definition
     FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
     WHERE contype = 'f' AND conrelid IN (SELECT quote_ident(name)::regclass FROM unnest($1::text[]) AS wanted(name))`,
    [tables],
  );
  return found.rows;
}

/** Makes each counter go on after the largest number in its table. */
export async function advanceCounters(client: PoolClient, table: string): Promise<void> {
  const counters = await client.query<{ column: string; sequence: string }>(
    `SELECT attname AS column, pg_get_serial_sequence(quote_ident($1), attname) AS sequence FROM pg_attribute
     WHERE attrelid = quote_ident($1)::regclass AND attnum > 0 AND NOT attisdropped
       AND pg_get_serial_sequence(quote_ident($1), attname) IS NOT NULL`,
    [table],
  );
  for (const { column, sequence } of counters.rows) {
    const largest = `COALESCE((SELECT max(${quoted(column)}) FROM ${quoted(table)}), 0)`;
    await client.query(`SELECT setval($1, ${largest} + 1, false)`, [sequence]);
  }
}

/** An SQL identifier, quoted. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function madeBy(text: string, what: "TABLE" | "TYPE"): readonly string[] {
  const made = text.matchAll(new RegExp(`^CREATE ${what} (?:IF NOT EXISTS )?"(\\w+)"`, "gm"));
  return [...made].flatMap((match) => match[1] ?? []);
}
