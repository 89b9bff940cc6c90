import { randomUUID } from "node:crypto";
import { cpSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Database, openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { preparedDataFolder } from "./prepared-data-folder.ts";
import { silentLog } from "./silent-log.ts";

/** A PostgreSQL server on which every test gets a database of its own; unset for the embedded database. */
const testServer = process.env.TEST_DATABASE_URL ?? null;

/** Which engine the tests run on: the same tests run on both (`npm run test:server`). */
export const testEngine = testServer === null ? "embedded" : "server";

/** An empty, migrated database that nobody else uses. `close()` removes it. */
export async function freshDatabase(): Promise<Database> {
  return testServer === null ? await freshEmbedded() : await freshOnServer(testServer);
}

/** A data folder with an empty, migrated embedded database in it. The caller removes it. */
export async function freshDataFolder(): Promise<string> {
  const folder = await emptyFolder();
  // A tenth of the time of the promised one, which asks the file system about each file anew.
  cpSync(await preparedDataFolder(), folder, { recursive: true });
  return folder;
}

/** A new empty folder with a short name. The caller removes it. */
export async function emptyFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), "clusterbot-test-"));
}

/** The address of a new empty database on the test server, not migrated; null on the embedded engine. */
export async function newServerDatabase(): Promise<ServerDatabase | null> {
  if (testServer === null) return null;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(testServer, `CREATE DATABASE ${name}`);
  const address = new URL(testServer);
  address.pathname = `/${name}`;
  return {
    url: address.href,
    drop: () => onServer(testServer, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

interface ServerDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

async function freshEmbedded(): Promise<Database> {
  const folder = await freshDataFolder();
  const database = await openDatabase({ databaseUrl: null, dataFolder: folder, role: "resident" }, silentLog);
  return closingWith(database, () => rm(folder, { recursive: true, force: true }));
}

async function freshOnServer(server: string): Promise<Database> {
  const made = await newServerDatabase();
  if (made === null) throw new Error(`no database could be made on ${server}`);
  const settings = { databaseUrl: made.url, dataFolder: "", role: "resident" } as const;
  return closingWith(await openDatabase(settings, silentLog), made.drop);
}

function closingWith(database: Database, remove: () => Promise<void>): Database {
  return {
    ...database,
    async close() {
      await database.close();
      await remove();
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
