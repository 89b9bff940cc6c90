import { inTime } from "./in-time.ts";
import type { Acceptance, IncomingRequest, RequestInbox } from "./platform.port.ts";

/** Long enough for a slow disk; with looking up who asks, still well within a platform's own deadline of 3 s. */
const storeMilliseconds = 1_500;

/** Stores a request; throws BotError, REQUEST_NOT_STORED when the database hangs: nobody must hang with it. */
export async function acceptInTime(inbox: RequestInbox, incoming: IncomingRequest): Promise<Acceptance> {
  return await inTime(storeMilliseconds, inbox.accept(incoming), "REQUEST_NOT_STORED");
}
