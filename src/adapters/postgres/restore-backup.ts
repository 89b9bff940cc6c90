import type { PoolClient } from "pg";
import { onCommandLine } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import {
  type BackupHeader,
  type BackupRow,
  type BackupTable,
  readBackup,
  UnreadableBackup,
} from "./backup-file.ts";
import { makeEmbeddingTable } from "./ensure-passage-embeddings.ts";
import { applyAndRecord } from "./migrate.ts";
import type { Database } from "./open-database.ts";
import {
  advanceCounters,
  type Column,
  columnsOf,
  embeddingTableName,
  existingTables,
  foreignKeysOf,
  type OurNames,
  ourNames,
  quoted,
} from "./our-tables.ts";
import { type Migration, readMigrations } from "./read-migrations.ts";
import { withCodedErrors } from "./translate-error.ts";

/** `skippedVectors`: the backup holds vectors and this database has no pgvector; they are made again where it has. */
export type RestoreOutcome =
  | {
      readonly kind: "restored";
      readonly rows: number;
      readonly createdAt: string;
      readonly skippedVectors: boolean;
    }
  | { readonly kind: "refused"; readonly reason: RestoreRefusal };

/** `newer-version`: written by a version of Clusterbot newer than this one. */
export type RestoreRefusal = "no-such-file" | "not-a-backup" | "damaged" | "newer-version" | "not-empty";

interface RestoreSettings {
  /** Whether rows that are there may be deleted; without it only an empty database is filled. */
  readonly replace: boolean;
}

/** Rows inserted at a time. */
const batch = 1_000;

/**
 * Fills the database from a backup, whichever engine wrote it, in one transaction: all of it or nothing. A backup of an
 * older version is loaded into that version's schema and migrated. Throws DATABASE_UNAVAILABLE.
 */
export async function restoreBackup(
  database: Pick<Database, "pool" | "hasVectors">,
  file: string,
  settings: RestoreSettings,
): Promise<RestoreOutcome> {
  const checked = await check(file);
  if (checked.kind === "refused") return checked;
  const migrations = await readMigrations();
  const known = new Set(migrations.map((migration) => migration.name));
  if (checked.header.migrations.some((name) => !known.has(name)))
    return { kind: "refused", reason: "newer-version" };
  const plan: RestorePlan = {
    file,
    migrations,
    header: checked.header,
    hasVectors: database.hasVectors,
    ...settings,
  };
  return await withCodedErrors(async () => {
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN");
      const outcome = await replaceAll(client, plan);
      await client.query(outcome.kind === "restored" ? "COMMIT" : "ROLLBACK");
      client.release();
      return outcome;
    } catch (error) {
      // The connection goes with its transaction.
      client.release(true);
      throw error;
    }
  });
}

interface RestorePlan extends RestoreSettings {
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly header: BackupHeader;
  readonly hasVectors: boolean;
}

type Checked =
  | { readonly kind: "sound"; readonly header: BackupHeader }
  | { readonly kind: "refused"; readonly reason: RestoreRefusal };

/** Reads the whole file before anything is touched. */
async function check(file: string): Promise<Checked> {
  let header: BackupHeader | null = null;
  try {
    for await (const line of readBackup(file)) {
      if (line.kind === "header") header = line.header;
    }
  } catch (error) {
    if (error instanceof UnreadableBackup) return { kind: "refused", reason: error.reason };
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR")) {
      return { kind: "refused", reason: "no-such-file" };
    }
    throw error;
  }
  return header === null ? { kind: "refused", reason: "not-a-backup" } : { kind: "sound", header };
}

async function replaceAll(client: PoolClient, plan: RestorePlan): Promise<RestoreOutcome> {
  const names = ourNames(plan.migrations);
  if (!plan.replace && (await holdsRows(client, names))) return { kind: "refused", reason: "not-empty" };
  await dropAll(client, names);
  const written = new Set(plan.header.migrations);
  for (const migration of plan.migrations.filter(({ name }) => written.has(name))) {
    await applyAndRecord(client, migration);
  }
  if (plan.hasVectors) await makeEmbeddingTable(client);
  const loaded = await loadWithoutForeignKeys(client, plan, names);
  for (const migration of plan.migrations.filter(({ name }) => !written.has(name))) {
    await applyAndRecord(client, migration);
  }
  await letQuestionsRest(client);
  await forgetSignIns(client);
  const skippedVectors = loaded.skipped.has(embeddingTableName);
  const { createdAt } = plan.header;
  await insertAudit(client, { ...restoredLine, after: { createdAt, rows: loaded.rows } });
  return { kind: "restored", rows: loaded.rows, createdAt, skippedVectors };
}

