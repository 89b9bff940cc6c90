import type { Logger, LogLevel } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Log } from "../../shared/log.port.ts";
import { slackTimes } from "./limits.ts";

/** Where Slack is: its own addresses, or another server's in tests. */
export interface SlackAddress {
  /** Base address of the Web API, ending in a slash; undefined for Slack itself. */
  readonly slackApiUrl: string | undefined;
  /** Where people agree to an installation. */
  readonly authorizeUrl: string;
  readonly isResponseUrl: (url: string) => boolean;
  /** Whether a token may be sent there to read a file. */
  readonly isFileUrl: (url: string) => boolean;
}

/** Replies to a command and tokens go to Slack only, or to the server that stands in for it. */
export function slackAddress(apiUrl: string | null): SlackAddress {
  const isAt = (origin: string) => (url: string) => URL.canParse(url) && new URL(url).origin === origin;
  if (apiUrl === null) {
    return {
      slackApiUrl: undefined,
      authorizeUrl: "https://slack.com/oauth/v2/authorize",
      isResponseUrl: isAt("https://hooks.slack.com"),
      isFileUrl: isAt("https://files.slack.com"),
    };
  }
  const { origin } = new URL(apiUrl);
  return {
    slackApiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`,
    authorizeUrl: `${origin}/oauth/v2/authorize`,
    isResponseUrl: isAt(origin),
    isFileUrl: isAt(origin),
  };
}

/**
 * No retries and no waiting inside the client: with its defaults a lost reply is posted twice, and a rate limit
 * holds up every other call. Whoever calls decides what an outcome means.
 */
export function webClientOptions(address: SlackAddress, log: Log): WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: slackTimes.webApi,
    logger: slackLogger(log),
    ...(address.slackApiUrl === undefined ? {} : { slackApiUrl: address.slackApiUrl }),
  };
}

/** One client for each workspace: a rate limit of one must not delay another. */
export function createWebClient(token: string, address: SlackAddress, log: Log): WebClient {
  return new WebClient(token, webClientOptions(address, log));
}

/** The SDK's own log: warnings and errors, shortened; its debug lines would hold what people wrote. */
export function slackLogger(log: Log): Logger {
  const line = (words: readonly unknown[]): string => words.map(String).join(" ").slice(0, 300);
  return {
    debug: () => {},
    info: () => {},
    warn: (...words: unknown[]) => log.warn("slack-sdk", { line: line(words) }),
    error: (...words: unknown[]) => log.warn("slack-sdk-error", { line: line(words) }),
    setLevel: () => {},
    getLevel: () => "warn" as LogLevel,
    setName: () => {},
  };
}
