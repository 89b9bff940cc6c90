import type { Pace } from "../poster.port.ts";
import type { Timing } from "./timing.ts";

/** What waits for a window only is begun a little before, so that it can be sent at once then. Milliseconds. */
const beginsBefore = 300;

export interface Limits {
  /** When it is worth beginning a delivery to this channel, in `elapsed` milliseconds: its turn comes soon after. */
  beginAt(channel: string): number;
  /**
   * Resolves to 0 when a call for this channel is allowed; it counts as made now. When that would take longer than
   * `atMost`, resolves at once to how long. Milliseconds.
   */
  turn(channel: string, atMost: number): Promise<number>;
  answered(channel: string): void;
  /** Null: the whole lane. */
  pause(channel: string | null, milliseconds: number): void;
}

/**
 * The platform counts a call some time between its being made and its being answered; counted from the answer, calls are
 * never closer together there than here, however long each takes on its way.
 */
export function createLimits(pace: Pace, timing: Timing): Limits {
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
  const count = (channel: string): void => {
    // Whoever wakes late may make up for it, or the pace would be slower than what is allowed by every delay.
    laneReady = Math.max(laneReady, timing.elapsed() - pace.laneSpacing) + pace.laneSpacing;
    underWay.add(channel);
  };
  return {
    beginAt: (channel) => Math.max(placeReady(channel), windowReady() - beginsBefore),
    turn: async (channel, atMost) => {
      for (;;) {
        const wait = Math.max(placeReady(channel), windowReady(), laneReady) - timing.elapsed();
        if (wait > atMost) return wait;
        if (wait <= 0) break;
        await new Promise<void>((resolve) => void timing.after(Math.ceil(wait), resolve));
      }
      count(channel);
      return 0;
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
