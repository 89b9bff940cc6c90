import type { NewRun } from "./announcement-store.port.ts";
import type { TakeOver } from "./replacing.ts";

/** What approval is asked for and given to, and what comes of it. */
export interface Promised {
  readonly fingerprint: string;
  readonly runs: readonly NewRun[];
  /** Until when runs are made; null for all there will ever be. */
  readonly until: Date | null;
  /** When the first of them is due; null when nothing would go out. */
  readonly firstDue: Date | null;
  /** Of what repeats the next few times that are further ahead than its runs are made. */
  readonly later: () => readonly NewRun[];
  /** Whether something stands against it: nothing would go out, its time is past. */
  readonly isPossible: boolean;
  /** What it does to the announcement whose place it takes; null for what takes no other's. */
  readonly takeOver: TakeOver | null;
}
