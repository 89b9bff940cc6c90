import type { AuditLine } from "../../people/audit.port.ts";
import type { Restricted } from "../../shared/audience.ts";
import type { EventStatus, EventTime } from "./event-search.port.ts";
import type { EventFacts, EventSeries, EventSpan, StatedEvent } from "./stated-event.ts";

export interface EventsCluster {
  readonly id: string;
  readonly region: string | null;
  readonly isFederation: boolean;
}

/** What is kept of an entry of one source, as much as tells whether it changed. */
export interface KeptEntry {
  readonly entryKey: string;
  readonly eventId: string;
  readonly fingerprint: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly isGone: boolean;
}

export interface KeptSource {
  readonly sourceKey: string;
  readonly entryKey: string;
  readonly changedAt: Date;
  readonly isGone: boolean;
  readonly stated: StatedEvent;
}

/** An event with all of its sources. */
export interface KeptEvent {
  readonly id: string;
  readonly clusterId: string;
  readonly sequence: number;
  readonly series: EventSeries;
  readonly movedFrom: EventSpan | null;
  readonly isWithdrawn: boolean;
  /** None of its dates ends later than now. */
  readonly isOver: boolean;
  readonly sources: readonly KeptSource[];
}

/** Which events are wanted: these, and those a source of which has one of the marks. */
export interface EventsWanted {
  readonly eventIds: readonly string[];
  readonly uids: readonly string[];
  readonly canonicalUrls: readonly string[];
  readonly likenesses: readonly string[];
}

/** What one source says now, to be kept. */
export interface EntryToKeep {
  readonly entryKey: string;
  readonly eventId: string;
  readonly fingerprint: string;
  readonly canonicalUrl: string | null;
  readonly likeness: string | null;
  readonly changedAt: Date;
  readonly stated: StatedEvent;
}

export interface OccurrenceToKeep {
  readonly original: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly time: EventTime;
  readonly movedFrom: EventTime | null;
  readonly status: EventStatus;
  readonly differs: Partial<EventFacts> | null;
  /** Null where they are the event's. */
  readonly places: readonly string[] | null;
  readonly terms: readonly string[] | null;
}

export interface EventToKeep extends Restricted {
  readonly id: string;
  readonly clusterId: string;
  readonly facts: EventFacts & { readonly title: string };
  readonly isFree: boolean | null;
  readonly isOnline: boolean;
  readonly isInPerson: boolean;
  readonly places: readonly string[];
  readonly terms: readonly string[];
  readonly status: EventStatus;
  readonly series: EventSeries;
  readonly isSeries: boolean;
  readonly movedFrom: EventSpan | null;
  readonly workedOutUntil: Date | null;
  readonly sequence: number;
  readonly isSample: boolean;
  readonly occurrences: readonly OccurrenceToKeep[];
}

/** All that one import changes; it is kept whole or not at all. */
export interface EventChange {
  /** Of the records it was worked out from: when they have changed since, it does not fit any more. */
  readonly revision: number;
  readonly sourceKey: string;
  readonly label: string;
  readonly at: Date;
  readonly events: readonly EventToKeep[];
  readonly withdrawn: readonly string[];
  readonly entries: readonly EntryToKeep[];
  /** Entry keys the source no longer has. */
  readonly gone: readonly string[];
  /** Entry keys that were found again as they are kept. */
  readonly seen: readonly string[];
  readonly audit: AuditLine | null;
}

/** A series whose dates are there up to some day only. */
export interface SeriesDue {
  readonly eventId: string;
  readonly revision: number;
  readonly facts: EventFacts & { readonly title: string };
  readonly series: EventSeries;
  readonly status: EventStatus;
  readonly workedOutUntil: Date;
}

export interface SeriesExtended {
  readonly eventId: string;
  /** The event as it was when its dates were worked out; one that changed since is passed over. */
  readonly revision: number;
  readonly workedOutUntil: Date;
  readonly occurrences: readonly OccurrenceToKeep[];
}

/** Keeps events. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface EventStore {
  clusters(): Promise<readonly EventsCluster[]>;
  /** Everything kept of one source, and the revision of the records. */
  entriesOf(
    sourceKey: string,
  ): Promise<{ readonly revision: number; readonly entries: readonly KeptEntry[] }>;
  /** Withdrawn ones too. Each list holds a thousand at most. */
  load(wanted: EventsWanted, now: Date): Promise<readonly KeptEvent[]>;
  /** In one transaction, with the line of the audit trail. `stale`: the records have changed since, nothing was kept. */
  apply(change: EventChange): Promise<"applied" | "stale">;
  /** Series whose dates end before `before`, by id, those after `after`. */
  seriesDue(wanted: {
    readonly before: Date;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<readonly SeriesDue[]>;
  /** Adds dates; those there already stay as they are. */
  extend(series: readonly SeriesExtended[]): Promise<void>;
}
