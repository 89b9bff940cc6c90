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

/** Events for everybody, by start; nothing that is for members or a board only. Throws BotError DATABASE_UNAVAILABLE. */
export interface PublishedEvents {
  /** What has not ended at `after`, cancelled dates included, `limit` at most; one date of an event however old. */
  published(scope: FeedScope, after: Date, limit: number): Promise<readonly PublishedEvent[]>;
  /** Tags of public events that are to come, the most usual first. */
  comingTags(after: Date, limit: number): Promise<readonly string[]>;
  /** Whether any public event there ever was has the tag; `women-in-tech` means “Women in Tech”. */
  tagNamed(key: string): Promise<string | null>;
}
