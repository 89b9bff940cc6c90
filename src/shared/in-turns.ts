import { setImmediate } from "node:timers/promises";

const turnMilliseconds = 10;

/** Gives the event loop a turn whenever work went on for so long: a running bot must not stand still. */
export function createTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMilliseconds) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
