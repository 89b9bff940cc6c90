import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { prepareSocketFolder } from "../../src/adapters/postgres/socket-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Removed with all that is in it when every test has run. */
    readonly runFolder: string;
  }
}

/** For what lives as long as a process of tests: vitest ends those without giving them time to tidy up. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "clusterbot-tests-"));
  project.provide("runFolder", folder);
  return async () => {
    for (const dataFolder of await readdir(folder)) {
      await rm(await prepareSocketFolder(join(folder, dataFolder)), { recursive: true });
    }
    await rm(folder, { recursive: true, maxRetries: 5 });
  };
}
