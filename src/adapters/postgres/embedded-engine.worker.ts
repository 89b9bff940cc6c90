// The embedded PostgreSQL, in a thread of its own: a long query then never delays an acknowledgement.
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import type { EngineMessage, EngineStart } from "./embedded-engine.ts";
import { endingWhenBroken } from "./ending-when-broken.ts";
import { inWholeBatches } from "./whole-batches.ts";

const start: EngineStart = workerData;
const longestDrain = 2_000;

try {
  const database = inWholeBatches(endingWhenBroken(await openFolder(start.folder), endThread));
  const server = await listen(database, start.socket);
  parentPort?.once("message", () => void stop(server, database));
  tell({ kind: "serving" });
} catch (error) {
  tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}

/** A folder whose making was cut short holds nothing yet, but cannot be opened either: it is made again. */
async function openFolder(folder: string): Promise<PGlite> {
  const unfinished = `${folder}.unfinished`;
  if (existsSync(unfinished)) await rm(folder, { recursive: true, force: true });
  if (existsSync(folder)) return await PGlite.create(folder, { extensions: { vector } });
  await writeFile(
    unfinished,
    "The database beside this file was not made completely. It is made again at the next start.\n",
  );
  await mkdir(folder, { mode: 0o700 });
  const database = await PGlite.create(folder, { extensions: { vector } });
  await rm(unfinished);
  return database;
}

/** Only the holder of the data folder's lock comes here, so a socket found is a dead process's. */
async function listen(database: PGlite, socket: string): Promise<PGLiteSocketServer> {
  await rm(socket, { force: true });
  const server = new PGLiteSocketServer({ db: database, path: socket, maxConnections: 200 });
  await server.start();
  return server;
}

/** Lets others finish what they began, then hands over. */
async function stop(server: PGLiteSocketServer, database: PGlite): Promise<void> {
  const deadline = Date.now() + longestDrain;
  while (isBusy(server, database) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await server.stop();
  await database.close();
  tell({ kind: "stopped" });
  parentPort?.close();
}

/** Uncaught, and so told to the keeper, which starts another engine; the connections are cut at once. */
function endThread(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

function isBusy(server: PGLiteSocketServer, database: PGlite): boolean {
  return database.isInTransaction() || server.getStats().queuedQueries > 0;
}

function tell(message: EngineMessage): void {
  parentPort?.postMessage(message);
}
