import { importEvents, withdrawEvents } from "../directory/events/import-events.ts";
import type { EventPlan } from "../directory/events/plan-events.ts";
import type { SourceOptions } from "../directory/events/source-defaults.ts";
import type { EntryProblem } from "../directory/events/stated-event.ts";
import type { Doing } from "../shared/doing.ts";
import type { Core } from "../wiring/open-core.ts";
import { clock } from "../wiring/open-core.ts";
import { type RecordFile, stateRecordFile } from "../wiring/open-events.ts";

export interface RecordsOrder {
  readonly options: SourceOptions;
  readonly by: Doing | null;
  readonly dryRun: boolean;
  readonly withdraw: boolean;
}

/** A file whose records cannot be taken, and why. */
export interface RefusedFile {
  readonly kind: "refused";
  readonly file: RecordFile;
  readonly line: number | null;
  readonly problem: EntryProblem;
}

export interface PlannedFile {
  readonly kind: "events";
  readonly file: RecordFile;
  readonly plan: EventPlan;
  readonly remarks: readonly { readonly line: number; readonly sentence: string }[];
}

/** Imports one file of records, or says what that would do. Throws BotError. */
export async function importRecordFile(
  file: RecordFile,
  { options, by, dryRun, withdraw }: RecordsOrder,
  { events: store }: Pick<Core, "events">,
): Promise<PlannedFile | RefusedFile> {
  const needs = { store, clock };
  if (withdraw) {
    const plan = await withdrawEvents({ sourceKey: file.path, label: file.label, by, dryRun }, needs);
    return { kind: "events", file, plan, remarks: [] };
  }
  const stated = await stateRecordFile(file, { options, clusters: await store.clusters() });
  switch (stated.kind) {
    case "refused":
      return { kind: "refused", file, line: stated.line, problem: stated.problem };
    case "events": {
      const plan = await importEvents({ file: stated.file, sourceKey: file.path, by, dryRun }, needs);
      return { kind: "events", file, plan, remarks: stated.file.remarks };
    }
    case "organisations":
    case "tiers":
      return { kind: "refused", file, line: null, problem: { kind: "not-yet" } };
  }
}
