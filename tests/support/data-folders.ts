import { cpSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparedDataFolder } from "./prepared-data-folder.ts";

/** A data folder with an empty, migrated embedded database in it. The caller removes it. */
export async function freshDataFolder(parent = tmpdir()): Promise<string> {
  const folder = await emptyFolder(parent);
  // A tenth of the time of the promised one, which asks the file system about each file anew.
  cpSync(await preparedDataFolder(), folder, { recursive: true });
  return folder;
}

/** A new empty folder with a short name. The caller removes it. */
export async function emptyFolder(parent = tmpdir()): Promise<string> {
  return await mkdtemp(join(parent, "clusterbot-test-"));
}
