import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import { createInHand } from "./in-hand.ts";
import { slackTimes } from "./limits.ts";
import type { SlackTransport } from "./transport.ts";
import { slackLogger } from "./web-client.ts";

/** The address Slack calls, below the bot's public address. */
export const slackEventsPath = "/slack/events";

const aheadAtMostSeconds = 5 * 60;
/** No delivery comes near; Slack's own messages end at 40,000 characters. */
const bodyLimitBytes = 1024 * 1024;

/**
 * Slack calls us. Bolt checks each call's signature and that it is at most five minutes old; that it is not from
 * the future is checked here, because Bolt does not.
 */
export function createHttpTransport(
  signingSecret: string,
  needs: { readonly clock: Clock; readonly log: Log },
): SlackTransport {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: slackEventsPath,
    processBeforeResponse: true,
    bodyLimit: bodyLimitBytes,
    logger: slackLogger(needs.log),
  });
  const inHand = createInHand();
  let isOpen = false;

  const requestListener: RequestListener = (incoming, outgoing) => {
    if (!isForUs(incoming)) return answer(outgoing, 404);
    // Not yet or no longer here: Slack delivers again.
    if (!isOpen) return answer(outgoing, 503);
    if (isFromTheFuture(incoming, needs.clock.now())) return answer(outgoing, 401);
    outgoing.once("close", inHand.begin());
    receiver.requestListener(incoming, outgoing);
  };

  return {
    receiver,
    requestListener,
    open: async () => {
      isOpen = true;
    },
    close: async () => {
      isOpen = false;
      await inHand.finished(slackTimes.drain);
    },
    state: () => (isOpen ? "connected" : "disconnected"),
  };
}

function isForUs(incoming: IncomingMessage): boolean {
  const { pathname } = new URL(incoming.url ?? "/", "http://localhost");
  return incoming.method === "POST" && pathname === slackEventsPath;
}

function isFromTheFuture(incoming: IncomingMessage, now: Date): boolean {
  const seconds = Number(incoming.headers["x-slack-request-timestamp"]);
  return seconds > now.getTime() / 1000 + aheadAtMostSeconds;
}

function answer(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status).end();
}
