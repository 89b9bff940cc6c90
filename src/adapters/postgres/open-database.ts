import { Pool, type PoolConfig } from "pg";
import type { PrismaClient } from "../../generated/prisma/client.ts";
import { BotError } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { type EmbeddedKeeper, keepEmbedded } from "./embedded-keeper.ts";
import { ensurePassageEmbeddings } from "./ensure-passage-embeddings.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./read-migrations.ts";
import { withCodedErrors } from "./translate-error.ts";
import { createWaitingClient } from "./waiting-client.ts";

export interface DatabaseSettings {
  /** A PostgreSQL server; null for the embedded database in `dataFolder`. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** `resident` for the bot itself, `short` for a command that ends by itself. */
  readonly role: "resident" | "short";
}

export interface Database {
  readonly prisma: PrismaClient;
  /** For SQL of our own. Inside `$transaction` use the transaction only: the embedded database is one session. */
  readonly pool: Pool;
  readonly engine: "embedded" | "server";
  /** Whether `passage_embedding` exists; without pgvector search is lexical. */
  readonly hasVectors: boolean;
  /** Names of the migrations this process applied when it opened the database. */
  readonly appliedMigrations: readonly string[];
  /** Whether other processes reach the embedded database through this one; changes when one takes over. */
  isServing(): boolean;
  /** One round trip. Throws DATABASE_UNAVAILABLE. */
  ping(): Promise<void>;
  /** Ends open connections; a second call is the first one's. */
  close(): Promise<void>;
}

/** Another process may be making the database for the first time, or recovering it. Milliseconds. */
const patienceAtStart = 60_000;

/** The longest a question waits while one process hands the embedded database to another. Milliseconds. */
const patienceInGap = 5_000;

/** A query of the bot's own takes milliseconds; one that takes this long waits for an engine that hangs. */
const longestQuery = 60_000;

/** Longer than `patienceInGap`, so that the clearer error comes first. Milliseconds. */
const longestWaitForConnection = 8_000;

/**
 * Opens the database and brings it up to date. Throws DATABASE_UNAVAILABLE, DATA_FOLDER_UNUSABLE,
 * DATABASE_TOO_NEW or MIGRATION_FAILED; nothing stays open then.
 */
export async function openDatabase(settings: DatabaseSettings, log: Log): Promise<Database> {
  // Loaded while the embedded database starts in its own thread.
  const loading = import("./create-prisma.ts");
  const keeper = settings.databaseUrl === null ? await keepEmbedded(settings.dataFolder, log) : null;
  await keeper?.whenServed(patienceAtStart).catch(closing(keeper));
  const pool = createPool(settings, keeper);
  pool.on("error", (error) => log.debug("database-connection-lost", { error: error.message }));
  try {
    const { createPrisma } = await loading;
    return await finishOpening({ pool, keeper, log, prisma: createPrisma(pool, longestWaitForConnection) });
  } catch (error) {
    await pool.end();
    await keeper?.close();
    throw error;
  }
}

interface Opening {
  readonly pool: Pool;
  readonly keeper: EmbeddedKeeper | null;
  readonly log: Log;
  readonly prisma: PrismaClient;
}

async function finishOpening({ pool, keeper, log, prisma }: Opening): Promise<Database> {
  const appliedMigrations = await migrate(pool, await readMigrations());
  if (appliedMigrations.length > 0) log.info("database-migrated", { applied: appliedMigrations });
  const hasVectors = await withCodedErrors(() => ensurePassageEmbeddings(pool, log));
  const closeAll = async () => {
    await prisma.$disconnect();
    await pool.end();
    await keeper?.close();
  };
  let closed: Promise<void> | undefined;
  return {
    prisma,
    pool,
    engine: keeper === null ? "server" : "embedded",
    hasVectors,
    appliedMigrations,
    isServing: () => keeper?.isServing() ?? false,
    ping: async () => void (await withCodedErrors(() => pool.query("SELECT 1"))),
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}

function createPool(settings: DatabaseSettings, keeper: EmbeddedKeeper | null): Pool {
  const shared: PoolConfig = {
    max: settings.role === "resident" ? 10 : 4,
    connectionTimeoutMillis: longestWaitForConnection,
    application_name: "clusterbot",
    allowExitOnIdle: settings.role === "short",
    ...(settings.role === "resident" ? { query_timeout: longestQuery } : {}),
  };
  if (keeper === null) return new Pool({ ...shared, connectionString: settings.databaseUrl ?? "" });
  const Client = createWaitingClient(() => keeper.whenServed(patienceInGap));
  return new Pool({ ...shared, user: "postgres", database: "postgres", port: 5432, ssl: false, Client });
}

function closing(keeper: EmbeddedKeeper): (error: unknown) => Promise<never> {
  return async (error) => {
    await keeper.close();
    throw error instanceof Error ? error : new BotError("UNEXPECTED", { cause: error });
  };
}
