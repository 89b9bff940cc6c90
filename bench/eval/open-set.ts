import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readConfig } from "../../src/config.ts";
import { importSources } from "../../src/knowledge/import-sources.ts";
import { type Core, openCore } from "../../src/wiring/open-core.ts";
import { openLog } from "../../src/wiring/open-log.ts";

/** The product, with a set's documents imported as public material into an embedded database of its own. */
export interface OpenSet {
  readonly core: Core;
  /** The set's own id of a document. */
  idOf(sourceKey: string): string;
  /** Closes the database and removes it. */
  close(): Promise<void>;
}

/** Imports `documents` (a .jsonl of `{id, title, url?, text}`) the way `clusterbot import` does. */
export async function openSet(documents: string): Promise<OpenSet> {
  const folder = await mkdtemp(join(tmpdir(), "clusterbot-eval-"));
  const read = readConfig({ CLUSTERBOT_DATA: folder, LOG_LEVEL: "error" });
  if (read.kind === "invalid") throw new Error(read.problems.join("\n"));
  const core = await openCore(read.config, openLog("error"), "resident");
  const close = async (): Promise<void> => {
    await core.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await importSet(core, documents);
  } catch (error) {
    await close();
    throw error;
  }
  const prefix = `${resolve(documents)}#`;
  return { core, idOf: (sourceKey) => sourceKey.replace(prefix, ""), close };
}

async function importSet(core: Core, documents: string): Promise<void> {
  await core.database.prisma.cluster.create({
    data: { id: "evaluation", name: "Evaluation", isFederation: true, nicknames: [] },
  });
  const started = performance.now();
  for await (const event of importSources(
    [documents],
    { defaults: { audience: "public" }, by: null },
    core.importing,
  )) {
    if (event.kind !== "finished") continue;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`imported ${event.summary.added} documents in ${seconds} s`);
    for (const { label, reason } of event.summary.refused) console.log(`refused ${label}: ${reason}`);
  }
}
