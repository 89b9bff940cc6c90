import { setImmediate as nextTurn } from "node:timers/promises";

/** Results are told for so long in one turn of the event loop: each sets off a call, and all at once would hold up everything else. */
const toldMilliseconds = 10;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Work that is cheaper done together: what comes while a batch is under way is done in the next one. `work` gives a
 * result for each item, in the same order; when it throws, all of that batch get the error.
 */
export function createBatches<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  atMost = 100,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;
  let told = Promise.resolve();

  const run = async (): Promise<void> => {
    isRunning = true;
    // Whoever comes in the same turn comes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, atMost);
      try {
        const results = await work(batch.map(({ item }) => item));
        // Of one batch after the other, while the next one is under way.
        told = told.then(() => tell(batch, results));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    isRunning = false;
  };

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ item, done: resolve, failed: reject });
    if (!isRunning) void run();
    return promise;
  };
}

async function tell<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  results: readonly Result[],
): Promise<void> {
  let begun = performance.now();
  for (const [index, { done, failed }] of batch.entries()) {
    if (index in results) done(results[index] as Result);
    else failed(new Error("a batch gave too few results"));
    await whatItSetOff();
    if (performance.now() - begun < toldMilliseconds) continue;
    await nextTurn();
    begun = performance.now();
  }
}

/** Ticks come after all that is to be done at once. */
function whatItSetOff(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
