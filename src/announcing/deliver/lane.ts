import type { DueDelivery } from "../delivery-store.port.ts";
import type { Pace } from "../poster.port.ts";
import type { Timing } from "./timing.ts";

export interface LaneNeeds {
  readonly pace: Pace;
  readonly timing: Timing;
  /** In how many milliseconds an instant comes; negative when it is over. */
  readonly until: (instant: Date) => number;
  /** Carries one delivery out; never throws. */
  readonly carryOut: (delivery: DueDelivery, lane: Lane) => Promise<void>;
}

/** What waits for a window only is begun a little before, so that it can be sent at once then. Milliseconds. */
const beginsBefore = 300;

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
    turn: async (channel, atMost) => {
      for (;;) {
        const wait = limits.readyAt(channel) - timing.elapsed();
        if (wait > atMost) return wait;
        if (wait <= 0) break;
        await new Promise<void>((resolve) => void timing.after(Math.ceil(wait), resolve));
      }
      limits.count(channel);
      return 0;
    },
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

interface Limits {
  /** When it is worth beginning a delivery to this channel, in `elapsed` milliseconds: its turn comes soon after. */
  beginAt(channel: string): number;
  /** When a call for this channel is allowed. */
  readyAt(channel: string): number;
  /** A call is made now. */
  count(channel: string): void;
  answered(channel: string): void;
  /** Null: the whole lane. */
  pause(channel: string | null, milliseconds: number): void;
}

/**
 * The platform counts a call some time between its being made and its being answered; counted from the answer, calls are
 * never closer together there than here, however long each takes on its way.
 */
function createLimits(pace: Pace, timing: Timing): Limits {
  const channels = new Map<string, number>();
  const underWay = new Set<string>();
  /** When the last calls were answered. */
  const answers: number[] = [];
  let pausedUntil = 0;
  let laneReady = 0;
  const windowReady = (): number => {
    if (pace.laneWindow === null) return 0;
    const first = answers[answers.length - pace.laneWindow.posts + underWay.size];
    return first === undefined ? 0 : first + pace.laneWindow.milliseconds;
  };
  const delay = (channel: string, until: number): void =>
    void channels.set(channel, Math.max(channels.get(channel) ?? 0, until));
  const placeReady = (channel: string): number => Math.max(pausedUntil, channels.get(channel) ?? 0);
  return {
    beginAt: (channel) => Math.max(placeReady(channel), windowReady() - beginsBefore),
    readyAt: (channel) => Math.max(placeReady(channel), windowReady(), laneReady),
    count: (channel) => {
      const now = timing.elapsed();
      // Whoever wakes late may make up for it, or the pace would be slower than what is allowed by every delay.
      laneReady = Math.max(laneReady, now - pace.laneSpacing) + pace.laneSpacing;
      underWay.add(channel);
    },
    answered: (channel) => {
      if (!underWay.delete(channel)) return;
      delay(channel, timing.elapsed() + pace.channelSpacing);
      answers.push(timing.elapsed());
      if (answers.length > (pace.laneWindow?.posts ?? 0)) answers.shift();
    },
    pause: (channel, milliseconds) => {
      const until = timing.elapsed() + milliseconds;
      if (channel === null) pausedUntil = Math.max(pausedUntil, until);
      else delay(channel, until);
    },
  };
}
