import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Doing } from "../shared/doing.ts";
import type { AboutEvent, KnownDate } from "./about-event.ts";
import type { Announcement, AnnouncementState, Correction, Move, OfPosition } from "./announcement.ts";
import type { Aim } from "./choose-destinations.ts";
import type { DeliveryGoal } from "./delivery-store.port.ts";
import type { Digest } from "./digest.ts";
import type { Destination, Receipt } from "./poster.port.ts";
import type { RunProgress } from "./run-progress.port.ts";
import type { Schedule } from "./schedule.ts";

export interface NewAnnouncement {
  readonly cluster: string;
  /** Account (chat/reference.ts). */
  readonly author: string;
  readonly content: AnnouncementContent;
  readonly aim: Aim;
  readonly schedule: Schedule;
  readonly digest: Digest | null;
  /** Id of the event it is about. */
  readonly event: string | null;
  /** Which date of it, as its author knew it. */
  readonly eventKnown?: KnownDate | undefined;
  /** Absent: it is no position's. */
  readonly position?: OfPosition;
  /** Id of what repeats and has run, whose place it is to take. Absent: it takes no other's. */
  readonly replaces?: string | null;
  readonly lateMinutes: number;
}

/** What becomes of an announcement whose place another takes. */
export interface Replacing {
  readonly id: string;
  readonly revision: number;
  /** `2026-12-01`: of its runs those of later days are left out. */
  readonly lastDay: string;
  /** With its end; null where it goes on no more anyway. */
  readonly schedule: Schedule | null;
}

/** A delivery to be made; `isHeld` for the region's own approval, `skipped` when the region wants none. */
export interface NewDelivery {
  readonly workspaceId: string;
  /** Of the workspace as it was planned for; absent where what it agrees to does not count. */
  readonly workspaceRevision?: number;
  readonly channel: string;
  /** As the platform calls it; empty where that is not known. */
  readonly channelName: string;
  readonly lane: string;
  readonly dueAt: Date;
  readonly kind: "goes" | "held" | "skipped";
  /** Why it is held or skipped, or goes at another time: announcing/consent.ts. */
  readonly notes: readonly unknown[];
}

export interface NewRun {
  /** Wall time by the schedule, or `now`. */
  readonly slot: string;
  readonly deliveries: readonly NewDelivery[];
}

/** What is changed; what is left out stays. */
export interface AnnouncementChange {
  readonly author?: string;
  readonly state?: AnnouncementState;
  readonly isPaused?: boolean;
  readonly content?: AnnouncementContent;
  readonly proposed?: Correction | null;
  readonly aim?: Aim;
  readonly schedule?: Schedule;
  readonly digest?: Digest | null;
  readonly lateMinutes?: number;
  readonly fingerprint?: string | null;
  readonly expiresAt?: Date | null;
  /** Runs that are not there yet, and until when all are; null for all there will ever be. */
  readonly runs?: { readonly made: readonly NewRun[]; readonly until: Date | null };
  readonly approval?: {
    readonly kind: "approved" | "refused";
    readonly fingerprint: string;
    readonly account: string;
  };
  /**
   * What becomes of its deliveries: `cancel` those that nothing was tried of, `recall` those that are there as well,
   * `edit` those that are there; `reword` those to come only, whose regions say yes again; `unmake` runs and deliveries, of which nothing was tried yet.
   */
  readonly deliveries?: "cancel" | "recall" | "edit" | "reword" | "unmake";
  /** Whose place it takes: ended in the same transaction, or nothing at all is saved. */
  readonly replacing?: Replacing;
  /** Clusters it is not for any more: what is there in their workspaces is taken back. */
  readonly leaves?: readonly string[];
  /** Skips, or takes up again, one run of which nothing was tried. */
  readonly skip?: { readonly slot: string; readonly isSkipped: boolean };
}

export interface ChangeExpectation {
  readonly revision: number;
  readonly move: Move | "make-runs" | "tally";
  readonly by: Doing;
  readonly now: Date;
}

