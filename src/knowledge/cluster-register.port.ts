import type { Doing } from "../shared/doing.ts";

/** A cluster as `clusters.yaml` describes it. */
export interface ClusterRecord {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  /** Other names and towns people use, lower case. */
  readonly nicknames: readonly string[];
  readonly website: string | null;
  readonly isFederation: boolean;
  /** `active`, `closed`, … in the federation's own words. */
  readonly status: string;
  readonly statusNote: string | null;
  readonly contacts: readonly ClusterContact[];
}

/** Who answers for a topic: a role, never a person's name. */
export interface ClusterContact {
  readonly topic: string;
  readonly role: string;
  readonly address: string | null;
}

/** What an import needs to know of a cluster. */
export interface KnownCluster {
  readonly id: string;
  readonly region: string | null;
  readonly isFederation: boolean;
}

/** Keeps the clusters documents may belong to. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface ClusterRegister {
  known(): Promise<readonly KnownCluster[]>;
  /**
   * Adds or updates these clusters; others stay as they are. Of a cluster's contacts those change that are said
   * otherwise than the last time: what was set up by hand meanwhile stays. Each cluster that changes is a line of the
   * audit trail, by `by`; null where one line tells of all of them.
   */
  save(clusters: readonly ClusterRecord[], by: Doing | null): Promise<void>;
}
