import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Audience } from "../shared/audience.ts";
import type { Digest } from "./digest.ts";
import type { Destination, Receipt, RefusalReason } from "./poster.port.ts";

export type DeliveryGoal = "post" | "edit" | "recall";

/** A delivery whose time has come. */
export interface DueDelivery {
  readonly id: string;
  readonly lane: string;
  readonly destination: Destination;
  /** When it is to be sent. */
  readonly at: Date;
}

/**
 * A delivery that is this process's to attempt now: `state` is `sending`. `doubtSince`: an earlier attempt at the next
 * part may have been shown since then.
 */
export interface BegunDelivery extends Omit<DueDelivery, "at"> {
  readonly goal: DeliveryGoal;
  readonly announcement: string;
  /** The content to show has this revision; `contentOf` gives it. */
  readonly contentRevision: number;
  /** The same, or the older one that an attempt before this had begun to show. */
  readonly attemptedRevision: number;
  /**
   * Nothing new is posted: only what is in doubt is found out. `not-now`: it is paused, too late by now, or would reach
   * too far; what turns out not to be there waits, as if it had never been tried.
   */
  readonly over: "cancelled" | "recalled" | "not-now" | null;
  readonly receipts: readonly Receipt[];
  /** Parts of an edit or recall that are done. */
  readonly part: number;
  readonly doubtSince: Date | null;
  /** What a digest was filled with there for an earlier attempt; null when it was not yet, or is none. */
  readonly filled: string | null;
  /** Whom it notifies may be notified there: its channel is set up for that, and its author had the right. */
  readonly mayMention: boolean;
  /** What has changed since it was approved, so that nothing new is posted there; null for nothing. */
  readonly leaveOut: LeaveOutReason | null;
}

/** What a delivery shows: the announcement's content, and whose it is. */
export interface ContentToShow {
  readonly content: AnnouncementContent;
  readonly digest: Digest | null;
  readonly clusterName: string;
  readonly number: number;
  readonly audience: Audience;
}

/**
 * Why a delivery is left out once its time has come: its digest would be empty, its event is for fewer people now; the
 * channel is not set up for it any more, or seen by more people; the workspace wants nothing on that topic any more.
 */
export type LeaveOutReason = "nothing-on" | "event-narrower" | "not-for-channel" | "topic-opted-out";

/**
 * How an attempt ended.
 *
 * - `done`: as wanted.
 * - `part`: one part is there, or changed, the next is attempted right away: `sending` goes on, without a doubt, if the
 *   store says so.
 * - `wait`: to be tried again at `at`.
 * - `refused`, `unconfirmed`: as docs/announcements.md says; `isLast` when no part comes after the one in doubt.
 * - `skipped`: left out, or it was cancelled or recalled and is not there.
 * - `circuit`: the workspace refuses the bot itself: nothing is tried there until `at`.
 */
export type DeliveryEnd =
  | { readonly kind: "done"; readonly receipts: readonly Receipt[]; readonly contentRevision: number }
  | { readonly kind: "part"; readonly receipts: readonly Receipt[]; readonly part: number }
  | { readonly kind: "wait"; readonly at: Date; readonly doubtSince: Date | null }
  | {
      readonly kind: "refused";
      readonly reason: RefusalReason | "said-to-be-there" | "too-many-parts";
      readonly receipts: readonly Receipt[];
    }
  | { readonly kind: "unconfirmed"; readonly receipts: readonly Receipt[]; readonly isLast: boolean }
  | { readonly kind: "skipped"; readonly reason: LeaveOutReason | "cancelled" | "recalled" }
  | { readonly kind: "circuit"; readonly at: Date; readonly reason: RefusalReason };

export interface DeliveryOutcome {
  readonly id: string;
  readonly end: DeliveryEnd;
}

/** What came to nothing before anything was tried, so that people can be told. */
export interface Swept {
  readonly announcement: string;
  readonly run: string;
  readonly kind: "late" | "held-back" | "refused";
  readonly count: number;
}

/** Who looks after deliveries, and when. */
export interface Attendance {
  readonly platforms: readonly string[];
  readonly now: Date;
}

/**
 * The ledger, as whoever delivers sees it. A process works on a lane only while it holds the lease. Throws BotError
 * DATABASE_UNAVAILABLE.
 */
export interface DeliveryStore {
  /** How long a lane stays this process's without being renewed. */
  readonly leaseMilliseconds: number;
  /**
   * Takes lanes that have something due and that nobody holds. What another process left in the middle there is waiting
   * again, with the doubt kept. None of `except`: attempts of this process may still be under way there.
   */
  takeLanes(asked: {
    readonly now: Date;
    readonly limit: number;
    readonly except: readonly string[];
    /** Only lanes of these: another process may be the one that posts on the others. */
    readonly platforms: readonly string[];
  }): Promise<readonly string[]>;
  /** Those that are still this process's; each for another `leaseMilliseconds`. */
  renewLanes(lanes: readonly string[]): Promise<readonly string[]>;
  leaveLanes(lanes: readonly string[]): Promise<void>;
  /** What is due in these lanes, in the order of its promise, `limit` in each; without those in `held`. */
  due(asked: {
    readonly lanes: readonly string[];
    readonly now: Date;
    readonly limit: number;
    readonly held: readonly string[];
  }): Promise<readonly DueDelivery[]>;
  /** When the next delivery is due at the latest; null when none is. */
  nextDue(now: Date): Promise<Date | null>;
  /** Those of these that may be attempted now, marked so before anything is sent. */
  begin(ids: readonly string[], now: Date): Promise<readonly BegunDelivery[]>;
  /** Those that go on with their next part; not what was stopped, recalled or taken by another process meanwhile. */
  record(outcomes: readonly DeliveryOutcome[], now: Date): Promise<readonly string[]>;
  contentOf(announcement: string, contentRevision: number): Promise<ContentToShow | null>;
  /** Keeps what a digest is filled with, before it is attempted; what is kept already stays, and is given back. */
  keepFilled(id: string, filled: string): Promise<string>;
  /**
   * Marks what is held back since its event has changed, what is later than it may be, what a newer run of the same has overtaken, what lies in workspaces the bot is no
   * longer in, and holds what lies in those that approve for themselves by now; and finishes announcements of which nothing is left to send.
   */
  sweep(now: Date): Promise<readonly Swept[]>;
  /**
   * Says that from now on somebody looks after the deliveries of these platforms. Where nobody did for a minute or more,
   * and something was to be sent meanwhile, that is written down to be told.
   */
  arrive(here: Attendance): Promise<void>;
  /** Says it again, every few seconds. */
  attend(here: Attendance): Promise<void>;
}
