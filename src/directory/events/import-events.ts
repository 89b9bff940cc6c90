import type { AuditLine } from "../../people/audit.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Doing } from "../../shared/doing.ts";
import type { EventChange, EventStore } from "./event-store.port.ts";
import { type EventPlan, type PlannedFate, planEvents } from "./plan-events.ts";
import type { StatedFile } from "./stated-event.ts";

export interface EventImport {
  readonly file: StatedFile;
  /** Absolute path or address: finds what the same source said before. */
  readonly sourceKey: string;
  /** Who imports, for the audit trail; null where one line tells of a whole import. */
  readonly by: Doing | null;
  /** Look at everything, change nothing. */
  readonly dryRun: boolean;
  /** What the line of the trail says instead, of what one person does to one event. */
  readonly audited?: Pick<AuditLine, "action" | "subject" | "cluster" | "after">;
}

export interface EventImportNeeds {
  readonly store: EventStore;
  readonly clock: Clock;
}

/** Others may import meanwhile; then it is worked out again. More often is not bad luck. */
const triesAtMost = 5;

/**
 * Compares what a file says with what is kept, and keeps what differs, all of it or nothing. Throws BotError
 * DATABASE_UNAVAILABLE.
 */
export async function importEvents(order: EventImport, needs: EventImportNeeds): Promise<EventPlan> {
  const { store, clock } = needs;
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const clusters = await store.clusters();
    const plan = await planEvents(order.file, order.sourceKey, { store, clusters, now: clock.now() });
    if (order.dryRun) return plan;
    const outcome = await store.apply({ ...plan.change, audit: auditLine(plan, order) });
    if (outcome === "applied") return plan;
  }
  throw new Error(`the records of events changed ${triesAtMost} times while ${order.sourceKey} was imported`);
}

/** Takes out all that a source told, also what is over. */
export async function withdrawEvents(
  order: Pick<EventImport, "sourceKey" | "by" | "dryRun" | "audited"> & { readonly label: string },
  needs: EventImportNeeds,
): Promise<EventPlan> {
  const { entries } = await needs.store.entriesOf(order.sourceKey);
  const told = entries.filter(({ isGone }) => !isGone).map(({ entryKey }) => entryKey);
  const nothing = { events: [], refused: [], isIncomplete: false, isNotice: false, remarks: [] };
  // As if all of it had become private: that goes whenever it is.
  const file = { label: order.label, ...nothing, privateEntries: told };
  return await importEvents({ ...order, file }, needs);
}

/** One line for one import, of how much changed; none where nothing did. */
function auditLine(plan: EventPlan, { by, audited }: EventImport): EventChange["audit"] {
  if (by === null) return null;
  const { entries, gone } = plan.change;
  if (audited !== undefined)
    return entries.length + gone.length === 0 ? null : { ...by, ...audited, before: null };
  if (plan.items.length === 0) return null;
  return {
    ...by,
    action: "events-imported",
    subject: `events:${plan.change.label}`,
    cluster: plan.cluster,
    before: null,
    after: countFates(plan),
  };
}

export function countFates({ items }: EventPlan): Readonly<Partial<Record<PlannedFate, number>>> {
  const counts: Partial<Record<PlannedFate, number>> = {};
  for (const { fate } of items) counts[fate] = (counts[fate] ?? 0) + 1;
  return counts;
}
