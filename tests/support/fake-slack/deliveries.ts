import { createHmac } from "node:crypto";
import type { AppMentionEvent, GenericMessageEvent } from "@slack/types";
import { directOf, issueTrigger, type Workspace } from "./workspace.ts";

/** One thing Slack tells the bot; `retry` counts from 0. */
export interface Delivery {
  readonly kind: "event" | "command" | "interaction";
  readonly payload: Readonly<Record<string, unknown>>;
  readonly retry: number;
  readonly retryReason: string | null;
  /** What Slack does once the bot has acknowledged it; `answer` is what that said, where it was JSON. */
  readonly onAcknowledged?: (answer: Readonly<Record<string, unknown>> | null) => void;
}

/** What became of a delivery: acknowledged in time, with what it said; or failed, and why. */
export type Delivered =
  | { readonly kind: "acknowledged"; readonly said: string }
  | {
      readonly kind: "failed";
      readonly reason: "http_error" | "http_timeout" | "connection_failed";
      readonly status: number | null;
    };

/** Carries deliveries over HTTP or a socket. */
export interface Carrier {
  carry(delivery: Delivery): Promise<Delivered>;
}

/** docs: events-api: an acknowledgement is expected within 3 seconds */
export const acknowledgementMilliseconds = 3_000;

/** What somebody said, and where. */
export interface Said {
  readonly user: string;
  readonly text: string;
  readonly channel: string;
  readonly thread?: string;
  /** Fields the event carries besides, e.g. `bot_id` or `subtype`. */
  readonly besides?: Readonly<Record<string, unknown>>;
}

/** docs: formatting message text: Slack escapes the three control characters in what people type */
function asTyped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function mentionDelivery(said: Said, workspace: Workspace): Delivery {
  const ts = workspace.nextTs();
  const event = {
    type: "app_mention",
    user: said.user,
    text: `<@${workspace.botUser}> ${asTyped(said.text)}`,
    ts,
    event_ts: ts,
    channel: said.channel,
    ...(said.thread === undefined ? {} : { thread_ts: said.thread }),
  } satisfies AppMentionEvent;
  remember(event, workspace);
  return eventDelivery({ ...event, ...said.besides }, workspace);
}

export function directDelivery(said: Omit<Said, "channel">, workspace: Workspace): Delivery {
  const ts = workspace.nextTs();
  const event = {
    type: "message",
    subtype: undefined,
    channel_type: "im",
    user: said.user,
    text: asTyped(said.text),
    ts,
    event_ts: ts,
    channel: directOf(said.user),
    ...(said.thread === undefined ? {} : { thread_ts: said.thread }),
  } satisfies GenericMessageEvent;
  remember(event, workspace);
  return eventDelivery({ ...event, ...said.besides }, workspace);
}

/** The same message as Slack also delivers it where the app listens to all messages: the twin of a mention. */
export function twinOf(delivery: Delivery, workspace: Workspace): Delivery {
  const event = delivery.payload.event as Record<string, unknown>;
  return eventDelivery({ ...event, type: "message", channel_type: "channel" }, workspace);
}

export function commandDelivery(said: Said, responseUrl: string, workspace: Workspace): Delivery {
  const isDirect = said.channel.startsWith("D");
  const payload = {
    team_id: workspace.teamId,
    team_domain: "cluster",
    channel_id: said.channel,
    channel_name: isDirect ? "directmessage" : "general",
    user_id: said.user,
    user_name: "somebody",
    command: "/cluster",
    text: asTyped(said.text),
    api_app_id: "A0CLUSTER1",
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: issueTrigger(workspace, said.user),
    ...said.besides,
  };
  return { kind: "command", payload, retry: 0, retryReason: null };
}

/** docs: events-api, retries: what the next attempt carries */
export function retryOf(delivery: Delivery, reason: string): Delivery {
  return { ...delivery, retry: delivery.retry + 1, retryReason: reason };
}

/** docs: verifying requests from Slack: v0= and the hex HMAC-SHA256 of v0:timestamp:body */
export function sign(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/**
 * What Slack tells when the app is removed from a workspace (docs: events/app_uninstalled, events/tokens_revoked): both,
 * in no order that can be relied on.
 */
export function leavingDeliveries(workspace: Workspace): {
  readonly uninstalled: Delivery;
  readonly revoked: Delivery;
} {
  const told = (event: Readonly<Record<string, unknown>>): Delivery => {
    const delivery = eventDelivery(event, workspace);
    // Nobody is authorised any more.
    return { ...delivery, payload: { ...delivery.payload, authorizations: [], context_team_id: null } };
  };
  return {
    uninstalled: told({ type: "app_uninstalled" }),
    revoked: told({ type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.botUser] } }),
  };
}

let eventCount = 0;

function eventDelivery(event: Readonly<Record<string, unknown>>, workspace: Workspace): Delivery {
  eventCount += 1;
  const channel = workspace.channels.get(String(event.channel));
  const payload = {
    type: "event_callback",
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    api_app_id: "A0CLUSTER1",
    event,
    // docs: events-api: globally unique, the same on every retry
    event_id: `Ev${String(eventCount).padStart(8, "0")}`,
    event_time: Math.floor(workspace.now() / 1000),
    is_ext_shared_channel: channel?.isExternallyShared ?? false,
    authorizations: [
      { team_id: workspace.teamId, user_id: workspace.botUser, is_bot: true, is_enterprise_install: false },
    ],
  };
  return { kind: "event", payload, retry: 0, retryReason: null };
}

function remember(
  event: { ts: string; channel: string; user?: string; text?: string },
  workspace: Workspace,
): void {
  workspace.messages.push({
    ts: event.ts,
    channel: event.channel,
    thread: null,
    author: event.user ?? "",
    text: event.text ?? "",
    blocks: [],
    metadata: null,
    seenBy: null,
    isParsed: false,
  });
}
