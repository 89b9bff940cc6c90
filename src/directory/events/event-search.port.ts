import type { Readership, Restricted } from "../../shared/audience.ts";

/** When something takes place, as its calendar states it. */
export type EventTime =
  /** Days, `2026-12-03`; `lastDay` is included. */
  | { readonly kind: "allDay"; readonly day: string; readonly lastDay: string }
  /** Wall times, `2026-12-03T18:30:00`, in a zone of the IANA database, and the instants they are, in ISO 8601. */
  | {
      readonly kind: "timed";
      readonly wallTime: string;
      readonly endWallTime: string | null;
      readonly zone: string;
      readonly startsAt: string;
      readonly endsAt: string | null;
      /** The calendar names no zone, so Europe/London was assumed. */
      readonly isFloating: boolean;
    };

export type EventStatus = "scheduled" | "moved" | "cancelled" | "sold out";

/** Who tells of an event. */
export interface EventOrigin {
  readonly label: string;
  readonly url: string | null;
  /** When it was last found there. */
  readonly lastSeenAt: Date;
}

/** One occurrence of an event. What is not known is null. */
export interface FoundEvent extends Restricted {
  readonly eventId: string;
  readonly occurrenceId: string;
  /** Of every source that tells of it. */
  readonly uids: readonly string[];
  readonly clusterId: string;
  readonly clusterName: string;
  readonly title: string;
  readonly summary: string | null;
  readonly organiser: string | null;
  readonly time: EventTime;
  readonly venue: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly onlineUrl: string | null;
  readonly url: string | null;
  readonly price: string | null;
  readonly isFree: boolean | null;
  readonly tags: readonly string[];
  /** Ids of places, from the town up. */
  readonly places: readonly string[];
  readonly status: EventStatus;
  /** When it was to be before it was moved, where that is known. */
  readonly movedFrom: EventTime | null;
  /** One of several, by a rule or by dates. */
  readonly isSeries: boolean;
  readonly isSample: boolean;
  readonly sources: readonly EventOrigin[];
}

/** What is asked for; null asks nothing of that kind. */
export interface EventFilter {
  /** What overlaps it, from `from` to before `until`. */
  readonly window: { readonly from: Date; readonly until: Date } | null;
  readonly clusters: readonly string[] | null;
  /** One of these. */
  readonly places: readonly string[] | null;
  /** Terms (shared/terms.ts), looked for in title, tags, summary, organiser and venue; none asks nothing. */
  readonly words: readonly string[];
  readonly match: "all" | "any";
  readonly isOnline: boolean | null;
  readonly isFree: boolean | null;
  readonly limit: number;
}

/** What may be named to these readers. */
export interface EventTitle {
  readonly eventId: string;
  readonly title: string;
  /** Of the title, in its order. */
  readonly terms: readonly string[];
}

/**
 * Events by when they are; what the readers may not read is not there for them. Cancelled ones are found too. Every
 * method throws BotError DATABASE_UNAVAILABLE.
 */
export interface EventSearch {
  /** By start, `limit` of them, and how many there are. */
  find(
    filter: EventFilter,
    readership: Readership,
  ): Promise<{ readonly events: readonly FoundEvent[]; readonly total: number }>;
  /** The first that has not ended at `after` and was not cancelled; the filter's window is passed over. */
  next(filter: EventFilter, after: Date, readership: Readership): Promise<FoundEvent | null>;
  /** The last that had ended by `before` and was not cancelled; the filter's window is passed over. */
  last(filter: EventFilter, before: Date, readership: Readership): Promise<FoundEvent | null>;
  /** To recognise an event in a question, typos and all. The next and the latest 5,000 at most. */
  titles(readership: Readership): Promise<readonly EventTitle[]>;
}
