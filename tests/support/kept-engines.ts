import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { type EmbeddedKeeper, keepEmbedded } from "../../src/adapters/postgres/embedded-keeper.ts";
import { freshDataFolder } from "./data-folders.ts";
import { silentLog } from "./silent-log.ts";

/** An embedded engine that runs, with an empty, migrated database that nobody else uses. */
export interface KeptEngine {
  /** Whoever opens it reaches this engine; other files in it are gone when it is given back. */
  readonly dataFolder: string;
  /** For the next one who takes an engine in this process. All connections have to be closed. */
  readonly giveBack: () => void;
}

interface Running extends State {
  readonly dataFolder: string;
  readonly keeper: EmbeddedKeeper;
}

/** What a database was when it was new. */
interface State {
  /** Everything in its catalogue that somebody could have made, changed or dropped. */
  readonly catalogue: string;
  readonly emptyTables: readonly string[];
  /** Rows that migrations put in. */
  readonly firstRows: string;
}

/** Of the two that one test may need at a time. Each takes 200 MB. */
const mostAtRest = 2;

/** An engine that somebody left in a transaction answers nobody. Milliseconds. */
const patience = 10_000;

const atRest: Running[] = [];

/**
 * One that ran before, emptied, or a new one. Starting an engine takes seconds of a core, emptying one a fifth of one;
 * where anything else but rows is not as it was, it is a new one.
 */
export async function takeEngine(): Promise<KeptEngine> {
  const running = (await emptiedEngine()) ?? (await startEngine());
  let isTaken = true;
  const giveBack = () => {
    if (isTaken) atRest.push(running);
    isTaken = false;
  };
  return { dataFolder: running.dataFolder, giveBack };
}

async function emptiedEngine(): Promise<Running | null> {
  for (let engine = atRest.pop(); engine !== undefined; engine = atRest.pop()) {
    if (atRest.length < mostAtRest && (await isEmptied(engine))) return engine;
    await end(engine);
  }
  return null;
}

async function isEmptied({ keeper, dataFolder, ...first }: Running): Promise<boolean> {
  const names = await readdir(dataFolder);
  const others = names.filter((name) => name !== "postgres" && !name.startsWith("lock"));
  for (const name of others) await rm(join(dataFolder, name), { recursive: true });
  return await ask(keeper, (client) => empty(client, first)).catch(() => false);
}

async function startEngine(): Promise<Running> {
  const dataFolder = await freshDataFolder(inject("runFolder"));
  const keeper = await keepEmbedded(dataFolder, silentLog);
  return { dataFolder, keeper, ...(await ask(keeper, readState)) };
}

async function end({ keeper, dataFolder }: Running): Promise<void> {
  await keeper.close();
  await rm(dataFolder, { recursive: true, force: true });
}

async function ask<T>(keeper: EmbeddedKeeper, work: (client: Client) => Promise<T>): Promise<T> {
  const host = await keeper.whenServed(patience);
  const client = new Client({
    host,
    port: 5432,
    user: "postgres",
    database: "postgres",
    query_timeout: patience,
  });
  await client.connect();
  return await work(client).finally(() => client.end());
}

/** False where it cannot be made what it was. */
async function empty(client: Client, first: State): Promise<boolean> {
  // One session underneath: settings, advisory locks, prepared statements and temporary tables outlive a connection.
  await client.query("DISCARD ALL");
  await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
  if ((await readCatalogue(client)) !== first.catalogue) return false;
  await client.query(`TRUNCATE ${first.emptyTables.join(", ")} RESTART IDENTITY`);
  return (await readRows(client)).firstRows === first.firstRows;
}

async function readState(client: Client): Promise<State> {
  return { catalogue: await readCatalogue(client), ...(await readRows(client)) };
}

/** By what each entry is made of, less what PostgreSQL notes for itself: sizes, places of files, ages. */
async function readCatalogue(client: Client): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string }>(
    `SELECT md5(string_agg(entry, E'\\n' ORDER BY entry)) AS fingerprint FROM (
       SELECT concat_ws(' ', 'class', oid, relname, relnamespace, relkind, relrowsecurity, reloptions) FROM pg_class
         WHERE oid >= 16384 AND relpersistence = 'p'
       UNION ALL SELECT concat_ws(' ', 'column', attrelid, attnum, attname, atttypid, atttypmod, attnotnull, attidentity)
         FROM pg_attribute WHERE attrelid >= 16384 AND attnum > 0
       UNION ALL SELECT concat_ws(' ', 'default', oid, adrelid, adnum) FROM pg_attrdef
       UNION ALL SELECT concat_ws(' ', 'constraint', oid, conname, convalidated) FROM pg_constraint WHERE oid >= 16384
       UNION ALL SELECT concat_ws(' ', 'trigger', oid, tgname, tgenabled) FROM pg_trigger
       UNION ALL SELECT concat_ws(' ', 'function', oid, proname, md5(prosrc)) FROM pg_proc WHERE oid >= 16384
       UNION ALL SELECT concat_ws(' ', 'type', oid, typname) FROM pg_type WHERE oid >= 16384
       UNION ALL SELECT concat_ws(' ', 'label', oid, enumlabel) FROM pg_enum
       UNION ALL SELECT concat_ws(' ', 'schema', oid, nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%'
         AND nspname NOT LIKE 'pg_toast_temp%'
       UNION ALL SELECT concat_ws(' ', 'extension', oid, extname, extversion) FROM pg_extension
       UNION ALL SELECT concat_ws(' ', 'role', oid, rolname, rolconfig) FROM pg_roles
       UNION ALL SELECT concat_ws(' ', 'setting', setdatabase, setrole, setconfig) FROM pg_db_role_setting
       UNION ALL SELECT DISTINCT concat_ws(' ', 'statistics', starelid) FROM pg_statistic WHERE starelid >= 16384
     ) AS entries (entry)`,
  );
  return rows[0]?.fingerprint ?? "";
}

async function readRows(client: Client): Promise<Omit<State, "catalogue">> {
  const { rows } = await client.query<{ name: string; content: string | null }>(
    `SELECT oid::regclass::text AS name, (xpath('//content/text()', query_to_xml(
       format('SELECT md5(string_agg(row::text, '','' ORDER BY row::text)) AS content FROM %s AS row', oid::regclass),
       false, false, '')))[1]::text AS content
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid`,
  );
  const filled = rows.filter(({ content }) => content !== null);
  return {
    emptyTables: rows.filter(({ content }) => content === null).map(({ name }) => name),
    firstRows: filled.map(({ name, content }) => `${name} ${content}`).join("\n"),
  };
}
