import { acknowledgementMilliseconds, type Carrier, type Delivery, sign } from "./deliveries.ts";
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
        if (response.ok) return { kind: "acknowledged", said: textOf(said) };
        return { kind: "failed", reason: "http_error", status: response.status };
      } catch (error) {
        const isLate = error instanceof DOMException && error.name === "TimeoutError";
        return { kind: "failed", reason: isLate ? "http_timeout" : "connection_failed", status: null };
      }
    },
  };
}

/** The headers and body of a delivery: commands are forms, events are JSON, both signed. */
export function signedCall(
  delivery: Delivery,
  workspace: Workspace,
): { headers: Record<string, string>; body: string } {
  const isForm = delivery.kind === "command";
  const body = isForm
    ? new URLSearchParams(delivery.payload as Record<string, string>).toString()
    : JSON.stringify(delivery.payload);
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

/** docs: slash commands: the acknowledgement may carry a message, as text or JSON */
function textOf(said: string): string {
  if (!said.startsWith("{")) return said;
  const { text } = JSON.parse(said) as { text?: string };
  return text ?? "";
}
