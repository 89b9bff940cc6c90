import type { Form } from "./form.ts";
import type { RequestInbox } from "./platform.port.ts";
import type { Request } from "./request.ts";

/** With storing the request, when there is no form for it, still within a platform's own deadline of 3 s. */
const formMilliseconds = 1_000;

/** The form a request asks for; null when it asks for none, or when that could not be told in time. */
export async function formInTime(inbox: RequestInbox, request: Request): Promise<Form | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), formMilliseconds);
  try {
    return await Promise.race([inbox.form(request), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
