import { BotError } from "../shared/errors.ts";
import type { Form } from "./form.ts";
import type { RequestInbox } from "./platform.port.ts";
import type { Request } from "./request.ts";

/** A form has to be shown within a platform's own deadline of 3 s, after looking up who asks. */
const formMilliseconds = 1_000;

/**
 * The form a request asks for, or null. Throws BotError DATABASE_UNAVAILABLE when that takes too long: storing the
 * request would hang as well.
 */
export async function formInTime(inbox: RequestInbox, request: Request): Promise<Form | null> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new BotError("DATABASE_UNAVAILABLE")), formMilliseconds);
  try {
    return await Promise.race([inbox.form(request), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
