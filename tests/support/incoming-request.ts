import { randomUUID } from "node:crypto";
import type { IncomingRequest } from "../../src/chat/platform.port.ts";

/** A question of a member in a Slack channel, another delivery each time. */
export function anIncomingRequest(changes: Partial<IncomingRequest["request"]> = {}): IncomingRequest {
  return {
    request: {
      deliveryKey: randomUUID(),
      platform: "slack",
      workspace: "T1",
      channel: "C1",
      thread: null,
      isExternallyShared: false,
      isDirectMessage: false,
      asker: { id: "U1", standing: "member", groups: [], name: "", runsWorkspace: false },
      visibility: "shared",
      command: "ask",
      text: "Who covers Kent?",
      fields: null,
      attachments: [],
      locale: "en-GB",
      ...changes,
    },
    replyAddress: { token: "short-lived" },
  };
}
