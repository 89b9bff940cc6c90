/** A cluster as people name it. */
export interface NamedCluster {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly nicknames: readonly string[];
  readonly isFederation: boolean;
}

/** The clusters of the federation, itself among them. Throws BotError DATABASE_UNAVAILABLE. */
export interface ClusterList {
  /** By name. */
  all(): Promise<readonly NamedCluster[]>;
  /** Ids of those that are active members: neither closed, nor unknown, nor the federation itself. */
  activeMembers(): Promise<readonly string[]>;
}
