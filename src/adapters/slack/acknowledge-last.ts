import type { App, Receiver, SocketModeReceiver } from "@slack/bolt";

interface Taking {
  readonly begin: () => () => void;
  readonly isTaking: () => boolean;
}

/**
 * Over a socket Bolt acknowledges an event before its listeners run, so that a crash would lose it. Here the
 * acknowledgement is kept back until they are done; without one Slack delivers again.
 */
export function acknowledgingLast(receiver: SocketModeReceiver, taking: Taking): Receiver {
  return {
    init: (app) => {
      const processEvent: App["processEvent"] = async (event) => {
        if (!taking.isTaking()) return;
        const finish = taking.begin();
        try {
          let acknowledgement: { readonly content: unknown } | null = null;
          const keep = async (content?: unknown): Promise<void> => {
            acknowledgement ??= { content };
          };
          await app.processEvent({ ...event, ack: keep });
          const kept = acknowledgement as { readonly content: unknown } | null;
          if (kept !== null) await event.ack(kept.content);
        } finally {
          finish();
        }
      };
      // The receiver uses nothing else of the app.
      receiver.init({ processEvent } as App);
    },
    start: () => receiver.start(),
    stop: () => receiver.stop(),
  };
}
