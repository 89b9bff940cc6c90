import { codeOf } from "../shared/errors.ts";
import { type DeliverNoticesNeeds, deliverNotices } from "./deliver-notices.ts";

export interface RunNoticesNeeds extends DeliverNoticesNeeds {
  /** Makes notices of what was written down to be told; before each look. */
  readonly expand: (signal: AbortSignal) => Promise<void>;
  readonly timing: {
    /** Milliseconds that only ever go on. */
    readonly elapsed: () => number;
    /** Calls once after so many milliseconds; what is returned takes that back. */
    readonly after: (milliseconds: number, call: () => void) => () => void;
  };
}

/** The outbox with a life of its own. */
export interface RunningNotices {
  start(): void;
  /** Something was written down just now. */
  wake(): void;
  /** Lets what is in hand finish. Never throws. */
  stop(): Promise<void>;
}

/** Another process may have written something down. Two indexed queries each time. */
const everyMilliseconds = 2_000;
/** However often it is woken: a thousand deliveries that end are a few looks. */
const atLeastMilliseconds = 1_000;

export function runNotices(needs: RunNoticesNeeds): RunningNotices {
  const { timing, log } = needs;
  const stopping = new AbortController();
  const { signal } = stopping;
  let isStarted = false;
  let isWoken = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let working: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;

  const look = async (): Promise<void> => {
    lookedAt = timing.elapsed();
    isWoken = false;
    for (const step of [needs.expand, (going: AbortSignal) => deliverNotices(needs, going)])
      await step(signal).catch((error: unknown) =>
        log.warn("notices-not-looked-at", { code: codeOf(error) }),
      );
    working = null;
    if (!signal.aborted) plan(isWoken ? atLeastMilliseconds : everyMilliseconds);
  };
  const plan = (milliseconds: number): void => {
    cancelTimer?.();
    const left = lookedAt + milliseconds - timing.elapsed();
    cancelTimer = timing.after(Math.max(0, left), () => {
      working ??= look();
    });
  };

  return {
    start: () => {
      isStarted = true;
      plan(0);
    },
    wake: () => {
      // Another process may be the one that sends.
      if (!isStarted || signal.aborted) return;
      isWoken = true;
      if (working === null) plan(atLeastMilliseconds);
    },
    stop: async () => {
      stopping.abort();
      cancelTimer?.();
      await working;
    },
  };
}
