import type { Clock } from "../../shared/clock.port.ts";
import { webLimits } from "./limits.ts";

interface Bucket {
  readonly questions: number;
  readonly filledAt: number;
}

/** Whole seconds to wait before the next question from this address; 0 when it may be asked now. */
export type RateLimit = (address: string) => number;

/** One token bucket per address: a burst, then a steady rate. Kept in memory, bounded. */
export function createRateLimit(clock: Clock): RateLimit {
  const buckets = new Map<string, Bucket>();

  return (address) => {
    const now = clock.now().getTime();
    const left = refilled(buckets.get(address), now);
    const isAllowed = left >= 1;
    buckets.delete(address);
    buckets.set(address, { questions: isAllowed ? left - 1 : left, filledAt: now });
    forgetOldest(buckets);
    return isAllowed ? 0 : Math.ceil((1 - left) / webLimits.questionsPerSecond);
  };
}

function refilled(bucket: Bucket | undefined, now: number): number {
  if (bucket === undefined) return webLimits.questionsInARow;
  const seconds = Math.max(0, now - bucket.filledAt) / 1_000;
  return Math.min(webLimits.questionsInARow, bucket.questions + seconds * webLimits.questionsPerSecond);
}

/** A Map keeps the order of insertion, and every use inserts anew: the first key is the longest unseen. */
function forgetOldest(buckets: Map<string, Bucket>): void {
  if (buckets.size <= webLimits.addressesRemembered) return;
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
