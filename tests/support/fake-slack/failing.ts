import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";

/** Whether the call takes effect all the same. */
export function takesEffect(fault: Fault | null): fault is null | "break" | "lose" | "stall" | Late {
  return fault === null || ["break", "lose", "stall"].includes(String(fault)) || isLate(fault);
}

type Late = Extract<Fault, { readonly late: number }>;

export function isLate(fault: Fault | null): fault is Late {
  return typeof fault === "object" && fault !== null && "late" in fault;
}

/** Ends a call as the fault says. */
export function fail(outgoing: ServerResponse, fault: Exclude<Fault, Late>): void {
  if (fault === "hang" || fault === "stall") return;
  if (fault === "lose" || fault === "reset") {
    outgoing.destroy();
  } else if (typeof fault === "number") {
    // docs: rate limits: 429 with Retry-After in seconds
    outgoing.writeHead(429, { "retry-after": String(fault) }).end();
  } else if (typeof fault === "object") {
    reply(outgoing, 200, JSON.stringify({ ok: false, error: fault.error }));
  } else {
    reply(outgoing, 500, "");
  }
}

export function reply(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(body);
}
