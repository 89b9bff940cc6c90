import type { Reply } from "../../chat/reply.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Readership } from "../../shared/audience.ts";
import type { Asked, MessageKind } from "./next-message.ts";

/** Which date of which event, whenever it takes place; `original` as `event_occurrence` has it. */
export interface DateKey {
  readonly eventId: string;
  readonly original: string;
}

/** A date that may be shown; `gone` when its event no longer has it, for whatever reason. */
export type DateFound =
  | { readonly kind: "date"; readonly event: FoundEvent; readonly key: DateKey }
  | { readonly kind: "gone"; readonly event: Pick<FoundEvent, "title" | "clusterName" | "url"> };

/** `workspace`: where it was asked, which says what the account may read; null in a direct message on Discord. */
export interface NewReminder extends Asked {
  readonly reference: string;
  readonly workspace: string | null;
  readonly key: DateKey;
  readonly dueAt: Date;
}

export type Added =
  | { readonly kind: "added" | "already"; readonly id: string }
  /** The account has as many as one may have. */
  | { readonly kind: "too-many" };

/** A reminder somebody asked for, as they see it. */
export interface ListedReminder {
  readonly id: string;
  readonly event: FoundEvent;
  /** The last message could not be delivered. */
  readonly isRefused: boolean;
}

/** A message written down before it is sent; `startsAt` is the start it speaks of, in ISO 8601. */
export interface SendingReminder {
  readonly message: MessageKind;
  readonly startsAt: string;
  readonly reply: Reply;
}

/** A reminder this process works on. */
export interface ClaimedReminder extends Omit<NewReminder, "key">, DateKey {
  readonly id: string;
  /** What may have been sent, since when. */
  readonly sending: (SendingReminder & { readonly since: Date }) | null;
}

export type ReminderOutcome = "sent" | "refused" | "uncertain" | "withheld" | "missed";

/** What is known once a message has ended, or has turned out not to be sent; `dueAt` is null when nothing more comes. */
export interface Settled extends Asked {
  readonly dueAt: Date | null;
  readonly outcome: ReminderOutcome | null;
  readonly at: Date;
}

/**
 * Reminders people asked for. Any number of processes may work on them: what one has claimed the others pass over until
 * its lease ends. Due times are compared with the time given, leases with the database's clock. Every method throws
 * BotError DATABASE_UNAVAILABLE.
 */
export interface ReminderStore {
  /** A date as its card's button names it, if these readers may see it. */
  dateById(occurrenceId: string, readership: Readership): Promise<DateFound | null>;
  /** Null when these readers may not see it, or it was withdrawn. */
  dateOf(key: DateKey, readership: Readership): Promise<DateFound | null>;
  add(reminder: NewReminder): Promise<Added>;
  /** What an account is still to be reminded of and these readers may see, by start. */
  ofAccount(reference: string, readership: Readership): Promise<readonly ListedReminder[]>;
  /** False when the account has no such reminder. */
  stop(reference: string, id: string): Promise<boolean>;
  /** Those due at `now` for accounts on these platforms, at most `limit`, the longest due first. */
  claim(due: {
    readonly platforms: readonly string[];
    readonly now: Date;
    readonly limit: number;
  }): Promise<readonly ClaimedReminder[]>;
  /** Writes a message down before it is sent. False when it is no longer to be: stopped, erased, taken over. */
  begin(claimed: ClaimedReminder, sending: SendingReminder, since: Date): Promise<boolean>;
  /** Gives it back until `dueAt`; `doubtSince` when the message in hand may have been shown. */
  postpone(claimed: ClaimedReminder, dueAt: Date, doubtSince: Date | null): Promise<void>;
  /** Gives it back with what is known now. What changed the date meanwhile is looked at all the same. */
  settle(claimed: ClaimedReminder, settled: Settled): Promise<void>;
}
