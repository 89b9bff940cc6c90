import { lstat, mkdir, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { BotError } from "../../shared/errors.ts";

/** One of these lies in every folder that was a data folder before. */
const ours = ["lock", "bot-lock", "postgres", "postgres.unfinished"];

/** What may lie in a folder that becomes a data folder, besides hidden files: settings, and what a fresh disk holds. */
const harmless = ["clusterbot.yaml", "lost+found"];

/**
 * Makes the data folder where there is none. Throws DATA_FOLDER_UNUSABLE for a folder that holds something else:
 * documents, or another program's files, are not to be mixed with a database.
 */
export async function makeDataFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  const names = await readdir(folder);
  if (names.some((name) => ours.includes(name))) return;
  const foreign = names.find((name) => !name.startsWith(".") && !harmless.includes(name));
  if (foreign === undefined) return;
  throw new BotError("DATA_FOLDER_UNUSABLE", {
    detail: `${folder}: it holds "${foreign}" and nothing of Clusterbot's; set CLUSTERBOT_DATA to an empty or new folder`,
  });
}

/** Folder by folder: Node's own `recursive` never ends where the system answers ENOENT for good, as below /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (await exists(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    // Another process may have made it meanwhile.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  });
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
      throw error;
    },
  );
}
