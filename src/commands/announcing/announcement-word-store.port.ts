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
 * - `stopped`: all announcements were stopped, at `part`, or go on again; `about` is nothing in particular.
 * - `troubled`: a workspace, `about`, refuses the bot; `part` is the day, since once a day is enough.
 */
export interface Word {
  readonly kind: "approve" | "returned" | "regions" | "status" | "late" | "stopped" | "troubled";
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
  /** Null when it takes the bot's messages again. */
  troubled(workspace: string): Promise<TroubledWorkspace | null>;
}
