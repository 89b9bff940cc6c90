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

  const run = async (): Promise<void> => {
    isRunning = true;
    // Whoever comes in the same turn comes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, atMost);
      try {
        const results = await work(batch.map(({ item }) => item));
        for (const [index, { done, failed }] of batch.entries()) {
          if (index in results) done(results[index] as Result);
          else failed(new Error("a batch gave too few results"));
        }
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
