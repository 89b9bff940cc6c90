import type { Doing } from "../../shared/doing.ts";
import type { AddedEvent } from "./added-event.ts";
import type { EventStatus, EventTime } from "./event-search.port.ts";

/** An event that was added by hand, as it is shown now with what other sources say of it. */
export interface KeptAdded {
  /** Finds it again; a UUID. */
  readonly key: string;
  readonly added: AddedEvent;
  /** Null where the records hold no date of it. */
  readonly time: EventTime | null;
  readonly status: EventStatus;
  readonly isOver: boolean;
  /** Other sources tell of it as well. */
  readonly isToldElsewhere: boolean;
}

export interface AddedQuery {
  /** Of these clusters only. */
  readonly clusters: readonly string[];
  /** A part of its title, in any case; empty for all events. */
  readonly words: string;
  readonly now: Date;
  readonly offset: number;
  readonly limit: number;
}

/** Events that were added by hand and not withdrawn. Each method throws BotError DATABASE_UNAVAILABLE. */
export interface AddedEvents {
  find(key: string, now: Date): Promise<KeptAdded | null>;
  /** What is to come first, by start; then what is over, the latest first. */
  list(query: AddedQuery): Promise<{ readonly total: number; readonly events: readonly KeptAdded[] }>;
}

/** An event somebody typed in and nobody has published yet, or a change of one. */
export interface EventDraft {
  readonly id: string;
  /** Key of the event it will be, or changes. */
  readonly key: string;
  readonly added: AddedEvent;
  /** It was published: nothing more becomes of it. */
  readonly isPublished: boolean;
}

/** Drafts of events, among those of documents; each lives for a day. Each method throws BotError DATABASE_UNAVAILABLE. */
export interface EventDrafts {
  /** Gives its id. */
  add(draft: Pick<EventDraft, "key" | "added">, by: Doing): Promise<string>;
  /** Null when it never was, was discarded, has expired, or is none of an event. */
  find(id: string): Promise<EventDraft | null>;
  /** False when it is gone or was published. */
  save(id: string, added: AddedEvent): Promise<boolean>;
  /** False when it is gone or was published. */
  discard(id: string): Promise<boolean>;
  /** It was published as the event of this key. */
  finish(id: string): Promise<void>;
}
