import type { Form } from "../../src/chat/form.ts";
import type { Acceptance, IncomingRequest, RequestInbox } from "../../src/chat/platform.port.ts";
import type { Request } from "../../src/chat/request.ts";
import { BotError } from "../../src/shared/errors.ts";

/** An inbox in memory that can be made to wait, to fail or to hang, as a database does. */
export interface RecordingInbox extends RequestInbox {
  /** What was stored, in order; a delivery seen before is not stored again. */
  readonly stored: readonly IncomingRequest[];
  /** Requests that were looked at for a form, in order. */
  readonly asked: readonly Request[];
  /** Every call, also those that were not stored. */
  readonly offered: readonly IncomingRequest[];
  /** Resolves as soon as `accept` has been called `count` times in all. */
  calls(count: number): Promise<void>;
  /** Until the returned function is called, nothing is stored and no call returns. */
  hold(): () => void;
  /** Every call throws DATABASE_UNAVAILABLE until `work` is called. */
  fail(): void;
  /** No call ever returns until `work` is called; the calls already made never return. */
  hang(): void;
  work(): void;
}

export function createRecordingInbox(
  onStored: (incoming: IncomingRequest) => void = () => {},
  formOf: (request: Request) => Form | null = () => null,
): RecordingInbox {
  const stored: IncomingRequest[] = [];
  const offered: IncomingRequest[] = [];
  const asked: Request[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let mode: "working" | "failing" | "hanging" = "working";
  let gate: Promise<void> = Promise.resolve();

  async function accept(incoming: IncomingRequest): Promise<Acceptance> {
    offered.push(incoming);
    for (const waiter of waiting) if (offered.length >= waiter.count) waiter.resolve();
    if (mode === "failing") throw new BotError("DATABASE_UNAVAILABLE");
    if (mode === "hanging") return new Promise<never>(() => {});
    await gate;
    if (stored.some((other) => other.request.deliveryKey === incoming.request.deliveryKey))
      return "duplicate";
    stored.push(incoming);
    onStored(incoming);
    return "stored";
  }

  return {
    accept,
    form: async (request) => {
      asked.push(request);
      return formOf(request);
    },
    asked,
    stored,
    offered,
    calls: (count) =>
      offered.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    fail: () => {
      mode = "failing";
    },
    hang: () => {
      mode = "hanging";
    },
    work: () => {
      mode = "working";
    },
  };
}
