import type { Owner } from "./answer.ts";

/** A cluster as questions name it. */
export interface ClusterEntry {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  /** Other names and towns people use, lower case. */
  readonly nicknames: readonly string[];
  readonly isFederation: boolean;
  readonly status: string;
  readonly statusNote: string | null;
  /** Topic (events, membership, policy, general) → who owns it. */
  readonly contacts: ReadonlyMap<string, Owner>;
}

/** The clusters of the federation; small enough to be held in memory by the adapter. Throws BotError. */
export interface ClusterDirectory {
  all(): Promise<readonly ClusterEntry[]>;
}
