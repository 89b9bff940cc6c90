import type { Doing } from "../shared/doing.ts";
import type { SourceVersion, WatchedSource } from "./watched-source.ts";

export type NewWatchedSource = Pick<
  WatchedSource,
  "clusterId" | "kind" | "address" | "audience" | "documentKind" | "everyHours"
>;

/** `taken`: somebody has this address read already; nothing was changed. */
export type WatchedAdded =
  | { readonly kind: "added"; readonly source: WatchedSource }
  | { readonly kind: "taken"; readonly source: WatchedSource };

export interface WatchedRecord {
  readonly sentence: string;
  readonly failed: boolean;
  readonly nextInMinutes: number;
  /** Null leaves what is known of it. */
  readonly version: SourceVersion | null;
}

/** What is read again by itself. Each method throws BotError DATABASE_UNAVAILABLE. */
export interface WatchedStore {
  /** Of these clusters, or of all when null; by cluster and address. */
  all(clusters: readonly string[] | null): Promise<readonly WatchedSource[]>;
  find(id: string): Promise<WatchedSource | null>;
  /** With its line in the audit trail. It is due at once. */
  add(source: NewWatchedSource, acting: Doing): Promise<WatchedAdded>;
  /** With its line in the audit trail; documents read from it stay. False when it is not there any more. */
  remove(id: string, acting: Doing): Promise<boolean>;
  /**
   * The one that is due for longest, leased to the caller for `leaseMinutes`: nobody else gets it meanwhile, and
   * whoever comes after that does. Null when none is due.
   */
  claimDue(leaseMinutes: number): Promise<WatchedSource | null>;
  /** Makes every source of these ids due now. */
  makeDue(ids: readonly string[]): Promise<void>;
  /** What came of a reading; ends the lease. `lastReadAt` is that of the last reading that did not fail. */
  record(id: string, outcome: WatchedRecord): Promise<void>;
}
