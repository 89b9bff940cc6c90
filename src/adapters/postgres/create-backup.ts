import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { PoolClient } from "pg";
import type { BackupLine, BackupRow } from "./backup-file.ts";
import { writeBackup } from "./backup-file.ts";
import { appliedMigrations } from "./migrate.ts";
import type { Database } from "./open-database.ts";
import { columnsOf, existingTables, ourNames, quoted } from "./our-tables.ts";
import { readMigrations } from "./read-migrations.ts";
import { withCodedErrors } from "./translate-error.ts";

/** `unwritable`: `detail` is the system's own word for it. */
export type BackupOutcome =
  | { readonly kind: "written"; readonly rows: number; readonly bytes: number }
  | { readonly kind: "refused"; readonly reason: "file-exists" }
  | { readonly kind: "refused"; readonly reason: "unwritable"; readonly detail: string };

/** Rows fetched at a time. */
const batch = 2_000;

/**
 * Writes every row of ours into one file, as they stood at one instant, while the bot runs. Background jobs are not
 * kept: they are asked for again. Throws DATABASE_UNAVAILABLE.
 */
export async function createBackup(database: Pick<Database, "pool">, file: string): Promise<BackupOutcome> {
  if (existsSync(file)) return { kind: "refused", reason: "file-exists" };
  return await withCodedErrors(async () => {
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query(
        "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'iso_8601'",
      );
      const rows = await writeBackup(file, everyLine(client));
      await client.query("COMMIT");
      client.release();
      return { kind: "written", rows, bytes: (await stat(file)).size };
    } catch (error) {
      client.release(true);
      if (isFileError(error)) return { kind: "refused", reason: "unwritable", detail: error.message };
      throw error;
    }
  });
}

async function* everyLine(client: PoolClient): AsyncGenerator<BackupLine> {
  const createdAt = new Date().toISOString();
  const migrations = [...(await appliedMigrations(client))];
  yield { kind: "header", header: { format: "clusterbot-backup", version: 1, createdAt, migrations } };
  const { tables } = ourNames(await readMigrations());
  for (const table of await existingTables(client, tables)) yield* linesOf(client, table);
}

async function* linesOf(client: PoolClient, table: string): AsyncGenerator<BackupLine> {
  const columns = (await columnsOf(client, table)).map((column) => column.name);
  yield { kind: "table", table: { table, columns } };
  const texts = columns.map((column) => `${quoted(column)}::text`).join(", ");
  await client.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT ${texts} FROM ${quoted(table)}`);
  for (;;) {
    const found = await client.query<BackupRow>({ text: `FETCH ${batch} FROM backup`, rowMode: "array" });
    for (const row of found.rows) yield { kind: "row", row };
    if (found.rows.length < batch) break;
  }
  await client.query("CLOSE backup");
}

/** Node's errors of a file carry the path they belong to. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "path" in error;
}
