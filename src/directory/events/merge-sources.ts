import type { Restricted } from "../../shared/audience.ts";
import type { EventStatus } from "./event-search.port.ts";
import { narrowestAudience } from "./narrowest-audience.ts";
import { betweenClocks, onClock } from "./on-clock.ts";
import type { ChangedInstance, EventFacts, EventSeries, EventSpan, StatedEvent } from "./stated-event.ts";

/** What a source says of an event, and since when it says so. */
export interface DatedStatement {
  readonly stated: StatedEvent;
  readonly changedAt: Date;
}

/** An event as its sources have it together. */
export interface MergedEvent extends Restricted {
  readonly clusterId: string;
  readonly facts: EventFacts & { readonly title: string };
  readonly series: EventSeries;
  readonly status: EventStatus;
  /** When a single event was to be before it was moved. */
  readonly movedFrom: EventSpan | null;
  readonly isSample: boolean;
}

export interface MergeContext {
  readonly federation: string | null;
  /** The event as it was kept: whose it is, and when it was to be. */
  readonly before: Pick<MergedEvent, "clusterId" | "series" | "movedFrom"> | null;
}

/**
 * Puts together what several sources say. What the cluster says whose event it is counts before what others say of it:
 * nobody renames, moves or calls off another cluster's event. Of one cluster's sources the one that changed last counts;
 * what only one says is taken from that one; the audience is the narrowest. Null where nobody may read it, or no source says when it is.
 */
export function mergeSources(sources: readonly DatedStatement[], context: MergeContext): MergedEvent | null {
  const stated = ownNewestFirst(sources, context.before?.clusterId ?? null);
  const audience = narrowestAudience(stated, context.federation);
  const whole =
    stated.find(({ series, isPart }) => series !== null && !isPart) ??
    stated.find(({ series }) => series !== null);
  const title = first(stated, "title");
  if (audience === null || whole === undefined || whole.series === null || title === null) return null;
  const parts = stated.slice(0, stated.indexOf(whole)).filter(({ isPart }) => isPart);
  const series = withParts(whole.series, parts);
  const said =
    stated.find(({ status, clusterId }) => status !== null && clusterId === whole.clusterId)?.status ?? null;
  const movedFrom = movedFromOf(series, context.before);
  const clusters = stated.map(({ clusterId }) => clusterId);
  const kept = context.before?.clusterId;
  return {
    ...audience,
    clusterId: kept !== undefined && clusters.includes(kept) ? kept : whole.clusterId,
    facts: { ...mergeFacts(stated), title },
    series,
    status: said === null || said === "scheduled" ? (movedFrom === null ? "scheduled" : "moved") : said,
    movedFrom,
    isSample: stated.some(({ isSample }) => isSample),
  };
}

function ownNewestFirst(sources: readonly DatedStatement[], owner: string | null): readonly StatedEvent[] {
  const isOther = ({ stated }: DatedStatement): number => Number(stated.clusterId !== owner);
  return sources
    .toSorted(
      (left, right) =>
        isOther(left) - isOther(right) ||
        right.changedAt.getTime() - left.changedAt.getTime() ||
        (left.stated.entryKey < right.stated.entryKey ? -1 : 1),
    )
    .map(({ stated }) => stated);
}

function first<Key extends Exclude<keyof EventFacts, "tags">>(
  stated: readonly StatedEvent[],
  key: Key,
): string | null {
  return (
    stated.find(({ facts, isPart }) => facts[key] !== null && !isPart)?.facts[key] ??
    stated[0]?.facts[key] ??
    null
  );
}

function mergeFacts(stated: readonly StatedEvent[]): EventFacts {
  // A place is told as a whole: the venue of one source at the address of another is nowhere.
  const placed = stated.find(
    ({ facts }) => facts.venue !== null || facts.address !== null || facts.postcode !== null,
  );
  return {
    title: first(stated, "title"),
    summary: first(stated, "summary"),
    organiser: first(stated, "organiser"),
    venue: placed?.facts.venue ?? null,
    address: placed?.facts.address ?? null,
    postcode: placed?.facts.postcode ?? null,
    onlineUrl: first(stated, "onlineUrl"),
    url: first(stated, "url"),
    price: first(stated, "price"),
    tags: stated.find(({ facts }) => facts.tags.length > 0)?.facts.tags ?? [],
  };
}

/** Notices, and changes of single instances, that came after the series. */
function withParts(series: EventSeries, parts: readonly StatedEvent[]): EventSeries {
  if (parts.length === 0) return series;
  const changed = new Map(series.changed.map((one) => [one.original, one]));
  for (const part of parts.toReversed()) {
    for (const instance of instancesOf(part, series)) changed.set(instance.original, instance);
  }
  return { ...series, changed: [...changed.values()] };
}

function instancesOf(part: StatedEvent, series: EventSeries): readonly ChangedInstance[] {
  const cancelled = part.cancelled.map(({ time, isThisAndFuture }) => ({
    original: onClock(time, series),
    isThisAndFuture,
    isCancelled: true,
    isLeftOut: false,
    span: null,
    differs: null,
  }));
  const own = part.series;
  if (own === null) return cancelled;
  const move = (text: string): string => betweenClocks(text, own.zone, series);
  const changed = own.changed.map((one) => ({
    ...one,
    original: move(one.original),
    span:
      one.span === null
        ? null
        : { start: move(one.span.start), end: one.span.end === null ? null : move(one.span.end) },
  }));
  return [...cancelled, ...changed];
}

function movedFromOf(series: EventSeries, before: MergeContext["before"]): EventSpan | null {
  if (before === null || isRepeated(series) || isRepeated(before.series)) return null;
  const { movedFrom } = before;
  const { start, end, zone } = before.series;
  if (zone !== series.zone) return null;
  if (start === series.start) return movedFrom;
  return movedFrom?.start === series.start ? null : (movedFrom ?? { start, end });
}

export function isRepeated({ rules, added }: Pick<EventSeries, "rules" | "added">): boolean {
  return rules.length > 0 || added.length > 0;
}
