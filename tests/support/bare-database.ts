import { Pool } from "pg";
import { keepEmbedded } from "../../src/adapters/postgres/embedded-keeper.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import type { DatabaseSettings } from "../../src/adapters/postgres/open-database.ts";
import type { Migration } from "../../src/adapters/postgres/read-migrations.ts";
import { newServerDatabase } from "./database.ts";
import { type KeptEngine, takeEngine } from "./kept-engines.ts";
import { silentLog } from "./silent-log.ts";

/** A database without any schema of ours, to be brought to an older one. */
export interface BareDatabase {
  /** How to open it afterwards. */
  readonly settings: DatabaseSettings;
  /** Applies the migrations and runs `sql`; nothing stays open. */
  readonly prepare: (migrations: readonly Migration[], sql: string) => Promise<void>;
  /** Works on it as it is, without bringing it up to date; nothing stays open. */
  readonly use: (work: (pool: Pool) => Promise<void>) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export async function bareDatabase(): Promise<BareDatabase> {
  return (await bareOnServer()) ?? (await bareEmbedded());
}

async function bareOnServer(): Promise<BareDatabase | null> {
  const made = await newServerDatabase();
  if (made === null) return null;
  const use: BareDatabase["use"] = (work) => usePool(new Pool({ connectionString: made.url }), work);
  return {
    settings: { databaseUrl: made.url, dataFolder: "", role: "short" },
    prepare: (migrations, sql) => use((pool) => prepare(pool, migrations, sql)),
    use,
    remove: made.drop,
  };
}

/** Engines without any schema of ours, or with an older one that the next test drops: never given back. */
const bareEngines: KeptEngine[] = [];

/** Its engine runs on, whatever is opened and closed. */
async function bareEmbedded(): Promise<BareDatabase> {
  const engine = bareEngines.pop() ?? (await takeEngine());
  const { dataFolder } = engine;
  const use: BareDatabase["use"] = async (work) => {
    const keeper = await keepEmbedded(dataFolder, silentLog);
    const host = await keeper.whenServed(10_000);
    await usePool(new Pool({ host, port: 5432, user: "postgres", database: "postgres" }), work);
    await keeper.close();
  };
  return {
    settings: { databaseUrl: null, dataFolder, role: "short" },
    prepare: (migrations, sql) =>
      use(async (pool) => {
        await pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        await pool.query("DISCARD ALL");
        await prepare(pool, migrations, sql);
      }),
    use,
    remove: async () => void bareEngines.push(engine),
  };
}

async function usePool(pool: Pool, work: (pool: Pool) => Promise<void>): Promise<void> {
  await work(pool);
  await pool.end();
}

async function prepare(pool: Pool, migrations: readonly Migration[], sql: string): Promise<void> {
  await migrate(pool, migrations);
  await pool.query(sql);
}
