import type { DeliveryShown } from "./announcement-store.port.ts";

/** Somebody deleted there what was to be corrected: nothing of it is left, and nothing to be done. */
export function isGone({
  goal,
  state,
  reason,
  receipts,
}: Pick<DeliveryShown, "goal" | "state" | "reason" | "receipts">): boolean {
  return goal === "edit" && state === "refused" && reason === "deleted" && receipts.length === 1;
}
