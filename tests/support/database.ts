import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { Client } from "pg";
import {
  type Database,
  type DatabaseSettings,
  openDatabase,
} from "../../src/adapters/postgres/open-database.ts";
import { freshDataFolder } from "./data-folders.ts";
import { takeEngine } from "./kept-engines.ts";
import { silentLog } from "./silent-log.ts";

/** A PostgreSQL server on which every test gets a database of its own; unset for the embedded database. */
const testServer = process.env.TEST_DATABASE_URL ?? null;

/** Which engine the tests run on: the same tests run on both (`npm run test:server`). */
export const testEngine = testServer === null ? "embedded" : "server";

/** An empty, migrated database that nobody else uses. `close()` removes it. */
export async function freshDatabase(): Promise<Database> {
  return testServer === null ? await freshEmbedded() : await freshOnServer(testServer);
}

/** One whose engine this process alone serves, and no test had before. `close()` removes it. */
export async function ownEmbeddedDatabase(): Promise<Database> {
  const folder = await freshDataFolder();
  const database = await openDatabase(embeddedIn(folder), silentLog);
  return closingWith(database, () => rm(folder, { recursive: true, force: true }));
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
  const engine = await takeEngine();
  return closingWith(await openDatabase(embeddedIn(engine.dataFolder), silentLog), engine.giveBack);
}

function embeddedIn(dataFolder: string): DatabaseSettings {
  return { databaseUrl: null, dataFolder, role: "resident" };
}

async function freshOnServer(server: string): Promise<Database> {
  const made = await newServerDatabase();
  if (made === null) throw new Error(`no database could be made on ${server}`);
  const settings = { databaseUrl: made.url, dataFolder: "", role: "resident" } as const;
  return closingWith(await openDatabase(settings, silentLog), made.drop);
}

function closingWith(database: Database, remove: () => Promise<void> | void): Database {
  let closed: Promise<void> | undefined;
  return {
    ...database,
    close() {
      closed ??= database.close().then(remove);
      return closed;
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
