import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createDataFolderLock } from "../../src/adapters/postgres/data-folder-lock.ts";
import { openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { readMigrations } from "../../src/adapters/postgres/read-migrations.ts";
import { silentLog } from "./silent-log.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "node_modules/.cache/clusterbot-tests");

let prepared: Promise<string> | undefined;

/**
 * A data folder with a migrated, empty database, to be copied, never opened. Making one takes seconds, so it is
 * kept until the migrations or the engine change.
 */
export function preparedDataFolder(): Promise<string> {
  prepared ??= prepare();
  return prepared;
}

async function prepare(): Promise<string> {
  const folder = join(cache, await identity());
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const lock = createDataFolderLock(cache);
  while (!lock.tryTake()) await pause(50);
  if (!existsSync(folder)) await make(folder);
  lock.release();
  return folder;
}

async function make(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const settings = { databaseUrl: null, dataFolder: unfinished, role: "short" } as const;
  const database = await openDatabase(settings, silentLog);
  await database.close();
  await rm(join(unfinished, "lock"));
  await rename(unfinished, folder);
}

/** Changes whenever an older folder would no longer do. */
async function identity(): Promise<string> {
  const engine = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const parts = [
    await readFile(join(engine, "../../package.json"), "utf8"),
    await readFile(join(root, "src/adapters/postgres/ensure-passage-embeddings.ts"), "utf8"),
    ...(await readMigrations()).map(({ name, checksum }) => `${name} ${checksum}`),
  ];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}
