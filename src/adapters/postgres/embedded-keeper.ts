import { rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { BotError } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { createDataFolderLock, type DataFolderLock } from "./data-folder-lock.ts";
import { type EmbeddedEngine, startEmbeddedEngine } from "./embedded-engine.ts";
import { makeDataFolder } from "./make-data-folder.ts";
import { isServed, prepareSocketFolder, socketIn } from "./socket-folder.ts";

/**
 * Sees to it that somebody serves the data folder: this process when it gets the folder's lock, else the one
 * that has it. When that one leaves, whichever process gets the lock next takes over.
 */
export interface EmbeddedKeeper {
  /** Whether this process serves the database at present. */
  isServing(): boolean;
  /** The folder of the socket, once somebody listens there. Throws DATABASE_UNAVAILABLE after `patience` ms. */
  whenServed(patience: number): Promise<string>;
  /** Stops serving, lets go of the lock. */
  close(): Promise<void>;
}

/** How often a process that attached looks whether the lock is free, in milliseconds. */
const lookEvery = 250;

/** How long to leave an engine alone that could not be started, in milliseconds. */
const restAfterFailure = 5_000;

interface Keeping {
  readonly dataFolder: string;
  readonly engineFolder: string;
  readonly socketFolder: string;
  readonly lock: DataFolderLock;
  readonly log: Log;
  engine: EmbeddedEngine | null;
  closed: boolean;
}

/** Takes the lock and serves, or finds that another does. Throws DATA_FOLDER_UNUSABLE. */
export async function keepEmbedded(dataFolder: string, log: Log): Promise<EmbeddedKeeper> {
  const keeping = await prepare(dataFolder, log);
  await takeOver(keeping).catch((error: unknown) => {
    keeping.lock.release();
    throw error;
  });
  const looking = new AbortController();
  const looked = lookForTheLock(keeping, looking.signal);
  return {
    isServing: () => keeping.engine !== null,
    whenServed: (patience) => whenServed(keeping, patience),
    async close() {
      keeping.closed = true;
      looking.abort();
      await looked;
      await stopServing(keeping);
      keeping.lock.release();
    },
  };
}

/** While the lock is still ours: nobody else can be about to listen in the folder that is removed. */
async function stopServing(keeping: Keeping): Promise<void> {
  if (keeping.engine === null) return;
  await keeping.engine.stop();
  keeping.engine = null;
  await rmdir(keeping.socketFolder).catch(() => {});
}

async function prepare(dataFolder: string, log: Log): Promise<Keeping> {
  try {
    await makeDataFolder(dataFolder);
    const socketFolder = await prepareSocketFolder(dataFolder);
    const lock = createDataFolderLock(dataFolder);
    const engineFolder = join(dataFolder, "postgres");
    return { dataFolder, engineFolder, socketFolder, lock, log, engine: null, closed: false };
  } catch (error) {
    if (error instanceof BotError) throw error;
    throw new BotError("DATA_FOLDER_UNUSABLE", { cause: error, detail: `${dataFolder}: ${reasonOf(error)}` });
  }
}

/** Serves if the lock is to be had; does nothing otherwise. */
async function takeOver(keeping: Keeping): Promise<void> {
  if (!keeping.lock.tryTake()) return;
  await prepareSocketFolder(keeping.dataFolder);
  const start = { folder: keeping.engineFolder, socket: socketIn(keeping.socketFolder) };
  const engine = await startEmbeddedEngine(start).catch((error: unknown) => {
    throw new BotError("DATA_FOLDER_UNUSABLE", {
      cause: error,
      detail: `${start.folder}: ${reasonOf(error)}`,
    });
  });
  keeping.engine = engine;
  keeping.log.debug("database-serving", { folder: keeping.engineFolder });
  void engine.ended.then((error) => {
    keeping.engine = null;
    if (error !== null) keeping.log.error("database-engine-ended", { error: error.message });
  });
}

/** Looks on until closed: for the lock while another has it, for the engine while we have it. */
async function lookForTheLock(keeping: Keeping, signal: AbortSignal): Promise<void> {
  let wait = lookEvery;
  while (!keeping.closed) {
    await pause(wait, undefined, { ref: false, signal }).catch(() => {});
    if (keeping.closed || keeping.engine !== null) continue;
    wait = await takeOver(keeping).then(
      () => lookEvery,
      (error: unknown) => {
        keeping.log.error("database-take-over-failed", { error: reasonOf(error) });
        return restAfterFailure;
      },
    );
  }
}

async function whenServed(keeping: Keeping, patience: number): Promise<string> {
  const deadline = Date.now() + patience;
  while (!(await isServed(keeping.socketFolder))) {
    if (keeping.closed || Date.now() > deadline) {
      const detail = `nobody serves ${keeping.engineFolder}, though another process may hold its lock`;
      throw new BotError("DATABASE_UNAVAILABLE", { detail });
    }
    await pause(25);
  }
  return keeping.socketFolder;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
