/** A call as it came in and was answered. */
export interface Entry {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

export interface Journal {
  readonly entries: readonly Entry[];
  add(entry: Entry): void;
  /** The calls of a kind, in order. */
  of(method: string, path: RegExp): readonly Entry[];
  /** Resolves with the first call, from the `from`-th on, for which this holds, as soon as there is one. */
  when(holds: (entry: Entry) => boolean, from?: number): Promise<Entry>;
}

export function createJournal(): Journal {
  const entries: Entry[] = [];
  const waiting = new Set<{ holds: (entry: Entry) => boolean; resolve: (entry: Entry) => void }>();
  return {
    entries,
    add: (entry) => {
      entries.push(entry);
      for (const waiter of waiting) {
        if (!waiter.holds(entry)) continue;
        waiting.delete(waiter);
        waiter.resolve(entry);
      }
    },
    of: (method, path) => entries.filter((entry) => entry.method === method && path.test(entry.path)),
    when: (holds, from = 0) => {
      const found = entries.slice(from).find(holds);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => waiting.add({ holds, resolve }));
    },
  };
}
