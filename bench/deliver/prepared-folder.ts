import { rm } from "node:fs/promises";
import { freshDataFolder } from "../../tests/support/data-folders.ts";

/** Runs `work` in a new data folder with an empty, migrated database and removes it, whatever happens. */
export async function inPreparedFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await freshDataFolder();
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