/** A delivery as people are shown it. */
export interface DeliveryShown {
  readonly id: string;
  readonly announcement: string;
  /** The announcement's, without the A. */
  readonly number: number;
  readonly slot: string;
  readonly isRunSkipped: boolean;
  readonly destination: Destination;
  readonly workspaceName: string;
  readonly channelName: string;
  readonly cluster: string | null;
  /** Whether somebody there has to let through what it gets. */
  readonly approvesForItself: boolean;
  readonly zone: string;
  readonly dueAt: Date;
  readonly goal: DeliveryGoal;
  readonly state: "waiting" | "held" | "sending" | "done" | "refused" | "unconfirmed" | "late" | "skipped";
  readonly reason: string | null;
  readonly notes: readonly unknown[];
  readonly receipts: readonly Receipt[];
  readonly contentRevision: number;
  readonly finishedAt: Date | null;
}

/**
 * What somebody decided on deliveries: `there` of unconfirmed ones, `again` of unconfirmed, refused and late ones,
 * `leave` of held, late, refused and unconfirmed ones, `release` of held ones, `veto` of those that are to come to people
 * who want them left out where they are.
 */
export type Settlement = "there" | "again" | "leave" | "release" | "veto";

export interface PromisedOnDay {
  readonly workspaceId: string;
  /** `2026-12-01`, on the clock there. */
  readonly day: string;
  readonly count: number;
}

/** A message of an announcement, to be asked about. */
export interface AnnouncementAsked {
  readonly announcement: Announcement;
  readonly clusterName: string;
  /** What a digest was filled with there; null for what is none. */
  readonly filled: string | null;
  /** Where the message is seen; null where that is not known. */
  readonly link: string | null;
  readonly postedAt: Date;
}

/**
 * Announcements as those who write and approve them see them. Throws BotError DATABASE_UNAVAILABLE. None is kept that
 * would reach people who may not hear of the event it is about: that is an error of whoever asks for it.
 */
export interface AnnouncementStore {
  create(made: NewAnnouncement, by: Doing): Promise<Announcement>;
  /** By what people call it, without the A. */
  find(number: number): Promise<Announcement | null>;
  byId(id: string): Promise<Announcement | null>;
  /** Newest first; of these clusters only, or of all when null. */
  list(asked: {
    readonly clusters: readonly string[] | null;
    readonly limit: number;
  }): Promise<readonly Announcement[]>;
  /**
   * Null: somebody changed it since `revision`, or a workspace since runs were planned for it; nothing was saved. A line
   * of the audit trail, without texts, comes with it.
   */
  save(id: string, change: AnnouncementChange, expected: ChangeExpectation): Promise<Announcement | null>;
  /** The announcement that is that to a position's version; null when there is none yet. */
  ofPosition(position: OfPosition): Promise<Announcement | null>;
  /** In the order of their promise. */
  deliveries(id: string): Promise<readonly DeliveryShown[]>;
  delivery(id: string): Promise<DeliveryShown | null>;
  /** What comes to the workspaces of these clusters from others: held there, or to be posted unless they say no. */
  fromOthers(clusters: readonly string[] | null): Promise<readonly DeliveryShown[]>;
  /** Runs of announcements of these clusters, or of all when null, of which something is being sent, or due to be. */
  underWay(clusters: readonly string[] | null, now: Date): Promise<readonly RunProgress[]>;
  /** How many of these deliveries it was right for. */
  settle(
    deliveries: readonly string[],
    settlement: Settlement,
    by: { readonly doing: Doing; readonly now: Date },
  ): Promise<number>;
  /** How many announcements of others each workspace gets on each day there from then on, but for one; for its daily cap. */
  promisedByDay(from: Date, without?: string): Promise<readonly PromisedOnDay[]>;
  /** Approved ones whose runs are made until before this. */
  toMake(before: Date, limit: number): Promise<readonly Announcement[]>;
  /** What has waited for approval since before this, corrections among it. */
  awaitingApproval(before: Date): Promise<readonly Announcement[]>;
  /** Requests for approval whose time is over, those of corrections among them. */
  expired(now: Date, limit: number): Promise<readonly Announcement[]>;
  /** Null when nothing is stopped. */
  stoppedBy(): Promise<{ readonly account: string; readonly at: Date } | null>;
  stop(by: Doing): Promise<void>;
  /** What became due meanwhile is late and asked about: how many. */
  resume(by: Doing, now: Date): Promise<number>;
  /** Who may hear of an event, and how it knows that date of it, by its id, now; null when it is not there. */
  aboutEvent(event: string, occurrence?: string): Promise<AboutEvent | null>;
  /** The announcement a message is a part of; null when it is none, or is being taken back. */
  ofMessage(place: Destination & { readonly message: string }): Promise<AnnouncementAsked | null>;
}
