import { setTimeout as pause } from "node:timers/promises";
import type { FakePlatforms } from "./fake-platforms.ts";

const lookEveryMilliseconds = 50;
/** Whatever is posted a second time comes soon after the first. */
const quietMilliseconds = 2_000;

/** Resolves once the platforms have so many new messages, or `patience` (milliseconds) is over. */
export async function untilAccepted(
  count: number,
  platforms: Pick<FakePlatforms, "accepted">,
  patience: number,
): Promise<void> {
  const until = performance.now() + patience;
  while ((await platforms.accepted()) < count && performance.now() < until)
    await pause(lookEveryMilliseconds);
}

/** The same, and until what comes a second time would be there as well. */
export async function untilSettled(
  count: number,
  platforms: Pick<FakePlatforms, "accepted">,
  patience: number,
): Promise<void> {
  await untilAccepted(count, platforms, patience);
  await pause(quietMilliseconds);
}
