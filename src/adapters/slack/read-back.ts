import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { failureOf } from "./slack-errors.ts";

/** What a message is marked with, by which it is found again; anybody in the workspace may read it. */
export interface Mark {
  readonly event: "clusterbot_reply" | "clusterbot_announcement";
  /** The same for every attempt at this message. */
  readonly key: string;
}

/** A place a message is posted to. */
export interface Target {
  readonly channel: string;
  readonly thread: string | null;
}

/** `unknown`: the channel's history may not be read or did not end; `later`: it can be read after `seconds`. */
export type ReadBack =
  | { readonly kind: "found"; readonly ts: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly reason: string }
  | { readonly kind: "later"; readonly seconds: number };

const Page = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The clocks of Slack and of this machine may differ. */
const toleranceSeconds = 120;
const pages = 3;
const slowSeconds = 30;

/** Looks for a message posted since `since`. Slack has no idempotency key; this is the only way to know. */
export async function readBack(
  client: WebClient,
  target: Target,
  sought: Mark & { readonly since: Date },
): Promise<ReadBack> {
  const oldest = String(Math.max(0, Math.floor(sought.since.getTime() / 1000) - toleranceSeconds));
  let cursor: string | undefined;
  try {
    for (let page = 0; page < pages; page += 1) {
      const read = Page.parse(await readPage(client, target, { oldest, ...(cursor ? { cursor } : {}) }));
      const found = read.messages.find(
        ({ metadata }) => metadata?.event_type === sought.event && metadata.event_payload.key === sought.key,
      );
      if (found !== undefined) return { kind: "found", ts: found.ts };
      cursor = read.response_metadata?.next_cursor;
      if (!read.has_more) return { kind: "absent" };
      if (!cursor) break;
    }
    return { kind: "unknown", reason: "too much was said since" };
  } catch (error) {
    const failure = failureOf(error);
    // Some apps may read one page of 15 messages a minute: each look would end at the second page.
    const isTooSlow = cursor !== undefined && failure.kind === "later" && failure.isLimit;
    if (isTooSlow && failure.seconds >= slowSeconds)
      return { kind: "unknown", reason: "reading back is limited" };
    if (failure.kind === "later") return { kind: "later", seconds: failure.seconds };
    if (failure.kind === "unclear") return { kind: "later", seconds: 30 };
    return { kind: "unknown", reason: failure.reason };
  }
}

async function readPage(
  client: WebClient,
  target: Target,
  range: { readonly oldest: string; readonly cursor?: string },
): Promise<unknown> {
  const common = { channel: target.channel, include_all_metadata: true, limit: 100, ...range };
  if (target.thread === null) return client.conversations.history(common);
  return client.conversations.replies({ ...common, ts: target.thread });
}
