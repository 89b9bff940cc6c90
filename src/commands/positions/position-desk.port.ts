import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import type { Identity } from "../../people/identity.ts";
import type { Clock } from "../../shared/clock.port.ts";

/** Positions that are being worked on, as commands need them; filled in wiring. */
export interface PositionDesk {
  readonly store: PositionStore;
  /** Who an account is now; null when that cannot be found out. */
  readonly identityOf: (account: string) => Promise<Identity | null>;
  /** Whoever posts calls and tallies looks at that version; never throws. */
  readonly changed: (versionId: string) => Promise<void>;
  readonly clock: Clock;
}
