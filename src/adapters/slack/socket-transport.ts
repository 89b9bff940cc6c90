import { setTimeout as pause } from "node:timers/promises";
import { SocketModeReceiver } from "@slack/bolt";
import type { PlatformHealth } from "../../chat/platform.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { acknowledgingLast } from "./acknowledge-last.ts";
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
  const connection: Connection = { receiver, needs, closing: closing.signal, state: "disconnected" };
  let isTaking = false;
  let keeping: Promise<void> = Promise.resolve();

  return {
    requestListener: null,
    receiver: acknowledgingLast(receiver, { begin: inHand.begin, isTaking: () => isTaking }),
    open: async () => {
      isTaking = true;
      connection.state = "connecting";
      try {
        await receiver.client.start();
      } catch (error) {
        connection.state = "disconnected";
        throw connectionError(error);
      }
      connection.state = "connected";
      keeping = keepConnected(connection);
    },
    close: async () => {
      isTaking = false;
      await inHand.finished(slackTimes.drain);
      const wasOpen = connection.state !== "disconnected";
      connection.state = "disconnected";
      closing.abort();
      if (!wasOpen) return;
      const ending = Promise.all([receiver.client.disconnect(), keeping]).then(() => undefined);
      await within(slackTimes.drain, ending, () => undefined);
    },
    state: () => connection.state,
  };
}

interface Connection {
  readonly receiver: SocketModeReceiver;
  readonly needs: SocketNeeds;
  readonly closing: AbortSignal;
  state: PlatformHealth["state"];
}

/** Waits for the connection to end and makes it again, until it is to be closed. Never throws. */
async function keepConnected(connection: Connection): Promise<void> {
  const { receiver, needs, closing } = connection;
  for (let failures = 0; !closing.aborted; ) {
    try {
      if (connection.state !== "connected") await connectAgain(connection, failures);
      if (closing.aborted) return;
      failures = 0;
      await new Promise((resolve) => receiver.client.once("disconnected", resolve));
      needs.log.info("slack-connection-ended");
    } catch (error) {
      if (closing.aborted) return;
      failures += 1;
      needs.log.warn("slack-connection-failed", { code: codeOf(connectionError(error)), failures });
    }
    if (!closing.aborted) connection.state = "connecting";
  }
}

async function connectAgain(connection: Connection, failures: number): Promise<void> {
  const { receiver, needs, closing } = connection;
  const milliseconds = (needs.reconnectPause ?? defaultPause)(failures);
  await pause(milliseconds, undefined, { signal: closing });
  await receiver.client.start();
  // Closed in the meantime: this connection came too late to be ended with the others.
  if (closing.aborted) await receiver.client.disconnect();
  else connection.state = "connected";
}
