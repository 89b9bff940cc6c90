import { slackLimits, slackTimes } from "./limits.ts";
import type { SlackMessage } from "./render-blocks.ts";
import { type Failure, failureOf, httpFailure } from "./slack-errors.ts";

/** `gone`: the address has expired or was used five times; the reply has to go another way. */
export type Responded = { readonly kind: "sent" } | { readonly kind: "gone" } | Failure;

const goneReasons = /expired_url|used_url|no_text_with_used_url|invalid_url/;
const malformedReasons = /invalid_blocks|blocks_too_long|invalid_payload|msg_too_long/;

/** Whether a response_url given then can still be used. */
export function isAlive(issuedAt: Date, now: Date): boolean {
  return now.getTime() - issuedAt.getTime() < slackLimits.responseUrlMilliseconds;
}

/** Answers a slash command where only the asker sees it (docs: handling user interaction, message responses). */
export async function respond(responseUrl: string, message: SlackMessage): Promise<Responded> {
  const body = {
    response_type: "ephemeral",
    replace_original: false,
    text: message.text,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    unfurl_links: false,
    unfurl_media: false,
  };
  try {
    const response = await fetch(responseUrl, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(slackTimes.webApi),
    });
    if (response.ok) return { kind: "sent" };
    return refusal(response, (await response.text()).slice(0, 500));
  } catch (error) {
    return failureOf(error);
  }
}

function refusal(response: Response, said: string): Responded {
  if (response.status === 429) return { kind: "later", seconds: retryAfter(response), isLimit: true };
  if (malformedReasons.test(said)) return { kind: "malformed", reason: said.slice(0, 100) };
  if (goneReasons.test(said) || [403, 404, 410].includes(response.status)) return { kind: "gone" };
  return httpFailure(response.status);
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 15;
}
