import type { DeliveryShown } from "./announcement-store.port.ts";

/** Deliveries of a run that stand alike; `isToCome`: promised for later; `isGone`: is-gone.ts. */
export interface RunCount extends Pick<DeliveryShown, "goal" | "state"> {
  readonly isToCome: boolean;
  readonly isGone: boolean;
  /** Late, and not for the time: its event was cancelled or moved. */
  readonly isHeldBack: boolean;
  readonly count: number;
}

/** How far a run got. */
export interface RunProgress {
  readonly announcement: string;
  readonly counts: readonly RunCount[];
  /** When the next of what is to come is promised, and by which clock. */
  readonly next: { readonly at: Date; readonly zone: string } | null;
  /** No later run of the same announcement is anywhere. */
  readonly isNewest: boolean;
  /** When the last of those that were refused or are unconfirmed ended, and of those that are late. */
  readonly troubledAt: Date | null;
  readonly lateAt: Date | null;
  readonly heldBackAt: Date | null;
}
