import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { BotError } from "../../shared/errors.ts";

/**
 * What a failed call means.
 *
 * - `later`: certainly nothing happened; the same may work after `seconds`. `isLimit` when Slack said how many.
 * - `refused`: certainly nothing happened, and asking again does not help.
 * - `malformed`: certainly nothing happened; Slack did not like the blocks.
 * - `unclear`: it may have happened; `isOver` when Slack has at least finished with the call.
 */
export type Failure =
  | { readonly kind: "later"; readonly seconds: number; readonly isLimit: boolean }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "malformed"; readonly reason: string }
  | { readonly kind: "unclear"; readonly isOver: boolean; readonly reason: string };

const malformed = ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"];
/** Slack's docs say of these that part of the call may have taken effect. */
const unclear = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];
/** The token itself is of no use any more, whatever it is used for. */
const deadToken = [
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "user_removed_from_team",
  "team_disabled",
  "team_access_not_granted",
];
const unusableToken = [...deadToken, "not_allowed_token_type", "missing_scope"];
/** No connection was made, so nothing was sent. */
const neverConnected = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];
const pause = { kind: "later", seconds: 15, isLimit: false } as const;

/** Reads what the Web API client, or `fetch` itself, threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: "later", seconds: error.retryAfter, isLimit: true };
  if (error instanceof WebAPIPlatformError) return platformFailure(error.data.error);
  if (error instanceof WebAPIHTTPError) return httpFailure(error.statusCode);
  const original = error instanceof WebAPIRequestError ? error.original : error;
  const code = connectionCode(original);
  if (code !== null && neverConnected.includes(code)) return pause;
  return { kind: "unclear", isOver: false, reason: code ?? nameOf(original) };
}

/** Whether Slack's reason says that the token is of no use any more. */
export function isDeadToken(reason: string): boolean {
  return deadToken.includes(reason);
}

export function httpFailure(status: number): Failure {
  if (status >= 500) return { kind: "unclear", isOver: true, reason: `http ${status}` };
  return pause;
}

/** What a failure to connect at the start means for whoever runs the bot. */
export function connectionError(error: unknown): BotError {
  const refused = error instanceof WebAPIPlatformError && unusableToken.includes(error.data.error);
  const detail = error instanceof WebAPIPlatformError ? `slack: ${error.data.error}` : "slack";
  return new BotError(refused ? "PLATFORM_REFUSED_TOKEN" : "PLATFORM_UNREACHABLE", { cause: error, detail });
}

function platformFailure(reason: string): Failure {
  if (reason === "ratelimited" || reason === "rate_limited") return { ...pause, isLimit: true };
  if (malformed.includes(reason)) return { kind: "malformed", reason };
  if (unclear.includes(reason)) return { kind: "unclear", isOver: true, reason };
  return { kind: "refused", reason };
}

function connectionCode(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
    if (cause instanceof AggregateError) return connectionCode(cause.errors[0]);
  }
  return null;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
