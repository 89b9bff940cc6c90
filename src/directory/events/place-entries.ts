import { randomUUID } from "node:crypto";
import type { Restricted } from "../../shared/audience.ts";
import { isByHand } from "./added-event.ts";
import type { EntryToKeep, KeptEntry } from "./event-store.port.ts";
import { narrowestAudience } from "./narrowest-audience.ts";
import type { OpenEvent, OpenEvents, OpenSource } from "./open-events.ts";
import { isSameEvent, marksOf } from "./same-event.ts";
import type { EntryProblem, RefusedEntry, StatedEvent } from "./stated-event.ts";

/** An entry that says something else than what is kept of it. */
export interface DifferingEntry {
  readonly stated: StatedEvent;
  readonly fingerprint: string;
  readonly before: KeptEntry | undefined;
}

/** What placing entries changes, and what it has to know. */
export interface Placing {
  readonly sourceKey: string;
  readonly privateEntries: readonly string[];
  readonly now: Date;
  readonly federation: string | null;
  readonly open: OpenEvents;
  readonly toKeep: EntryToKeep[];
  readonly gone: string[];
  readonly refused: RefusedEntry[];
  /** Lines of entries by the event they belong to. */
  readonly told: Map<string, { readonly line: number; readonly isNew: boolean }>;
}

/** Puts an entry with the event it belongs to: the one it was with, one that is the same, or a new one. */
export function placeEntry(entry: DifferingEntry, placing: Placing): void {
  const { stated, before, fingerprint } = entry;
  const { entryKey, line } = stated;
  const event = findEvent(entry, placing);
  if ("kind" in event) {
    placing.refused.push({ line, title: stated.facts.title, entryKey, problem: event });
    return;
  }
  const changedAt = changedAtOf(stated, placing);
  event.sources = [
    ...withoutOwn(event, entryKey, placing),
    { sourceKey: placing.sourceKey, entryKey, stated, changedAt },
  ];
  event.isTouched = true;
  placing.told.set(event.id, { line, isNew: before === undefined || before.isGone });
  placing.toKeep.push({ entryKey, eventId: event.id, fingerprint, ...marksOf(stated), changedAt, stated });
}

/** Takes away what the source no longer has. What lies in the past stays, unless it became private. */
export function leaveEntry({ eventId, entryKey }: KeptEntry, placing: Placing): void {
  const event = placing.open.byId.get(eventId);
  if (event === undefined) return;
  if (event.isOver && !placing.privateEntries.includes(entryKey)) return;
  event.sources = withoutOwn(event, entryKey, placing);
  event.isTouched = true;
  placing.gone.push(entryKey);
}

function withoutOwn({ sources }: OpenEvent, entryKey: string, { sourceKey }: Placing): readonly OpenSource[] {
  return sources.filter((source) => source.sourceKey !== sourceKey || source.entryKey !== entryKey);
}

/** A source that says it changed in the future has its clock wrong. */
function changedAtOf({ changedAt }: StatedEvent, { now }: Placing): Date {
  const said = changedAt === null ? now : new Date(changedAt);
  return said > now ? now : said;
}

function findEvent({ stated, before }: DifferingEntry, placing: Placing): OpenEvent | EntryProblem {
  const own = before === undefined ? undefined : placing.open.byId.get(before.eventId);
  if (stated.series === null) return own ?? calledOff(stated, placing);
  if (own !== undefined && fits(stated, own, placing)) return own;
  if (own !== undefined) {
    own.sources = withoutOwn(own, stated.entryKey, placing);
    own.isTouched = true;
  }
  const joined = placing.open
    .alike(stated)
    .find((event) => event !== own && isSame(stated, event, placing) && fits(stated, event, placing));
  return joined ?? placing.open.add(randomUUID(), stated.clusterId);
}

/** Nobody calls off another cluster's events. */
function calledOff(stated: StatedEvent, { open }: Placing): OpenEvent | EntryProblem {
  const named = open
    .alike(stated)
    .filter(
      (event) => event.merged !== null && event.sources.some((source) => source.stated.uid === stated.uid),
    );
  const called = named.find(({ clusterId }) => clusterId === stated.clusterId);
  return called ?? { kind: named.length > 0 ? "other-cluster" : "not-kept" };
}

/** One source tells its own events apart: two of its entries are never one. */
function isSame(stated: StatedEvent, event: OpenEvent, placing: Placing): boolean {
  const others = withoutOwn(event, stated.entryKey, placing);
  const isTaken = others.some(
    (source) =>
      source.stated.series !== null &&
      (source.sourceKey === placing.sourceKey || isOtherDateByHand(stated, source, placing)),
  );
  return !isTaken && others.some((source) => isSameEvent(stated, source.stated));
}

/** What one cluster adds by hand is told apart by its dates: an evening every month has one title and one page. */
function isOtherDateByHand(stated: StatedEvent, other: OpenSource, { sourceKey }: Placing): boolean {
  const isOneHand = isByHand(sourceKey) && isByHand(other.sourceKey);
  const isOneCluster = other.stated.clusterId === stated.clusterId;
  return isOneHand && isOneCluster && other.stated.series?.start !== stated.series?.start;
}

/**
 * Whether somebody may read what all its sources say, this one among them. What two clusters tell is one event only when
 * it is for the same people: else one of them could hide the other's event, or show what is its members'.
 */
function fits(stated: StatedEvent, event: OpenEvent, placing: Placing): boolean {
  const others = withoutOwn(event, stated.entryKey, placing).map((source) => source.stated);
  const isForTheSame = others.every(
    (other) => other.clusterId === stated.clusterId || isSameAudience(other, stated),
  );
  return isForTheSame && narrowestAudience([stated, ...others], placing.federation) !== null;
}

function isSameAudience(left: Restricted, right: Restricted): boolean {
  return (
    left.audience === right.audience &&
    left.audienceClusters.toSorted().join(" ") === right.audienceClusters.toSorted().join(" ")
  );
}
