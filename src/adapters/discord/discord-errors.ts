import { DiscordAPIError, RateLimitError } from "discord.js";

/**
 * Why a request to Discord did not succeed.
 *
 * - `limited`: nothing was done; it may be asked again after `seconds`. `isGlobal`: that is so of every request.
 * - `answered`: Discord refused; `code` is one of its JSON error codes, or the HTTP status where it gave none.
 * - `unauthorised`: the bot's own token is no longer valid.
 * - `unclear`: no answer, or an answer of 5xx; it may have been done all the same.
 */
export type Failure =
  | { readonly kind: "limited"; readonly seconds: number; readonly isGlobal: boolean }
  | { readonly kind: "answered"; readonly status: number; readonly code: number; readonly reason: string }
  | { readonly kind: "unauthorised" }
  | { readonly kind: "unclear"; readonly reason: string };

/** The JSON error codes that mean something to us (Discord, topics/opcodes-and-status-codes). */
export const codes = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  tooLarge: 40_005,
  missingAccess: 50_001,
  cannotMessageUser: 50_007,
  noTextChannel: 50_008,
  missingPermissions: 50_013,
  invalidWebhookToken: 50_027,
  invalidBody: 50_035,
  threadArchived: 50_083,
  cannotReplyWithoutHistory: 160_002,
  threadLocked: 160_005,
} as const;

/** The SDK forgets the token once it was refused, and asks Discord nothing from then on (@discordjs/rest, `resolveRequest`). */
const withoutToken = /^Expected token to be set/;

/** Translates whatever the SDK threw. */
export function readFailure(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    const seconds = Math.max(1, Math.ceil(error.retryAfter / 1_000));
    return { kind: "limited", seconds, isGlobal: error.global };
  }
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    if (error.status === 401 && code !== codes.invalidWebhookToken) return { kind: "unauthorised" };
    return { kind: "answered", status: error.status, code, reason: `${error.code} ${firstLine(error)}` };
  }
  if (error instanceof Error && withoutToken.test(error.message)) return { kind: "unauthorised" };
  return { kind: "unclear", reason: error instanceof Error ? firstLine(error) : "unknown" };
}

/** Later lines of the SDK's messages repeat what was sent. */
function firstLine(error: Error): string {
  return (error.message.split("\n")[0] ?? "").slice(0, 200);
}

/** What comes of a call that may be made again without showing anything twice. */
export function waitOrRefused(
  failure: Failure,
):
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "refused"; readonly reason: string } {
  switch (failure.kind) {
    case "limited":
      return { kind: "wait", seconds: failure.seconds };
    case "unclear":
      return { kind: "wait", seconds: 5 };
    case "unauthorised":
      return { kind: "wait", seconds: 300 };
    case "answered":
      return { kind: "refused", reason: failure.reason };
  }
}
