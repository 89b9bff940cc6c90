import {
  acknowledgementMilliseconds,
  type Carrier,
  type Delivered,
  type Delivery,
  sign,
} from "./deliveries.ts";
import type { Workspace } from "./workspace.ts";

/** Slack calling the bot's address; `patience` is how long it waits for an answer, in milliseconds. */
export function createHttpCarrier(
  url: string,
  workspace: Workspace,
  patience = acknowledgementMilliseconds,
): Carrier {
  return {
    carry: async (delivery) => {
      const call = signedCall(delivery, workspace);
      try {
        const response = await fetch(url, { method: "POST", ...call, signal: AbortSignal.timeout(patience) });
        const said = await response.text();
        // docs: events-api: any 2xx is an acknowledgement
        if (response.ok) return acknowledged(delivery, answerIn(said));
        return { kind: "failed", reason: "http_error", status: response.status };
      } catch (error) {
        const isLate = error instanceof DOMException && error.name === "TimeoutError";
        return { kind: "failed", reason: isLate ? "http_timeout" : "connection_failed", status: null };
      }
    },
  };
}

/** The headers and body of a delivery: commands are forms, interactions JSON in a form, events JSON, all signed. */
export function signedCall(
  delivery: Delivery,
  workspace: Workspace,
): { headers: Record<string, string>; body: string } {
  const isForm = delivery.kind !== "event";
  const body = bodyOf(delivery);
  const timestamp = String(Math.floor(workspace.now() / 1000));
  const headers = {
    "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": sign(workspace.signingSecret, timestamp, body),
    // docs: events-api, retries: x-slack-retry-num and x-slack-retry-reason
    ...(delivery.retry === 0
      ? {}
      : {
          "x-slack-retry-num": String(delivery.retry),
          "x-slack-retry-reason": delivery.retryReason ?? "unknown_error",
        }),
  };
  return { headers, body };
}

/** docs: handling user interaction: the payload is JSON in one field of a form */
function bodyOf({ kind, payload }: Delivery): string {
  if (kind === "event") return JSON.stringify(payload);
  const fields = kind === "interaction" ? { payload: JSON.stringify(payload) } : payload;
  return new URLSearchParams(fields as Record<string, string>).toString();
}

/** docs: slash commands: the acknowledgement may carry a message, as text or JSON */
function answerIn(said: string): Readonly<Record<string, unknown>> | null {
  if (said === "") return null;
  return said.startsWith("{") ? JSON.parse(said) : { text: said };
}

/** What the person sees of an acknowledgement: its text, or what a form that stays open says. */
export function acknowledged(
  delivery: Delivery,
  answer: Readonly<Record<string, unknown>> | null,
): Delivered {
  delivery.onAcknowledged?.(answer);
  const errors = Object.values((answer?.errors ?? {}) as Readonly<Record<string, string>>);
  return { kind: "acknowledged", said: typeof answer?.text === "string" ? answer.text : errors.join(" ") };
}
