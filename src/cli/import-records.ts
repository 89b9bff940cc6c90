import { ukDay } from "../calendar/zones.ts";
import { importEvents, withdrawEvents } from "../directory/events/import-events.ts";
import type { EventPlan } from "../directory/events/plan-events.ts";
import type { SourceOptions } from "../directory/events/source-defaults.ts";
import type { EntryProblem } from "../directory/events/stated-event.ts";
import {
  type ImportRecordsNeeds,
  importRecords,
  planRecordImport,
  type RecordsImported,
} from "../directory/membership/import-records.ts";
import type { Table } from "../directory/table/table.ts";
import type { Doing } from "../shared/doing.ts";
import type { Core } from "../wiring/open-core.ts";
import { clock } from "../wiring/open-core.ts";
import { type RecordFile, stateRecordFile } from "../wiring/open-events.ts";

export interface RecordsOrder {
  readonly options: SourceOptions;
  readonly by: Doing | null;
  readonly dryRun: boolean;
  readonly withdraw: boolean;
  /** Of members: the file lists all there are. */
  readonly isComplete?: boolean;
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

/** Organisations with their memberships, or tiers. */
export interface MembershipFile {
  readonly kind: "membership";
  readonly file: RecordFile;
  readonly imported: RecordsImported;
}

/** Imports one file of records, or says what that would do. Throws BotError. */
export async function importRecordFile(
  file: RecordFile,
  order: RecordsOrder,
  core: Pick<Core, "events" | "clusters" | "recordImports">,
): Promise<PlannedFile | MembershipFile | RefusedFile> {
  const { options, by, dryRun, withdraw } = order;
  const { events: store } = core;
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
    case "tiers": {
      const clusters = await core.clusters.all();
      const only = options.cluster;
      if (only !== undefined && !clusters.some(({ id }) => id === only))
        return { kind: "refused", file, line: null, problem: { kind: "unknown-cluster", text: only } };
      return {
        kind: "membership",
        file,
        imported: await importMembership({ file, ...stated }, order, { clusters, store: core.recordImports }),
      };
    }
  }
}

/** `--cluster` says whose members they are, and that the file may speak of no other cluster. */
async function importMembership(
  {
    file,
    kind,
    table,
  }: { readonly file: RecordFile; readonly kind: "organisations" | "tiers"; readonly table: Table },
  { options, by, dryRun, isComplete = false }: RecordsOrder,
  known: Pick<ImportRecordsNeeds, "clusters" | "store">,
): Promise<RecordsImported> {
  const given = {
    kind,
    table,
    label: file.label,
    cluster: options.cluster ?? null,
    isComplete,
    today: ukDay(clock.now()),
    by,
  };
  const needs = { ...known, newId: () => crypto.randomUUID() };
  return dryRun ? await planRecordImport(given, needs) : await importRecords(given, needs);
}
