import type { Clock } from "../../shared/clock.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { type AddedEvent, byHandKey, isByHand, keyOf, statedOf } from "./added-event.ts";
import type { EventStore, EventsCluster, EventToKeep, KeptEvent } from "./event-store.port.ts";
import { eventToKeep } from "./event-to-keep.ts";
import { importEvents, withdrawEvents } from "./import-events.ts";
import { isRepeated, type MergedEvent, mergeSources } from "./merge-sources.ts";
import type { EventPlan, PlannedFate } from "./plan-events.ts";
import { federationOf } from "./source-defaults.ts";
import type { StatedFile } from "./stated-event.ts";
import { horizonAt } from "./work-out-occurrences.ts";

/** An event added by hand, and the key it goes by. */
export interface AddedOrder {
  readonly key: string;
  readonly added: AddedEvent;
}

export interface PublishingNeeds {
  readonly store: EventStore;
  readonly clock: Clock;
}

/** What publishing would come to. */
export type AddedPlan =
  | {
      readonly kind: "planned";
      /** Whose event it changes where the cluster had added the same by hand before; else the key that was given. */
      readonly key: string;
      /** Null: nothing would change. */
      readonly fate: PlannedFate | null;
      /** The event as it would be, with what other sources say of it. */
      readonly shown: EventToKeep;
      /** The event as the records have it already; null for one that is new to them. */
      readonly known: EventToKeep | null;
      /** The same event was added by hand by the same cluster before. */
      readonly wasAddedBefore: boolean;
    }
  /** It is one date of a series that a calendar tells of: one date alone cannot take the place of all. */
  | { readonly kind: "series"; readonly known: EventToKeep }
  /** Somebody withdrew it meanwhile: a draft of a change must not bring it back. */
  | { readonly kind: "withdrawn" };

/** Compares an event with what is kept, and changes nothing. Throws BotError DATABASE_UNAVAILABLE. */
export async function planAdded(order: AddedOrder, needs: PublishingNeeds): Promise<AddedPlan> {
  const { store, clock } = needs;
  const { entries } = await store.entriesOf(byHandKey(order.key));
  if (entries.some(({ isGone }) => isGone)) return { kind: "withdrawn" };
  const plan = await importAdded(order, needs, null);
  const clusters = await store.clusters();
  // Where nothing would change: of what is kept already.
  const eventId = plan.change.entries[0]?.eventId ?? entries[0]?.eventId ?? null;
  const kept = await loadKept(eventId, needs);
  const other = keyAddedBefore(kept, order);
  if (other !== null) {
    const again = await planAdded({ ...order, key: other }, needs);
    return again.kind === "planned" ? { ...again, wasAddedBefore: true } : again;
  }
  const keeping = { horizon: horizonAt(clock.now()), now: clock.now(), clusters };
  const merged = kept === null ? null : mergedBefore(kept, clusters);
  const known =
    kept === null || merged === null ? null : eventToKeep(merged, { id: kept.id, sequence: 0 }, keeping);
  const shown = plan.change.events.find(({ id }) => id === eventId) ?? known;
  if (shown === null) throw new Error(`nothing is planned for ${byHandKey(order.key)}`);
  if (known !== null && isRepeated(known.series)) return { kind: "series", known };
  return {
    kind: "planned",
    key: order.key,
    fate: plan.items.find(({ fate }) => fate !== "gone")?.fate ?? null,
    shown,
    known,
    wasAddedBefore: false,
  };
}

/** What came of it; `fate` null: it was published like this already. */
export type AddedOutcome =
  | {
      readonly kind: "published";
      readonly key: string;
      readonly fate: PlannedFate | null;
      readonly plan: AddedPlan & { kind: "planned" };
    }
  | Exclude<AddedPlan, { kind: "planned" }>;

/** Publishes an event, all of it in one transaction with one line of the trail. Throws BotError DATABASE_UNAVAILABLE. */
export async function publishAdded(
  order: AddedOrder,
  by: Doing,
  needs: PublishingNeeds,
): Promise<AddedOutcome> {
  const plan = await planAdded(order, needs);
  if (plan.kind !== "planned") return plan;
  const { key } = plan;
  const { items } = await importAdded({ ...order, key }, needs, by);
  const fate = items.find((item) => item.fate !== "gone")?.fate ?? null;
  return { kind: "published", key, fate, plan };
}

/** `stays`: other sources tell of the event as well. `not-there`: it was withdrawn before. */
export async function withdrawAdded(
  { key, added }: AddedOrder,
  by: Doing,
  needs: PublishingNeeds,
): Promise<"withdrawn" | "stays" | "not-there"> {
  const audited = auditOf("event-withdrawn", { key, added });
  const order = { sourceKey: byHandKey(key), label: labelOf(added), by, dryRun: false, audited };
  const plan = await withdrawEvents(order, needs);
  if (plan.change.gone.length === 0) return "not-there";
  return plan.change.withdrawn.length > 0 ? "withdrawn" : "stays";
}

/** `by` null: only looks. */
function importAdded(
  { key, added }: AddedOrder,
  needs: PublishingNeeds,
  by: Doing | null,
): Promise<EventPlan> {
  const file: StatedFile = {
    label: labelOf(added),
    events: [statedOf(added, key)],
    refused: [],
    isIncomplete: false,
    isNotice: false,
    privateEntries: [],
    remarks: [],
  };
  const audited = auditOf("event-published", { key, added });
  return importEvents({ file, sourceKey: byHandKey(key), by, dryRun: by === null, audited }, needs);
}

/** Who tells of it, beside the labels of files and feeds. */
function labelOf({ clusterId }: AddedEvent): string {
  return `by hand: ${clusterId}`;
}

function auditOf(action: string, { key, added }: AddedOrder) {
  const { clusterId, audience, status, facts, start } = added;
  const after = { title: facts.title, start, audience, ...(status === null ? {} : { status }) };
  return { action, subject: `event:${key}`, cluster: clusterId, after };
}

async function loadKept(
  eventId: string | null,
  { store, clock }: PublishingNeeds,
): Promise<KeptEvent | null> {
  if (eventId === null) return null;
  const wanted = { eventIds: [eventId], uids: [], canonicalUrls: [], likenesses: [] };
  const [kept] = await store.load(wanted, clock.now());
  return kept === undefined || kept.isWithdrawn ? null : kept;
}

function mergedBefore(kept: KeptEvent, clusters: readonly EventsCluster[]): MergedEvent | null {
  const sources = kept.sources.filter(({ isGone }) => !isGone);
  return mergeSources(sources, { federation: federationOf(clusters), before: kept });
}

/** The key the same cluster added this event by before, so that it is changed and not told twice by hand. */
function keyAddedBefore(kept: KeptEvent | null, { key, added }: AddedOrder): string | null {
  const own = kept?.sources.filter(
    ({ sourceKey, isGone, stated }) => !isGone && isByHand(sourceKey) && stated.clusterId === added.clusterId,
  );
  if (own === undefined || own.some(({ sourceKey }) => sourceKey === byHandKey(key))) return null;
  return own[0] === undefined ? null : keyOf(own[0].sourceKey);
}
