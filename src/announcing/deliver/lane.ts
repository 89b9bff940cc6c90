import type { DueDelivery } from "../delivery-store.port.ts";
import type { Pace } from "../poster.port.ts";
import type { Timing } from "./timing.ts";

export interface LaneNeeds {
  readonly pace: Pace;
  readonly timing: Timing;
  /** Carries one delivery out; never throws. */
  readonly carryOut: (delivery: DueDelivery, lane: Lane) => Promise<void>;
}

/** The deliveries of one workspace, in the order they came, within what the platform allows. */
export interface Lane {
  put(deliveries: readonly DueDelivery[]): void;
  /** Ids of what lies here or is under way. */
  held(): readonly string[];
  waiting(): number;
  isIdle(): boolean;
  /** Forgets what is not under way: the lane is somebody else's, or the bot stops. */
  drop(): void;
  /** Resolves when another call for this channel is allowed; it counts as made. */
  turn(channel: string): Promise<void>;
  /** Nothing is sent in the channel, or the whole lane, for a while. */
  pause(scope: "channel" | "lane", channel: string, seconds: number): void;
}

/** One lane. Each is on its own: what one has to wait for delays no other. */
export function createLane({ pace, timing, carryOut }: LaneNeeds): Lane {
  const queue: DueDelivery[] = [];
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
      const free = queue.filter(({ destination }) => !busy.has(destination.channel));
      const next = earliest(free, (delivery) => limits.readyAt(delivery.destination.channel));
      if (next === null) return;
      const wait = next.at - timing.elapsed();
      if (wait > 0) {
        stopWaiting ??= timing.after(Math.ceil(wait), wake);
        return;
      }
      queue.splice(queue.indexOf(next.item), 1);
      send(next.item);
    }
  };
  const send = (delivery: DueDelivery): void => {
    const { channel } = delivery.destination;
    limits.count(channel);
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
      queue.push(...deliveries);
      wake();
    },
    held: () => [...underWay.keys(), ...queue.map(({ id }) => id)],
    waiting: () => queue.length,
    isIdle: () => queue.length === 0 && underWay.size === 0,
    drop: () => {
      queue.length = 0;
    },
    turn: async (channel) => {
      for (;;) {
        const wait = limits.readyAt(channel) - timing.elapsed();
        if (wait <= 0) break;
        await new Promise<void>((resolve) => void timing.after(Math.ceil(wait), resolve));
      }
      limits.count(channel);
    },
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

interface Limits {
  /** When a call for this channel is allowed, in `elapsed` milliseconds. */
  readyAt(channel: string): number;
  /** A call is made now. */
  count(channel: string): void;
  /** Null: the whole lane. */
  pause(channel: string | null, milliseconds: number): void;
}

function createLimits(pace: Pace, timing: Timing): Limits {
  const channels = new Map<string, number>();
  const calls: number[] = [];
  let laneReady = 0;
  const windowReady = (): number => {
    if (pace.laneWindow === null) return 0;
    const first = calls[calls.length - pace.laneWindow.posts];
    return first === undefined ? 0 : first + pace.laneWindow.milliseconds;
  };
  return {
    readyAt: (channel) => Math.max(laneReady, channels.get(channel) ?? 0, windowReady()),
    count: (channel) => {
      const now = timing.elapsed();
      // Whoever wakes late may make up for it, or the pace would be slower than what is allowed by every delay.
      laneReady = Math.max(laneReady, now - pace.laneSpacing) + pace.laneSpacing;
      channels.set(channel, now + pace.channelSpacing);
      if (pace.laneWindow === null) return;
      calls.push(now);
      if (calls.length > pace.laneWindow.posts) calls.shift();
    },
    pause: (channel, milliseconds) => {
      const until = timing.elapsed() + milliseconds;
      if (channel === null) laneReady = Math.max(laneReady, until);
      else channels.set(channel, Math.max(channels.get(channel) ?? 0, until));
    },
  };
}
