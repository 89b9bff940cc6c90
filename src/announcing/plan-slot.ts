import { Temporal } from "temporal-polyfill";
import type { Division } from "../calendar/bank-holidays.ts";
import type { Zone } from "../calendar/zones.ts";
import type { Workspace } from "../people/workspace.ts";
import type { Announcement } from "./announcement.ts";
import type { NewDelivery } from "./announcement-store.port.ts";
import { applyConsent } from "./consent.ts";
import { dayOfRun, momentOf } from "./runs.ts";

/** One run of an announcement in one workspace. */
export interface SlotAsked {
  readonly slot: string;
  /** The next run of the same announcement; null where there is none. */
  readonly next: string | null;
  readonly announcement: Pick<Announcement, "schedule" | "cluster"> & { readonly topic: string | null };
  readonly workspace: Pick<Workspace, "cluster" | "consent">;
  readonly division: Division | null;
  readonly othersOn: (day: string) => number;
  /** When it was approved: what goes out at once goes out then. */
  readonly now: Temporal.Instant;
}

/**
 * What becomes of it there. `over`: its time there was over before it was approved, of what repeats; `excepted`: a repeat
 * that leaves out bank holidays.
 */
export type SlotPlan =
  | Pick<NewDelivery, "dueAt" | "kind" | "notes">
  | { readonly kind: "over" }
  | { readonly kind: "excepted"; readonly dueAt: Date; readonly holiday: string };

export function planSlot(asked: SlotAsked): SlotPlan {
  const { slot, next, announcement, workspace, division, othersOn, now } = asked;
  const { schedule, topic, cluster } = announcement;
  const zone: Zone = { id: (schedule.kind === "now" ? null : schedule.zone) ?? workspace.consent.zone };
  const at = slot === "now" ? now : momentOf(slot, zone).at;
  if (schedule.kind === "repeat" && Temporal.Instant.compare(at, now) <= 0) return { kind: "over" };
  const day = dayOfRun(schedule, at, division);
  if (day.kind === "bank-holiday")
    return { kind: "excepted", dueAt: new Date(at.epochMilliseconds), holiday: day.holiday.name };
  const nextAt = next === null ? null : momentOf(next, zone).at;
  const promised = { at, topic, isOwn: workspace.cluster === cluster };
  const consented = applyConsent(promised, workspace.consent, { division, othersOn, nextAt, now });
  if (consented.kind === "skipped") {
    const notes = [...consented.notes, { note: consented.reason }];
    return { dueAt: new Date(at.epochMilliseconds), kind: "skipped", notes };
  }
  const isHeld = consented.kind === "held" || day.kind === "unknown";
  const reasons = [
    ...(consented.kind === "held" ? consented.reasons.map((note) => ({ note })) : []),
    ...(day.kind === "unknown" ? [{ note: "bank-holidays-unknown" as const }] : []),
  ];
  const dueAt = new Date(consented.due.epochMilliseconds);
  return { dueAt, kind: isHeld ? "held" : "goes", notes: [...consented.notes, ...reasons] };
}
