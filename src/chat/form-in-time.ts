import type { Form } from "./form.ts";
import { inTime } from "./in-time.ts";
import type { RequestInbox } from "./platform.port.ts";
import type { Request } from "./request.ts";

/** A form has to be shown within a platform's own deadline of 3 s, after looking up who asks. */
const formMilliseconds = 1_000;

/**
 * The form a request asks for, or null. Throws BotError DATABASE_UNAVAILABLE when that takes too long: storing the
 * request would hang as well.
 */
export async function formInTime(inbox: RequestInbox, request: Request): Promise<Form | null> {
  return await inTime(formMilliseconds, inbox.form(request), "DATABASE_UNAVAILABLE");
}
