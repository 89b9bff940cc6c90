import { setTimeout as pause } from "node:timers/promises";
import type { App, Receiver } from "@slack/bolt";
import { SocketModeReceiver } from "@slack/bolt";
import type { PlatformHealth } from "../../chat/platform.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { createInHand } from "./in-hand.ts";
import { slackTimes } from "./limits.ts";
import { connectionError } from "./slack-errors.ts";
import type { SlackTransport } from "./transport.ts";
import { type SlackAddress, slackLogger, webClientOptions } from "./web-client.ts";
import { within } from "./within.ts";

export interface SocketNeeds {
  readonly address: SlackAddress;
  readonly log: Log;
  /** How long to wait before the n-th attempt in a row to connect again, in milliseconds. */
  readonly reconnectPause?: (failures: number) => number;
}

/** At once after Slack's hourly renewal, then slower up to a minute. */
const defaultPause = (failures: number): number =>
  failures === 0 ? 0 : Math.min(60_000, 1_000 * 2 ** failures);

/**
 * We keep a connection open, renewed by us: the SDK's own renewal ends the process when Slack refuses it.
 */
export function createSocketTransport(appToken: string, needs: SocketNeeds): SlackTransport {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: slackLogger(needs.log),
    installerOptions: { clientOptions: webClientOptions(needs.address, needs.log) },
  });
  const inHand = createInHand();
  const closing = new AbortController();
  let state: PlatformHealth["state"] = "disconnected";
  let isTaking = false;
  let keeping: Promise<void> = Promise.resolve();

  const keepConnected = async (): Promise<void> => {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        if (state !== "connected") {
          const milliseconds = (needs.reconnectPause ?? defaultPause)(failures);
          await pause(milliseconds, undefined, { signal: closing.signal });
          await receiver.client.start();
          if (closing.signal.aborted) return void (await receiver.client.disconnect());
          state = "connected";
        }
        failures = 0;
        await new Promise((resolve) => receiver.client.once("disconnected", resolve));
        needs.log.info("slack-connection-ended");
      } catch (error) {
        if (closing.signal.aborted) return;
        failures += 1;
        needs.log.warn("slack-connection-failed", { code: codeOf(connectionError(error)), failures });
      }
      if (!closing.signal.aborted) state = "connecting";
    }
  };

  return {
    requestListener: null,
    receiver: acknowledgingLast(receiver, { begin: inHand.begin, isTaking: () => isTaking }),
    open: async () => {
      isTaking = true;
      state = "connecting";
      try {
        await receiver.client.start();
      } catch (error) {
        state = "disconnected";
        throw connectionError(error);
      }
      state = "connected";
      keeping = keepConnected();
    },
    close: async () => {
      isTaking = false;
      await inHand.finished(slackTimes.drain);
      const wasOpen = state !== "disconnected";
      state = "disconnected";
      closing.abort();
      if (!wasOpen) return;
      const ending = Promise.all([receiver.client.disconnect(), keeping]).then(() => undefined);
      await within(slackTimes.drain, ending, () => undefined);
    },
    state: () => state,
  };
}

interface Taking {
  readonly begin: () => () => void;
  readonly isTaking: () => boolean;
}

/**
 * Over a socket Bolt acknowledges an event before its listeners run, so that a crash would lose it. Here the
 * acknowledgement is kept back until they are done; without one Slack delivers again.
 */
function acknowledgingLast(receiver: SocketModeReceiver, taking: Taking): Receiver {
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
