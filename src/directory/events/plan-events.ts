import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { createTurns } from "../../shared/in-turns.ts";
import type { EventChange, EventStore, EventsCluster, EventToKeep, KeptEntry } from "./event-store.port.ts";
import { eventToKeep } from "./event-to-keep.ts";
import { type MergedEvent, mergeSources } from "./merge-sources.ts";
import { loadOpenEvents, type OpenEvents } from "./open-events.ts";
import { type DifferingEntry, leaveEntry, type Placing, placeEntry } from "./place-entries.ts";
import { federationOf } from "./source-defaults.ts";
import type { RefusedEntry, StatedEvent, StatedFile } from "./stated-event.ts";
import { horizonAt } from "./work-out-occurrences.ts";

/** What becomes of an entry. `joined`: an event that was known already is told of by this source too. */
export type PlannedFate = "new" | "joined" | "changed" | "moved" | "cancelled" | "gone";

export interface PlannedItem {
  readonly fate: PlannedFate;
  /** Of the entry; null for what is gone. */
  readonly line: number | null;
  readonly title: string;
  /** When it begins, as its series has it. */
  readonly start: string | null;
}

/** What importing a file would do, and all that has to be kept for it. */
export interface EventPlan {
  readonly items: readonly PlannedItem[];
  readonly unchanged: number;
  /** Entries that are older than what is kept, by their sequence. */
  readonly older: number;
  readonly refused: readonly RefusedEntry[];
  readonly leftOut: number;
  readonly change: Omit<EventChange, "audit">;
  /** The one cluster all of it belongs to; null when there are several. */
  readonly cluster: string | null;
}

export interface PlanNeeds {
  readonly store: Pick<EventStore, "entriesOf" | "load">;
  readonly clusters: readonly EventsCluster[];
  readonly now: Date;
}

/** Compares what a file says with what is kept. Nothing is changed. Throws BotError DATABASE_UNAVAILABLE. */
export async function planEvents(file: StatedFile, sourceKey: string, needs: PlanNeeds): Promise<EventPlan> {
  const { revision, entries: kept } = await needs.store.entriesOf(sourceKey);
  const entries = new Map(kept.map((entry) => [entry.entryKey, entry]));
  const sorted = await sortEntries(file, entries);
  const gone = goneEntries(file, kept);
  const federation = federationOf(needs.clusters);
  const placing: Placing = {
    sourceKey,
    privateEntries: file.privateEntries,
    now: needs.now,
    federation,
    open: await openEvents({ differing: sorted.differing, gone }, { ...needs, federation }),
    toKeep: [],
    gone: [],
    refused: [...file.refused],
    told: new Map(),
  };
  const turn = createTurns();
  for (const entry of sorted.differing) {
    await turn();
    placeEntry(entry, placing);
  }
  for (const entry of gone) leaveEntry(entry, placing);
  const settled = await settle(placing, needs);
  const rewritten = new Set(placing.toKeep.map(({ entryKey }) => entryKey));
  return {
    ...settled.shown,
    unchanged: sorted.unchanged + settled.unchanged,
    older: sorted.older,
    refused: placing.refused,
    leftOut: file.privateEntries.length,
    change: {
      revision,
      sourceKey,
      label: file.label,
      at: needs.now,
      events: settled.events,
      withdrawn: settled.withdrawn,
      entries: placing.toKeep,
      gone: placing.gone,
      seen: file.events.filter(({ entryKey }) => !rewritten.has(entryKey)).map(({ entryKey }) => entryKey),
    },
  };
}

interface ToOpen {
  readonly differing: readonly DifferingEntry[];
  readonly gone: readonly KeptEntry[];
}

async function openEvents(
  { differing, gone }: ToOpen,
  { store, now, federation }: PlanNeeds & { readonly federation: string | null },
): Promise<OpenEvents> {
  const ids = [
    ...differing.flatMap(({ before }) => before?.eventId ?? []),
    ...gone.map(({ eventId }) => eventId),
  ];
  return loadOpenEvents(
    differing.map(({ stated }) => stated),
    { ids, store, now, federation },
  );
}

