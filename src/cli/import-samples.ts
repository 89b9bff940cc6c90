import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importSources } from "../knowledge/import-sources.ts";
import { onCommandLine } from "../shared/doing.ts";
import type { Core } from "../wiring/open-core.ts";
import { findRecordFiles, isMarkdownRecord } from "../wiring/open-events.ts";
import { importMarkdownRecords } from "./import-markdown-records.ts";
import { importRecordFile } from "./import-records.ts";

const folder = fileURLToPath(new URL("../../samples/uk-tech-clusters", import.meta.url));
const records = fileURLToPath(new URL("../../samples/records", import.meta.url));
const fact = "samples-imported";
const samplesLine = {
  ...onCommandLine,
  action: "samples-imported",
  subject: "documents and events",
  cluster: null,
  before: null,
  after: { samples: true },
};

/**
 * Imports the sample documents and records into a new installation, so that there is something to ask. Only ever once:
 * who removes them does not want them back, and an installation from before there were sample records is in use, where
 * invented events would stand among real ones. Returns how many documents were added.
 */
export async function importSamplesOnce(core: Core): Promise<number> {
  const { prisma } = core.database;
  if ((await prisma.installationFact.findUnique({ where: { key: fact } })) !== null) return 0;
  const { documents } = await core.documents.count();
  let added = 0;
  if (documents === 0 && existsSync(folder)) {
    process.stdout.write("First start: reading the sample documents…\n");
    // One line for all of them, before the first: what is imported is never there without it.
    await core.audit.note(samplesLine);
    for await (const event of importSources([folder], { defaults: {}, by: null }, core.importing)) {
      if (event.kind === "finished") added = event.summary.added;
    }
    await importSampleRecords(core);
  }
  await prisma.installationFact.upsert({
    where: { key: fact },
    create: { key: fact, value: String(added) },
    update: {},
  });
  return added;
}

/** Two invented clusters, events, positions and inquiries. */
async function importSampleRecords(core: Core): Promise<void> {
  if (!existsSync(records)) return;
  const clusters = importSources(
    [join(records, "clusters.yaml")],
    { defaults: {}, by: null },
    core.importing,
  );
  for await (const _event of clusters);
  const order = { options: {}, by: null, dryRun: false, withdraw: false };
  const files = await findRecordFiles(records);
  await importMarkdownRecords(files.filter(isMarkdownRecord), order, core);
  for (const file of files) if (!isMarkdownRecord(file)) await importRecordFile(file, order, core);
}
