import type { FoundEvent } from "./event-search.port.ts";
import type { FeedScope } from "./feed-scope.ts";

/** One date of a public event, as calendars subscribe to it. */
export interface PublishedEvent extends FoundEvent {
  /** Which of its dates it is, whatever became of it: the same for as long as the event is known. */
  readonly original: string;
  /** Rises when something changes that somebody who comes has to know. */
  readonly sequence: number;
  readonly changedAt: Date;
}

/** What is asked for; one date of an event is given however old it is. */
export type PublishedScope =
  | Exclude<FeedScope, { readonly kind: "tag" }>
  /** One of these, as they are written. */
  | { readonly kind: "tags"; readonly tags: readonly string[] };

/** Events for everybody; nothing that is for members or a board only. Throws BotError DATABASE_UNAVAILABLE. */
export interface PublishedEvents {
  /** What has not ended at `after`, cancelled dates included, by start, `limit` at most. */
  published(scope: PublishedScope, after: Date, limit: number): Promise<readonly PublishedEvent[]>;
  /** Every tag as it is written, and how many events that have not ended at `after` bear it; the most usual first. */
  tags(after: Date): Promise<readonly { readonly tag: string; readonly coming: number }[]>;
}
