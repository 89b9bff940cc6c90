import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A right of which only one process on the machine has one in a data folder: to serve its database, to be its bot. */
export interface DataFolderLock {
  /** Takes the lock if nobody holds it; true when it is ours now. Never waits. */
  tryTake(): boolean;
  /** Gives the lock back and closes its file. */
  release(): void;
}

const busy = 5; // SQLITE_BUSY

/**
 * A lock that the kernel drops when its process ends, however it ends: SQLite's exclusive lock on an empty
 * file. A file with a process id in it would survive `kill -9`, and the id may belong to somebody else by then.
 */
export function createDataFolderLock(dataFolder: string, name: "lock" | "bot-lock" = "lock"): DataFolderLock {
  const file = new DatabaseSync(join(dataFolder, name), { timeout: 0 });
  let held = false;
  return {
    tryTake() {
      held ||= beginExclusive(file);
      return held;
    },
    release() {
      held = false;
      if (file.isOpen) file.close();
    },
  };
}

function beginExclusive(file: DatabaseSync): boolean {
  try {
    file.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === busy) return false;
    throw error;
  }
}