/** The trail is the backup's from here on: this says so, and from when it is. */
const restoredLine = {
  ...onCommandLine,
  action: "backup-restored",
  subject: "records",
  cluster: null,
  before: null,
};

/** Questions that were open when the backup was made may have been answered since; none rather than twice. */
async function letQuestionsRest(client: PoolClient): Promise<void> {
  await client.query(`
    UPDATE question SET state = 'uncertain', finished_at = now(), reply_address = NULL, runner = NULL, lease_until = NULL
    WHERE state IN ('received', 'answering', 'sending')`);
}

/** Whoever signed out since, or used their code, must not find the door open again. */
async function forgetSignIns(client: PoolClient): Promise<void> {
  for (const table of ["web_session", "web_login", "link_code", "install_state"])
    await client.query(`DELETE FROM ${quoted(table)}`);
}

async function holdsRows(client: PoolClient, names: OurNames): Promise<boolean> {
  for (const table of await existingTables(client, names.tables)) {
    const found = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
    if (found.rows.length > 0) return true;
  }
  return false;
}

async function dropAll(client: PoolClient, names: OurNames): Promise<void> {
  for (const table of names.tables) await client.query(`DROP TABLE IF EXISTS ${quoted(table)} CASCADE`);
  for (const type of names.types) await client.query(`DROP TYPE IF EXISTS ${quoted(type)} CASCADE`);
  await client.query("DELETE FROM _prisma_migrations");
}

/** Foreign keys are checked once, over all rows, when they are put back: rows may refer to later ones. */
async function loadWithoutForeignKeys(
  client: PoolClient,
  plan: RestorePlan,
  names: OurNames,
): Promise<Loaded> {
  const tables = await existingTables(client, names.tables);
  const keys = await foreignKeysOf(client, tables);
  for (const key of keys)
    await client.query(`ALTER TABLE ${quoted(key.table)} DROP CONSTRAINT ${quoted(key.name)}`);
  // A migration may have filled a table by itself; the backup's rows are the whole.
  await client.query(`TRUNCATE ${tables.map(quoted).join(", ")}`);
  const loaded = await loadRows(client, plan.file, new Set(tables));
  for (const key of keys) {
    await client.query(
      `ALTER TABLE ${quoted(key.table)} ADD CONSTRAINT ${quoted(key.name)} ${key.definition}`,
    );
  }
  for (const table of tables) await advanceCounters(client, table);
  return loaded;
}

interface Loaded {
  readonly rows: number;
  readonly skipped: ReadonlySet<string>;
}

async function loadRows(client: PoolClient, file: string, tables: ReadonlySet<string>): Promise<Loaded> {
  await client.query("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'");
  const skipped = new Set<string>();
  let missing: string | null = null;
  let rows = 0;
  let insert: ((row: BackupRow | null) => Promise<number>) | null = null;
  for await (const line of readBackup(file)) {
    if (line.kind === "row" && missing !== null) skipped.add(missing);
    if (line.kind === "row") rows += (await insert?.(line.row)) ?? 0;
    if (line.kind !== "table") continue;
    rows += (await insert?.(null)) ?? 0;
    const isHere = tables.has(line.table.table);
    insert = isHere ? await inserter(client, line.table) : null;
    missing = isHere ? null : line.table.table;
  }
  return { rows: rows + ((await insert?.(null)) ?? 0), skipped };
}

/** Collects rows of one table and inserts them in batches; null inserts what is left. Resolves to how many went in. */
async function inserter(
  client: PoolClient,
  { table, columns }: BackupTable,
): Promise<(row: BackupRow | null) => Promise<number>> {
  const statement = insertStatement(table, columns, await columnsOf(client, table));
  let waiting: BackupRow[] = [];
  return async (row) => {
    if (row !== null) waiting.push(row);
    if (waiting.length === 0 || (row !== null && waiting.length < batch)) return 0;
    const rows = waiting;
    waiting = [];
    await client.query(
      statement,
      columns.map((_column, place) => rows.map((values) => values[place] ?? null)),
    );
    return rows.length;
  };
}

function insertStatement(table: string, columns: readonly string[], known: readonly Column[]): string {
  const types = new Map(known.map((column) => [column.name, column.type]));
  const names = columns.map(quoted).join(", ");
  const values = columns.map((column) => `${quoted(column)}::${types.get(column) ?? "text"}`).join(", ");
  const texts = columns.map((_column, place) => `$${place + 1}::text[]`).join(", ");
  return `INSERT INTO ${quoted(table)} (${names}) SELECT ${values} FROM unnest(${texts}) AS given(${names})`;
}
