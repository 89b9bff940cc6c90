import { isDeepStrictEqual } from "node:util";
import { Temporal } from "temporal-polyfill";
import type { Division } from "../calendar/bank-holidays.ts";
import { wallTimeAt } from "../calendar/zones.ts";
import type { Workspace } from "../people/workspace.ts";
import type { HoldReason } from "./consent.ts";
import { planSlot, type SlotAsked, type SlotPlan } from "./plan-slot.ts";
import { slotsFrom } from "./runs.ts";

/** A delivery that nothing was tried of, as it stands. */
export interface StandingDelivery extends Pick<SlotAsked, "slot" | "announcement"> {
  readonly id: string;
  readonly run: string;
  readonly approvedAt: Date;
  /** `skipped`: with its whole run, which may be taken up again. */
  readonly state: "waiting" | "held" | "skipped";
  readonly dueAt: Date;
  readonly notes: readonly unknown[];
}

/** What of a workspace decides when something is posted there. */
export interface Agreed extends Pick<Workspace, "cluster" | "consent"> {
  readonly division: Division | null;
}

export interface AnewAsked {
  readonly deliveries: readonly StandingDelivery[];
  readonly before: Agreed;
  readonly after: Agreed;
  /** All else of others that it gets: which run on which day there, `2026-12-01`. */
  readonly others: readonly { readonly run: string; readonly day: string }[];
  readonly now: Date;
}

/** What becomes of a delivery; `reason` as a delivery's. */
export interface PlannedAnew extends Pick<StandingDelivery, "id" | "dueAt" | "notes"> {
  readonly state: StandingDelivery["state"] | "late";
  readonly reason: string | null;
  readonly isMoved: boolean;
}

/** What goes out at once was planned a moment before its approval was written down. */
const asGoodAsSame = 60_000;

/**
 * What a workspace agrees to has changed: when each delivery goes there now, and whether. Only those that change are
 * given back. What is to go out comes before what is held, so that a daily cap holds none in place of another.
 */
export function planAnew(asked: AnewAsked): readonly PlannedAnew[] {
  const { deliveries, after, others } = asked;
  const runsOn = new Map<string, Set<string>>();
  const count = (run: string, day: string) =>
    void runsOn.set(day, (runsOn.get(day) ?? new Set<string>()).add(run));
  for (const { run, day } of others) count(run, day);
  const isHeld = ({ state }: StandingDelivery): number => (state === "waiting" ? 0 : 1);
  const inOrder = deliveries.toSorted(
    (left, right) => isHeld(left) - isHeld(right) || left.dueAt.getTime() - right.dueAt.getTime(),
  );
  return inOrder.flatMap((delivery) => {
    const { run, announcement } = delivery;
    const othersOn = (day: string): number => {
      const runs = runsOn.get(day);
      return (runs?.size ?? 0) - (runs?.has(run) === true ? 1 : 0);
    };
    const planned = anewOf(delivery, asked, othersOn);
    const { state, dueAt } = planned ?? delivery;
    if (state === "waiting" && announcement.cluster !== after.cluster)
      count(run, dayThere(dueAt, after.consent.zone));
    return planned === null ? [] : [planned];
  });
}

function dayThere(at: Date, id: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return wallTimeAt(instant, { id }).toPlainDate().toString();
}

type OthersOn = SlotAsked["othersOn"];

/** Null: it stays as it is. */
function anewOf(delivery: StandingDelivery, asked: AnewAsked, othersOn: OthersOn): PlannedAnew | null {
  const { before, after, now } = asked;
  const isDue = delivery.dueAt <= now;
  // Somebody let it through or asked for it again: it goes out at once, and not when it was planned.
  if (isDue && delivery.state !== "held" && !isAsPlanned(delivery, planFor(delivery, before, othersOn)))
    return null;
  const plan = planFor(delivery, after, othersOn);
  const { id, state, dueAt: dueBefore, notes: notesBefore } = delivery;
  if (plan.kind === "over") {
    if (state === "skipped") return null;
    // What nobody there let through is asked about as if it had not been: the sweep holds what goes out all the same.
    const notes = state === "held" ? notesBefore.filter((one) => asksFor([one]).length === 0) : notesBefore;
    return { id, state: "late", reason: null, dueAt: dueBefore, notes, isMoved: false };
  }
  const isMoved = !isAsPlanned(delivery, plan);
  const common = { id, isMoved, dueAt: isMoved ? plan.dueAt : dueBefore };
  if (plan.kind === "excepted") {
    const notes = [{ note: "on-bank-holiday", holiday: plan.holiday }, { note: "bank-holiday" }];
    return { ...common, state: "skipped", reason: "bank-holiday", notes };
  }
  const { notes } = plan;
  if (plan.kind === "skipped") return { ...common, state: "skipped", reason: reasonIn(notes), notes };
  const next = stateOf(delivery, { ...common, notes, isHeld: plan.kind === "held" }, now);
  if (!isMoved && next === state && isDeepStrictEqual(notes, notesBefore)) return null;
  return { ...common, state: next, reason: next === "skipped" ? "run-skipped" : null, notes };
}

function planFor(delivery: StandingDelivery, agreed: Agreed, othersOn: OthersOn): SlotPlan {
  const { slot, announcement, approvedAt } = delivery;
  const { division } = agreed;
  const now = Temporal.Instant.fromEpochMilliseconds(approvedAt.getTime());
  return planSlot({
    slot,
    next: nextOf(delivery),
    announcement,
    workspace: agreed,
    division,
    othersOn,
    now,
  });
}

function nextOf({ slot, announcement: { schedule } }: StandingDelivery): string | null {
  if (schedule.kind !== "repeat") return null;
  return slotsFrom(schedule, Temporal.PlainDateTime.from(slot)).find((later) => later > slot) ?? null;
}

function isAsPlanned({ dueAt }: StandingDelivery, plan: SlotPlan): boolean {
  return plan.kind !== "over" && Math.abs(plan.dueAt.getTime() - dueAt.getTime()) < asGoodAsSame;
}

/** What would be in the past is asked about, and so is what is held no longer, when its time is over. */
function stateOf(
  delivery: StandingDelivery,
  plan: Pick<PlannedAnew, "dueAt" | "notes" | "isMoved"> & { readonly isHeld: boolean },
  now: Date,
): PlannedAnew["state"] {
  const { state, notes } = delivery;
  if (state === "skipped") return "skipped";
  const wasLetThrough =
    state === "waiting" && asksFor(plan.notes).every((one) => asksFor(notes).includes(one));
  if (plan.isHeld && !wasLetThrough) return "held";
  return plan.dueAt <= now && (plan.isMoved || state === "held") ? "late" : "waiting";
}

const holdReasons: readonly HoldReason[] = ["own-approval", "daily-cap", "bank-holidays-unknown"];

/** Why somebody there has to say yes. */
function asksFor(notes: readonly unknown[]): readonly HoldReason[] {
  return holdReasons.filter((note) => notes.some((one) => isDeepStrictEqual(one, { note })));
}

/** Of what is skipped the last note says why. */
function reasonIn(notes: readonly unknown[]): string | null {
  const last = notes.at(-1);
  return typeof last === "object" && last !== null && "note" in last ? String(last.note) : null;
}
