import { setImmediate as nextTurn } from "node:timers/promises";

/** So long those who come through may compute in one turn of the event loop. */
const openMilliseconds = 10;

/**
 * Lets callers through one after the other, in the order they came. What is due at the same moment would otherwise
 * begin in one turn of the event loop, and everything else would wait for it.
 */
export function createTurnstile(): () => Promise<void> {
  let last = Promise.resolve();
  let opened = Number.NEGATIVE_INFINITY;
  const pass = async (): Promise<void> => {
    await whatTheLastSetOff();
    if (performance.now() - opened < openMilliseconds) return;
    await nextTurn();
    opened = performance.now();
  };
  return () => {
    last = last.then(pass);
    return last;
  };
}

/** Ticks come after all that is to be done at once. */
function whatTheLastSetOff(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
