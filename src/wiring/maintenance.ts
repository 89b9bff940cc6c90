import type { BackupOutcome } from "../adapters/postgres/create-backup.ts";
import { openDatabase } from "../adapters/postgres/open-database.ts";
import type { RestoreOutcome } from "../adapters/postgres/restore-backup.ts";
import type { Config } from "../config.ts";
import type { Log } from "../shared/log.port.ts";

/** Writes everything into one file. */
export async function backUp(file: string, config: Config, log: Log): Promise<BackupOutcome> {
  const { createBackup } = await import("../adapters/postgres/create-backup.ts");
  const database = await openDatabase({ ...config, role: "short" }, log);
  return createBackup(database, file).finally(() => database.close());
}

/** Puts a backup into a fresh database, or in the place of what is there when `replace`. */
export async function restore(
  { file, replace }: { readonly file: string; readonly replace: boolean },
  config: Config,
  log: Log,
): Promise<RestoreOutcome> {
  const { restoreBackup } = await import("../adapters/postgres/restore-backup.ts");
  const database = await openDatabase({ ...config, role: "short" }, log);
  return restoreBackup(database, file, { replace }).finally(() => database.close());
}
