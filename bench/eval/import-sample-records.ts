import { importMarkdownRecords } from "../../src/cli/import-markdown-records.ts";
import { importEvents } from "../../src/directory/events/import-events.ts";
import { importRecords } from "../../src/directory/membership/import-records.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import type { Core } from "../../src/wiring/open-core.ts";
import {
  findRecordFiles,
  isMarkdownRecord,
  type RecordFile,
  stateRecordFile,
} from "../../src/wiring/open-events.ts";

/** Imports a folder of records the way `clusterbot import` does, as on the day `now`; says what was refused. */
export async function importSampleRecords(core: Core, folder: string, now: Date): Promise<void> {
  const files = await findRecordFiles(folder);
  const order = { options: {}, by: null, dryRun: false, withdraw: false };
  const { positions, inquiries } = await importMarkdownRecords(files.filter(isMarkdownRecord), order, core);
  for (const one of [...positions, ...inquiries])
    if (one.fate === "refused") console.log(`refused ${JSON.stringify(one)}`);
  for (const file of files.filter((one) => !isMarkdownRecord(one))) {
    const refused = await importFile(core, file, now);
    for (const reason of refused) console.log(`refused ${file.label}: ${reason}`);
  }
}

async function importFile(core: Core, file: RecordFile, now: Date): Promise<readonly string[]> {
  const stated = await stateRecordFile(file, { options: {}, clusters: await core.events.clusters() });
  switch (stated.kind) {
    case "refused":
      return [JSON.stringify(stated.problem)];
    case "events":
      await importEvents(
        { file: stated.file, sourceKey: file.path, by: null, dryRun: false },
        { store: core.events, clock: { now: () => now } },
      );
      return stated.file.refused.map((entry) => JSON.stringify(entry));
    case "organisations":
    case "tiers": {
      const { kind, table } = stated;
      const today = now.toISOString().slice(0, 10);
      const { plan } = await importRecords(
        { kind, table, label: file.label, cluster: null, isComplete: false, today, by: onCommandLine },
        { store: core.recordImports, clusters: await core.clusters.all(), newId: () => crypto.randomUUID() },
      );
      return plan.lines.flatMap(({ line, refusal }) =>
        refusal === null ? [] : [`line ${line}: ${refusal.code}`],
      );
    }
  }
}
