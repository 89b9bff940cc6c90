import type { NamedCluster } from "../../people/cluster-list.port.ts";
import type { Table } from "../table/table.ts";
import type { KeptRecords } from "./membership-records.ts";
import type { MembershipStore, RecordImportFacts } from "./membership-store.port.ts";
import { type PlanNeeds, planOrganisations } from "./plan-organisations.ts";
import { planTiers, readTiers } from "./plan-tiers.ts";
import { readOrganisations } from "./read-organisations.ts";
import type { RecordImportOrder, RecordPlan } from "./record-plan.ts";

export interface ImportRecordsNeeds extends PlanNeeds {
  readonly store: MembershipStore;
  readonly clusters: readonly NamedCluster[];
}

export interface TableToImport extends RecordImportFacts, RecordImportOrder {
  readonly kind: "organisations" | "tiers";
  readonly table: Table;
}

export interface RecordsImported {
  /** To undo it by; null after a dry run, and when there was nothing to write. */
  readonly importId: number | null;
  readonly plan: RecordPlan;
}

/** Says what an import would do, and changes nothing. */
export async function planRecordImport(
  given: TableToImport,
  needs: ImportRecordsNeeds,
): Promise<RecordsImported> {
  return { importId: null, plan: planOf(given, needs)(await needs.store.kept()) };
}

/** Imports a table of organisations or of tiers, in one transaction. Throws BotError DATABASE_UNAVAILABLE. */
export function importRecords(given: TableToImport, needs: ImportRecordsNeeds): Promise<RecordsImported> {
  return needs.store.apply(planOf(given, needs), given);
}

function planOf(given: TableToImport, needs: ImportRecordsNeeds): (kept: KeptRecords) => RecordPlan {
  const choice = { clusters: needs.clusters, only: given.cluster };
  if (given.kind === "tiers") {
    const read = readTiers(given.table, choice);
    return (kept) => planTiers(read, { kept, order: given, newId: needs.newId });
  }
  const read = readOrganisations(given.table, choice);
  return (kept) => planOrganisations(read, { kept, order: given, needs });
}
