/** A cluster by name. */
export interface NamedCluster {
  readonly id: string;
  readonly name: string;
}

/** The clusters of the federation, itself among them. Throws BotError DATABASE_UNAVAILABLE. */
export interface ClusterList {
  /** By name. */
  all(): Promise<readonly NamedCluster[]>;
}
