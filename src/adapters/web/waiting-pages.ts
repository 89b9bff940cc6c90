import { randomUUID } from "node:crypto";
import type { Reply } from "../../chat/reply.ts";

/**
 * How the wait for a reply ended. `late`: no reply within the time limit; `gone`: the visitor closed the page;
 * `stopping`: this process is about to end.
 */
export type WaitEnd =
  | { readonly kind: "replied"; readonly reply: Reply }
  | { readonly kind: "late" | "gone" | "stopping" };

export interface WaitingPage {
  /** Finds the page again; random, so that a page of an earlier process is never mistaken for one of this. */
  readonly page: string;
  readonly ended: Promise<WaitEnd>;
  /** Ends the wait; the first end counts. */
  readonly end: (end: WaitEnd) => void;
}

/** The visitors of this process whose question is being answered. */
export interface WaitingPages {
  readonly count: () => number;
  readonly open: () => WaitingPage;
  /** Hands a reply to a waiting page; false when nobody waits there any more. */
  readonly deliver: (page: string, reply: Reply) => boolean;
  /** Resolves when nobody waits, at the latest after `milliseconds`, by then telling whoever still waits. */
  readonly close: (milliseconds: number) => Promise<void>;
}

/** `answerMilliseconds`: how long a visitor waits for a reply before being told that it is late. */
export function createWaitingPages(answerMilliseconds: number): WaitingPages {
  const pages = new Map<string, WaitingPage>();

  const open = (): WaitingPage => {
    const { promise, resolve } = Promise.withResolvers<WaitEnd>();
    const page = randomUUID();
    const end = (how: WaitEnd): void => {
      clearTimeout(timer);
      pages.delete(page);
      resolve(how);
    };
    const timer = setTimeout(() => end({ kind: "late" }), answerMilliseconds).unref();
    const waiting = { page, ended: promise, end };
    pages.set(page, waiting);
    return waiting;
  };

  return {
    count: () => pages.size,
    open,
    deliver: (page, reply) => {
      const waiting = pages.get(page);
      waiting?.end({ kind: "replied", reply });
      return waiting !== undefined;
    },
    close: async (milliseconds) => {
      const stop = (): void => {
        for (const waiting of pages.values()) waiting.end({ kind: "stopping" });
      };
      const timer = setTimeout(stop, milliseconds);
      await Promise.all([...pages.values()].map((waiting) => waiting.ended));
      clearTimeout(timer);
    },
  };
}
