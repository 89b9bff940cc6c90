import { rm } from "node:fs/promises";
import { Client, Pool } from "pg";
import { keepEmbedded } from "../../src/adapters/postgres/embedded-keeper.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import type { DatabaseSettings } from "../../src/adapters/postgres/open-database.ts";
import type { Migration } from "../../src/adapters/postgres/read-migrations.ts";
import { freshDataFolder, newServerDatabase } from "./database.ts";
import { silentLog } from "./silent-log.ts";

/** A database without any schema of ours, to be brought to an older one. */
export interface BareDatabase {
  /** How to open it afterwards. */
  readonly settings: DatabaseSettings;
  /** Applies the migrations and runs `sql`; nothing stays open. */
  prepare(migrations: readonly Migration[], sql: string): Promise<void>;
  readonly remove: () => Promise<void>;
}

export async function bareDatabase(): Promise<BareDatabase> {
  return (await bareOnServer()) ?? (await bareEmbedded());
}

async function bareOnServer(): Promise<BareDatabase | null> {
  const made = await newServerDatabase();
  if (made === null) return null;
  return {
    settings: { databaseUrl: made.url, dataFolder: "", role: "short" },
    prepare: (migrations, sql) => prepare(new Pool({ connectionString: made.url }), migrations, sql),
    remove: made.drop,
  };
}

/** An engine is made once and copied; emptying a copy is quicker than making another. */
async function bareEmbedded(): Promise<BareDatabase> {
  const dataFolder = await freshDataFolder();
  return {
    settings: { databaseUrl: null, dataFolder, role: "short" },
    async prepare(migrations, sql) {
      const keeper = await keepEmbedded(dataFolder, silentLog);
      const host = await keeper.whenServed(10_000);
      const place = { host, port: 5432, user: "postgres", database: "postgres" };
      await empty(new Client(place));
      await prepare(new Pool(place), migrations, sql);
      await keeper.close();
    },
    remove: () => rm(dataFolder, { recursive: true, force: true }),
  };
}

async function empty(client: Client): Promise<void> {
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await client.end();
}

async function prepare(pool: Pool, migrations: readonly Migration[], sql: string): Promise<void> {
  await migrate(pool, migrations);
  await pool.query(sql);
  await pool.end();
}
