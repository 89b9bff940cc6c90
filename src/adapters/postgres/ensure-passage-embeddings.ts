import type { Pool, PoolClient } from "pg";
import type { Log } from "../../shared/log.port.ts";

interface VectorState {
  readonly installed: boolean;
  readonly available: boolean;
  readonly table_made: boolean;
}

const vectorState = `SELECT
  EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') AS installed,
  EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS available,
  to_regclass('passage_embedding') IS NOT NULL AS table_made`;

/** Not a migration: a server without pgvector must be able to run every migration. */
const embeddingTable = `CREATE TABLE IF NOT EXISTS passage_embedding (
  passage_id INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  embedding vector NOT NULL
)`;

/** Any number, the same in every process: two that start together make the table one after the other. */
const makingLock = 72_707_370;

/** Makes the table of embeddings where pgvector is to be had. False where it is not: search is lexical then. */
export async function ensurePassageEmbeddings(pool: Pool, log: Log): Promise<boolean> {
  const state = (await pool.query<VectorState>(vectorState)).rows[0];
  if (state?.installed && state.table_made) return true;
  if (!state?.available) return false;
  try {
    await makeInTransaction(pool);
    return true;
  } catch (error) {
    log.warn("vectors-refused", { error: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/** Makes the table within the transaction the caller has open. */
export async function makeEmbeddingTable(client: PoolClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [makingLock]);
  await client.query("CREATE EXTENSION IF NOT EXISTS vector");
  await client.query(embeddingTable);
}

async function makeInTransaction(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await makeEmbeddingTable(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
