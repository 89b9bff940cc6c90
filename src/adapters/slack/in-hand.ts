import { within } from "./within.ts";

/** Counts what is being worked on, so that stopping can wait for it. */
export interface InHand {
  readonly begin: () => () => void;
  /** Resolves when nothing is in hand, or after so many milliseconds. */
  finished(milliseconds: number): Promise<void>;
}

export function createInHand(): InHand {
  const open = new Set<Promise<void>>();
  return {
    begin: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      open.add(promise);
      return () => {
        open.delete(promise);
        resolve();
      };
    },
    finished: async (milliseconds) => {
      const all = Promise.all(open).then(() => undefined);
      await within(milliseconds, all, () => undefined);
    },
  };
}
