import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The right to run the embedded database of one data folder. Only one process on the machine has it. */
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
export function createDataFolderLock(dataFolder: string): DataFolderLock {
  const file = new DatabaseSync(join(dataFolder, "lock"), { timeout: 0 });
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