async function sortEntries(file: StatedFile, entries: ReadonlyMap<string, KeptEntry>) {
  const differing: DifferingEntry[] = [];
  let unchanged = 0;
  let older = 0;
  const turn = createTurns();
  for (const stated of file.events) {
    await turn();
    const before = entries.get(stated.entryKey);
    const fingerprint = fingerprintOf(stated);
    if (before !== undefined && !before.isGone && before.fingerprint === fingerprint) unchanged += 1;
    else if (before !== undefined && !before.isGone && isOlder(stated, before)) older += 1;
    else differing.push({ stated, fingerprint, before });
  }
  return { differing, unchanged, older };
}

/** What the source says, not when it says it nor where in the file: feeds are stamped anew each time. */
function fingerprintOf({ line: _line, changedAt: _changed, ...content }: StatedEvent): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function isOlder(stated: StatedEvent, before: KeptEntry): boolean {
  if (stated.sequence >= before.sequence) return false;
  return stated.changedAt === null || new Date(stated.changedAt) <= before.changedAt;
}

/** What is private is gone at once; the rest of what the file no longer has, unless it may be among what was not read. */
function goneEntries(file: StatedFile, kept: readonly KeptEntry[]): readonly KeptEntry[] {
  const isPrivate = new Set(file.privateEntries);
  const there = new Set([...file.events, ...file.refused].flatMap(({ entryKey }) => entryKey ?? []));
  const isWhole = !file.isIncomplete && !file.isNotice;
  return kept.filter(
    ({ entryKey, isGone }) => !isGone && (isPrivate.has(entryKey) || (isWhole && !there.has(entryKey))),
  );
}

async function settle({ federation, open, told: lines }: Placing, needs: PlanNeeds) {
  const keeping = { horizon: horizonAt(needs.now), now: needs.now, clusters: needs.clusters };
  const events: EventToKeep[] = [];
  const withdrawn: string[] = [];
  const items: PlannedItem[] = [];
  const clusters = new Set<string>();
  let unchanged = 0;
  const turn = createTurns();
  for (const event of open.byId.values()) {
    if (!event.isTouched) continue;
    await turn();
    const merged = mergeSources(event.sources, { federation, before: event.before });
    const told = lines.get(event.id);
    if (merged === null) {
      if (event.merged !== null) {
        withdrawn.push(event.id);
        items.push({ fate: "gone", line: told?.line ?? null, ...namesOf(event.merged) });
        clusters.add(event.merged.clusterId);
      }
      continue;
    }
    const isDifferent = !isDeepStrictEqual(merged, event.merged);
    if (isDifferent)
      events.push(
        eventToKeep(merged, { id: event.id, sequence: event.sequence + (event.isKept ? 1 : 0) }, keeping),
      );
    const fate = fateOf(merged, event.merged, { isDifferent, told });
    if (fate === null) unchanged += 1;
    else {
      items.push({ fate, line: told?.line ?? null, ...namesOf(merged) });
      clusters.add(merged.clusterId);
    }
  }
  const [only] = clusters;
  const cluster = clusters.size === 1 ? (only ?? null) : null;
  return { shown: { items: inOrder(items), cluster }, events, withdrawn, unchanged };
}

function namesOf({ facts, series }: MergedEvent) {
  return { title: facts.title, start: series.start };
}

interface Told {
  readonly isDifferent: boolean;
  readonly told: { readonly isNew: boolean } | undefined;
}

function fateOf(
  after: MergedEvent,
  before: MergedEvent | null,
  { isDifferent, told }: Told,
): PlannedFate | null {
  if (before === null) return "new";
  if (told === undefined) return isDifferent ? "changed" : null;
  if (!isDifferent) return told.isNew ? "joined" : null;
  if (after.status === "cancelled" && before.status !== "cancelled") return "cancelled";
  if (datesOf(after) !== datesOf(before)) return "moved";
  return told.isNew ? "joined" : "changed";
}

function datesOf({ series }: MergedEvent): string {
  const { start, end, zone, changed } = series;
  return JSON.stringify([
    start,
    end,
    zone,
    changed.filter((one) => !one.isCancelled).map(({ span }) => span),
  ]);
}

function inOrder(items: readonly PlannedItem[]): readonly PlannedItem[] {
  return items.toSorted((left, right) => (left.line ?? Infinity) - (right.line ?? Infinity) || 0);
}
