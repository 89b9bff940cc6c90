import type { InquiryStore } from "../../directory/inquiries/inquiry-store.port.ts";
import type { Clock } from "../../shared/clock.port.ts";

/** Inquiries as whoever looks after them and answers them needs them; filled in wiring. */
export interface InquiryDesk {
  readonly store: Pick<InquiryStore, "add" | "find" | "change" | "withdraw" | "decideOn">;
  readonly clock: Clock;
}
