import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import type { Reply } from "../../chat/reply.ts";
import { codeOf, type ErrorCode, errorTable, sentenceFor } from "../../shared/errors.ts";

/** A request that got no answer, as HTTP tells it. `message` is a sentence for people. */
export interface Failure {
  readonly code: string;
  readonly level: "warn" | "error";
  readonly message: string;
  readonly status: ContentfulStatusCode;
}

const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  WEB_BAD_REQUEST: 400,
  WEB_CROSS_SITE: 403,
  WEB_NOT_FOUND: 404,
  WEB_TOO_LARGE: 413,
  WEB_NOT_JSON: 415,
  WEB_HOST_REFUSED: 421,
  WEB_TOO_MANY: 429,
  WEB_ANSWER_LATE: 504,
  WEB_HOST_NOT_PASSED_ON: 421,
  WEB_SIGN_IN_NEEDED: 401,
  WEB_SESSION_ENDED: 401,
  WEB_LINK_UNKNOWN: 404,
  WEB_LINK_USED: 410,
  WEB_LINK_EXPIRED: 410,
  WEB_FORM_STALE: 403,
  WEB_NOT_ALLOWED: 403,
  WEB_SENT_ALREADY: 409,
  WEB_NOT_A_FORM: 415,
  WEB_METHOD_WRONG: 405,
  WEB_UPLOAD_TOO_LARGE: 413,
  WEB_UPLOAD_BROKEN: 400,
};

/** How whatever was thrown is told over HTTP: what may pass by itself is 503, what may not is 500. */
export function failureOf(error: unknown): Failure {
  return failureFor(codeOf(error), sentenceFor(error));
}

function failureFor(code: ErrorCode, message: string = errorTable[code].sentence): Failure {
  const { level, retry } = errorTable[code];
  return { code, level, message, status: statuses[code] ?? (retry ? 503 : 500) };
}

const FailedData = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** The failure that a reply tells of in its machine-readable form; null for every other reply. */
export function failureIn(reply: Reply): Failure | null {
  const failed = FailedData.safeParse(reply.data).data;
  if (failed === undefined) return null;
  const { code, message } = failed.error;
  return isErrorCode(code) ? failureFor(code, message) : { code, level: "error", message, status: 500 };
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorTable;
}
