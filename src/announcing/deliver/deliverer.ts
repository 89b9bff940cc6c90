import { codeOf } from "../../shared/errors.ts";
import { type CarrierNeeds, createCarrier } from "./carrier.ts";
import { aheadMilliseconds, createHeldLanes, type HeldLanes } from "./held-lanes.ts";

export type DelivererNeeds = CarrierNeeds;

/** Carries out what the ledger promises, for as long as it runs. */
export interface Deliverer {
  start(): void;
  /** Something is due that was not before. */
  wake(): void;
  /** Begins nothing more, lets what is under way end, gives its lanes back. Never throws. */
  stop(): Promise<void>;
}

const roundMilliseconds = 1_000;
/** Lanes are renewed, and the ledger swept, so many times within a lease. */
const renewals = 5;

export function createDeliverer(needs: DelivererNeeds): Deliverer {
  const carrier = createCarrier(needs);
  const lanes = createHeldLanes(needs, carrier.carryOut);
  const upkeep = createUpkeep(needs, lanes);
  const { store, clock, timing, log } = needs;
  let isStarted = false;
  let stopping = false;
  let cancelTimer: (() => void) | null = null;
  let round: Promise<void> | null = null;
  let again = false;

  const goRound = async (): Promise<void> => {
    try {
      await upkeep();
      if (await lanes.fill()) again = true;
      await lanes.giveBackIdle();
    } catch (error) {
      log.warn("delivering-interrupted", { code: codeOf(error), error });
    }
    if (stopping) return;
    const soon = new Date(clock.now().getTime() + aheadMilliseconds);
    const next = await store.nextDue(soon).catch(() => null);
    const untilNext = next === null ? roundMilliseconds : next.getTime() - soon.getTime();
    cancelTimer = timing.after(Math.min(roundMilliseconds, Math.max(1, untilNext)), wake);
  };
  const wake = (): void => {
    // Another process may be the one that delivers.
    if (!isStarted || stopping) return;
    if (round !== null) {
      again = true;
      return;
    }
    cancelTimer?.();
    round = goRound().finally(() => {
      round = null;
      if (!again) return;
      again = false;
      wake();
    });
  };
  return {
    start: () => {
      isStarted = true;
      wake();
    },
    wake,
    stop: async () => {
      stopping = true;
      carrier.stop();
      cancelTimer?.();
      await round;
      await lanes.close();
    },
  };
}

/** Says that somebody is there, renews the leases and sweeps the ledger, five times within a lease. */
function createUpkeep(
  { store, posters, timing, clock, ended }: DelivererNeeds,
  lanes: HeldLanes,
): () => Promise<void> {
  const platforms = [...posters.keys()];
  let hasArrived = false;
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    // Before anything is sent, or what is caught up would not be known for it.
    if (!hasArrived) await store.arrive({ platforms, now: clock.now() });
    hasArrived = true;
    if (timing.elapsed() - last < store.leaseMilliseconds / renewals) return;
    last = timing.elapsed();
    await lanes.renew();
    await store.attend({ platforms, now: clock.now() });
    const swept = await store.sweep(clock.now());
    if (swept.length > 0) ended({ announcements: [], swept, troubled: [] });
  };
}
