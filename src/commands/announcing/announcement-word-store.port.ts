import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { RunProgress } from "../../announcing/run-progress.port.ts";
import type { NewNotice } from "../../notices/notice.ts";

/**
 * What people are to be told, written down with what causes it.
 *
 * - `approve`: an announcement, `about`, waits for approval; `part` is its revision.
 * - `status`: deliveries of a run, `about`, have ended, or are to be corrected or taken back.
 * - `returned`: an announcement, `about`, is a draft again: `part` is `refuse` or `expire` with its revision.
 * - `regions`: deliveries of an announcement, `about`, wait for a region's yes, or can be left out there; `part` is its
 *   revision, or the run.
 * - `late`: deliveries of a run, `about`, were not sent in time.
 * - `held-back`: deliveries of a run, `about`, were not sent, since their event was cancelled or moved.
 * - `away`: nobody delivered anything for a while, an outage, `about`; `part` is when, and where.
 * - `stopped`: all announcements were stopped, at `part`, or go on again; `about` is nothing in particular.
 * - `troubled`: a workspace, `about`, refuses the bot; `part` is the day, since once a day is enough.
 */
export interface Word {
  readonly kind:
    | "approve"
    | "returned"
    | "regions"
    | "status"
    | "late"
    | "held-back"
    | "away"
    | "stopped"
    | "troubled";
  readonly about: string;
  readonly part: string;
}

export interface ClaimedWord extends Word {
  readonly revision: number;
}

export interface TroubledWorkspace {
  readonly name: string;
  readonly cluster: string | null;
  /** poster.port.ts, RefusalReason. */
  readonly reason: string;
}

/** While nobody delivered anything on these platforms, and what has become of what was to be sent by then. */
export interface Away {
  readonly since: Date;
  readonly until: Date;
  readonly platforms: readonly string[];
  readonly announcements: number;
  /** `done` is what was posted, whatever became of it later. */
  readonly counts: readonly {
    readonly state: DeliveryShown["state"] | "held-back";
    readonly count: number;
  }[];
}

/** Any number of processes may make notices of what is written down. Throws BotError DATABASE_UNAVAILABLE. */
export interface AnnouncementWordStore {
  /** The longest waiting first; the others pass them over until a lease ends. */
  claim(limit: number): Promise<readonly ClaimedWord[]>;
  /** Writes the notices down and the word off, at once; a word that was written again meanwhile stays. */
  tell(word: ClaimedWord, notices: readonly NewNotice[], now: Date): Promise<void>;
  /** Writes notices down that no word caused. */
  put(notices: readonly NewNotice[], now: Date): Promise<void>;
  /** Null when there is no such run any more. */
  progress(run: string, now: Date): Promise<RunProgress | null>;
  /** Of the word `away`. */
  away(word: Word): Promise<Away>;
  /** Null when it takes the bot's messages again. */
  troubled(workspace: string): Promise<TroubledWorkspace | null>;
}
