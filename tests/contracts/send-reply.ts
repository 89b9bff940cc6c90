import type { IncomingRequest, Sending, SendOutcome } from "../../src/chat/platform.port.ts";
import type { PlatformDriver } from "./platform.ts";
import type { RecordingInbox } from "./recording-inbox.ts";

export const question = "When is the next policy forum?";

/** What the core does with a stored request: one attempt to send its reply. */
export function send(
  driver: Pick<PlatformDriver, "platform">,
  incoming: IncomingRequest,
  sending: Pick<Sending, "reply"> & Partial<Sending>,
): Promise<SendOutcome> {
  return driver.platform.send({
    request: incoming.request,
    replyAddress: JSON.parse(JSON.stringify(incoming.replyAddress)),
    key: "reply-1",
    isRepeat: false,
    attemptedSince: sending.isRepeat ? new Date() : null,
    receivedAt: new Date(),
    ...sending,
  });
}

export function only(inbox: RecordingInbox): IncomingRequest {
  const [first] = inbox.stored;
  if (first === undefined) throw new Error("nothing was stored");
  return first;
}
