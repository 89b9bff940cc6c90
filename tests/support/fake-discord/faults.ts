import type { Answer } from "./rules.ts";

/**
 * What goes wrong with a call.
 *
 * - `lose-reply`: it is done, and the connection breaks before the answer.
 * - `server-error-after`: it is done, and answered with 502.
 * - `server-error-before`: it is not done, and answered with 502.
 * - `reset`: it is not done, and the connection breaks.
 * - `stall`: it is done, and never answered.
 * - `hang`: it is not done and never answered.
 * - `late`: it is done so many milliseconds later, whether anybody waits for it or not.
 * - an answer: it is not done, and answered so.
 */
export type Fault =
  | "lose-reply"
  | "server-error-after"
  | "server-error-before"
  | "reset"
  | "stall"
  | "hang"
  | { readonly late: number }
  | { readonly answer: Answer };

export interface Faults {
  /** The next call of this kind goes wrong. */
  next(method: string, path: RegExp, fault: Fault): void;
  /** For the server: what goes wrong with this call, if anything. */
  take(method: string, path: string): Fault | null;
}

/** `otherwise` decides on calls that nothing waits for. */
export function createFaults(otherwise: Faults["take"] = () => null): Faults {
  const waiting: { method: string; path: RegExp; fault: Fault }[] = [];
  return {
    next: (method, path, fault) => {
      waiting.push({ method, path, fault });
    },
    take: (method, path) => {
      const index = waiting.findIndex((entry) => entry.method === method && entry.path.test(path));
      return waiting.splice(index, index < 0 ? 0 : 1)[0]?.fault ?? otherwise(method, path);
    },
  };
}

/** Source: topics/rate-limits: 429 with `retry_after` in the body and `Retry-After` in the headers, in seconds. */
export function tooManyRequests(seconds: number): { readonly answer: Answer } {
  return {
    answer: {
      status: 429,
      body: { message: "You are being rate limited.", retry_after: seconds, global: false },
      headers: {
        "retry-after": String(seconds),
        "x-ratelimit-limit": "5",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset-after": String(seconds),
        "x-ratelimit-bucket": "fake",
        "x-ratelimit-scope": "user",
      },
    },
  };
}
