import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { BotError } from "../../shared/errors.ts";
import type { Migration } from "./read-migrations.ts";
import { translateError } from "./translate-error.ts";

/** The lock `prisma migrate deploy` takes too (schema-engine, `acquire_lock`), so that each waits for the other. */
const prismaLock = 72_707_369;

/** Prisma's own table, column for column (schema-engine, `create_migrations_table`). */
const recordTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface RecordedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Applies what is missing, each migration in a transaction of its own, once however many processes start.
 * Returns the names applied by this call. Throws DATABASE_TOO_NEW when the database holds a migration this
 * version does not know, MIGRATION_FAILED when one fails or was changed after it was applied, and
 * DATABASE_UNAVAILABLE.
 */
export async function migrate(pool: Pool, migrations: readonly Migration[]): Promise<readonly string[]> {
  const recorded = await withClient(pool, readRecorded);
  const applied: string[] = [];
  for (const migration of missing(migrations, recorded)) {
    if (await withClient(pool, (client) => applyOnce(client, migration))) applied.push(migration.name);
  }
  return applied;
}

/** Names of the migrations the database holds, oldest first: the schema its rows have. */
export async function appliedMigrations(client: PoolClient): Promise<readonly string[]> {
  const recorded = await readRecorded(client);
  return recorded.map((row) => row.migration_name).toSorted();
}

async function readRecorded(client: PoolClient): Promise<readonly RecordedMigration[]> {
  const table = await client.query<{ found: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  );
  if (table.rows[0]?.found !== true) return [];
  const rows = await client.query<RecordedMigration>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return rows.rows;
}

/** What is to be applied, after making sure that what was applied is what we know. */
function missing(
  migrations: readonly Migration[],
  recorded: readonly RecordedMigration[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of recorded) {
    const migration = known.get(row.migration_name);
    if (migration === undefined) throw new BotError("DATABASE_TOO_NEW", { detail: row.migration_name });
    assertSame(migration, row);
  }
  const names = new Set(recorded.map((row) => row.migration_name));
  return migrations.filter((migration) => !names.has(migration.name));
}

function assertSame(migration: Migration, row: RecordedMigration): void {
  if (row.finished_at === null) {
    throw new BotError("MIGRATION_FAILED", { detail: `${migration.name} was begun and not finished` });
  }
  if (row.checksum !== migration.checksum) {
    throw new BotError("MIGRATION_FAILED", { detail: `${migration.name} was changed after it was applied` });
  }
}

/** False when another process had applied it by the time we got the lock. */
async function applyOnce(client: PoolClient, migration: Migration): Promise<boolean> {
  await client.query("BEGIN");
  try {
    // Held until the transaction ends. On the embedded database, one session in all, the transaction alone excludes others.
    await client.query("SELECT pg_advisory_xact_lock($1)", [prismaLock]);
    await client.query(recordTable);
    const wanted = await isMissing(client, migration);
    if (wanted) await applyAndRecord(client, migration);
    await client.query("COMMIT");
    return wanted;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw failure(migration, error);
  }
}

async function isMissing(client: PoolClient, migration: Migration): Promise<boolean> {
  const rows = await client.query(
    "SELECT 1 FROM _prisma_migrations WHERE migration_name = $1 AND rolled_back_at IS NULL",
    [migration.name],
  );
  return rows.rows.length === 0;
}

/** Runs one migration and records it, within the transaction the caller has open on `client`. */
export async function applyAndRecord(client: PoolClient, migration: Migration): Promise<void> {
  await client.query(migration.sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

function failure(migration: Migration, error: unknown): unknown {
  const translated = translateError(error);
  if (translated instanceof BotError) return translated;
  const reason = error instanceof Error ? error.message : String(error);
  return new BotError("MIGRATION_FAILED", { cause: error, detail: `${migration.name}: ${reason}` });
}

async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  try {
    const client = await pool.connect();
    return await work(client).finally(() => client.release());
  } catch (error) {
    throw translateError(error);
  }
}
