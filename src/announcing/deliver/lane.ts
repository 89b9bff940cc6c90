import type { DueDelivery } from "../delivery-store.port.ts";
import type { Pace } from "../poster.port.ts";
import { createLimits } from "./limits.ts";
import type { Timing } from "./timing.ts";

export interface LaneNeeds {
  readonly pace: Pace;
  readonly timing: Timing;
  /** In how many milliseconds an instant comes; negative when it is over. */
  readonly until: (instant: Date) => number;
  /** Carries one delivery out; never throws. */
  readonly carryOut: (delivery: DueDelivery, lane: Lane) => Promise<void>;
}

/** The computer's clock is corrected now and then: what is begun must be due by that as well. Milliseconds. */
const clockSpread = 2;

/** The deliveries of one workspace, in the order they came, within what the platform allows. */
export interface Lane {
  put(deliveries: readonly DueDelivery[]): void;
  /** Ids of what lies here or is under way. */
  held(): readonly string[];
  waiting(): number;
  isIdle(): boolean;
  /** Forgets what is not under way: the lane is somebody else's, or the bot stops. */
  drop(): void;
  /**
   * Resolves to 0 when a call for this channel is allowed; it counts as made, until it is told as answered. When that
   * would take longer than `atMost`, resolves at once to how long. Milliseconds.
   */
  turn(channel: string, atMost: number): Promise<number>;
  answered(channel: string): void;
  /** Nothing is sent in the channel, or the whole lane, for a while. */
  pause(scope: "channel" | "lane", channel: string, seconds: number): void;
}

/** A delivery, and when it is due in `elapsed` milliseconds. */
interface Queued {
  readonly delivery: DueDelivery;
  readonly dueAt: number;
}

/** One lane. Each is on its own: what one has to wait for delays no other. */
export function createLane({ pace, timing, until, carryOut }: LaneNeeds): Lane {
  const queue: Queued[] = [];
  const underWay = new Map<string, string>();
  const busy = new Set<string>();
  const limits = createLimits(pace, timing);
  let stopWaiting: (() => void) | null = null;

  const wake = (): void => {
    stopWaiting?.();
    stopWaiting = null;
    sendNext();
  };
  /** Sends all that may be sent now, and comes back when the next may. */
  const sendNext = (): void => {
    for (;;) {
      if (queue.length === 0 || underWay.size >= pace.atOnce) return;
      const free = queue.filter(({ delivery }) => !busy.has(delivery.destination.channel));
      const next = earliest(free, ({ delivery, dueAt }) =>
        Math.max(dueAt, limits.beginAt(delivery.destination.channel)),
      );
      if (next === null) return;
      const wait = next.at - timing.elapsed();
      if (wait > 0) {
        stopWaiting ??= timing.after(Math.ceil(wait), wake);
        return;
      }
      queue.splice(queue.indexOf(next.item), 1);
      send(next.item.delivery);
    }
  };
  const send = (delivery: DueDelivery): void => {
    const { channel } = delivery.destination;
    busy.add(channel);
    underWay.set(delivery.id, channel);
    void carryOut(delivery, lane).finally(() => {
      busy.delete(channel);
      underWay.delete(delivery.id);
      wake();
    });
  };
  const lane: Lane = {
    put: (deliveries) => {
      for (const delivery of deliveries)
        queue.push({ delivery, dueAt: timing.elapsed() + until(delivery.at) + clockSpread });
      wake();
    },
    held: () => [...underWay.keys(), ...queue.map(({ delivery }) => delivery.id)],
    waiting: () => queue.length,
    isIdle: () => queue.length === 0 && underWay.size === 0,
    drop: () => {
      queue.length = 0;
    },
    turn: limits.turn,
    answered: limits.answered,
    pause: (scope, channel, seconds) => limits.pause(scope === "lane" ? null : channel, seconds * 1000),
  };
  return lane;
}

/** The first of those that come soonest. */
function earliest<Item>(
  items: readonly Item[],
  at: (item: Item) => number,
): { readonly item: Item; readonly at: number } | null {
  let found: { readonly item: Item; readonly at: number } | null = null;
  for (const item of items) {
    const time = at(item);
    if (found === null || time < found.at) found = { item, at: time };
  }
  return found;
}
