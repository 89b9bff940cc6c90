import type { WebClient } from "@slack/web-api";
import type { Clock } from "../../shared/clock.port.ts";
import { type Mark, readBack, type Target } from "./read-back.ts";
import type { SlackMessage } from "./render-blocks.ts";
import { type Failure, failureOf } from "./slack-errors.ts";

/** A message on its way into a conversation. */
export interface Posting {
  readonly target: Target;
  /** By which it is found again; the same for every attempt. */
  readonly mark: Mark;
  /** The message, then what is posted instead when Slack does not like its blocks. */
  readonly variants: readonly SlackMessage[];
  /** Since when an earlier attempt may have been shown; null when there was none. */
  readonly since: Date | null;
}

/**
 * - `posted`: there, once; `variant` tells which, null when an earlier attempt had posted it.
 * - `later`: not there, unless `since` says since when it may be. `about` tells what Slack cannot do just now.
 * - `refused`, in Slack's own word; `uncertain`: may be there, and must not be posted again.
 */
export type PostedOnce =
  | {
      readonly kind: "posted";
      readonly channel: string;
      readonly ts: string;
      readonly variant: number | null;
    }
  | {
      readonly kind: "later";
      readonly seconds: number;
      readonly since: Date | null;
      readonly about: "posting" | "looking";
    }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "uncertain"; readonly reason: string };

export interface PostNeeds {
  readonly client: WebClient;
  readonly clock: Clock;
}

/** Posts a message at most once: an attempt that may have been shown is looked for before there is another. */
export async function postOnce(posting: Posting, needs: PostNeeds): Promise<PostedOnce> {
  const found = await findPosted(posting, needs);
  return found === "absent" ? post(posting, 0, needs) : found;
}

/** What came of an earlier attempt; nothing is posted. */
export async function findPosted(
  { target, mark, since }: Posting,
  { client }: PostNeeds,
): Promise<PostedOnce | "absent"> {
  if (since === null) return "absent";
  const seen = await readBack(client, target, { ...mark, since });
  switch (seen.kind) {
    case "found":
      return { kind: "posted", channel: target.channel, ts: seen.ts, variant: null };
    case "absent":
      return "absent";
    case "later":
      return { kind: "later", seconds: seen.seconds, since, about: "looking" };
    case "unknown":
      return { kind: "uncertain", reason: seen.reason };
  }
}

async function post(posting: Posting, variant: number, needs: PostNeeds): Promise<PostedOnce> {
  const { target, mark, variants, since } = posting;
  const message = variants[variant];
  if (message === undefined) return { kind: "refused", reason: "invalid_blocks" };
  const began = needs.clock.now();
  try {
    const { ts, channel } = await needs.client.chat.postMessage({
      channel: target.channel,
      ...(target.thread === null ? {} : { thread_ts: target.thread }),
      ...contentOf(message),
      metadata: { event_type: mark.event, event_payload: { key: mark.key } },
      unfurl_links: false,
      unfurl_media: false,
    });
    return { kind: "posted", channel: channel ?? target.channel, ts: ts ?? "", variant };
  } catch (error) {
    const failure = failureOf(error);
    switch (failure.kind) {
      case "malformed":
        if (variant + 1 < variants.length) return post(posting, variant + 1, needs);
        return { kind: "refused", reason: failure.reason };
      case "refused":
        return failure;
      case "later":
        return { kind: "later", seconds: failure.seconds, since, about: "posting" };
      case "unclear":
        return checked({ ...posting, since: since ?? began }, failure, needs);
    }
  }
}

/** The call failed, but the message may be there. */
async function checked(
  { target, mark, since }: Posting & { readonly since: Date },
  failure: Failure & { readonly kind: "unclear" },
  { client }: PostNeeds,
): Promise<PostedOnce> {
  const seen = await readBack(client, target, { ...mark, since });
  switch (seen.kind) {
    case "found":
      return { kind: "posted", channel: target.channel, ts: seen.ts, variant: null };
    case "absent":
      // A call that Slack may still be working on could take effect after this look.
      return { kind: "later", seconds: failure.isOver ? 15 : 60, since, about: "looking" };
    case "later":
      return { kind: "later", seconds: seen.seconds, since, about: "looking" };
    case "unknown":
      return { kind: "uncertain", reason: `${failure.reason}; ${seen.reason}` };
  }
}

/** What a call takes of a message; without blocks its text is what people read. */
export function contentOf({ text, blocks }: SlackMessage) {
  return blocks.length === 0 ? { text } : { text, blocks };
}
