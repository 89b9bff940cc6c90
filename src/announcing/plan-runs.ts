import type { Temporal } from "temporal-polyfill";
import { wallTimeAt } from "../calendar/zones.ts";
import type { Announcement } from "./announcement.ts";
import type { NewDelivery, NewRun } from "./announcement-store.port.ts";
import type { Forecast, PlannedDestination } from "./forecast.ts";
import { planSlot } from "./plan-slot.ts";
import { runsOf } from "./runs.ts";
import { wallMinute } from "./schedule.ts";

/** How far ahead the runs of what repeats are made: who joins later than that before a run is still part of it. */
export const daysAhead = 8;

/** A destination that something can be sent to, with what preflight found out about it. */
export interface RunDestination extends PlannedDestination {
  readonly forecast: Forecast;
  readonly lane: string;
}

export interface RunsAsked {
  readonly announcement: Pick<Announcement, "schedule" | "cluster" | "content">;
  readonly destinations: readonly RunDestination[];
  readonly now: Temporal.Instant;
}

export interface RunsPlanned {
  readonly runs: readonly NewRun[];
  /** Until when all are there; null when there will never be more. */
  readonly until: Date | null;
  readonly firstDue: Date | null;
  /** The next few that are further ahead; worked out for whoever asks. */
  readonly later: () => readonly NewRun[];
}

/** So many times can be skipped whose runs are not made yet. */
const laterAtMost = 5;

/** The runs that are to come soon, with a delivery for each destination that wants them. */
export function planRuns(asked: RunsAsked): RunsPlanned {
  const { schedule } = asked.announcement;
  const destinations = asked.destinations.filter(({ forecast }) => isReachable(forecast));
  const { slots, later, until } = slotsOf(asked);
  const all = [...slots, ...later];
  const runsAt = (from: number, to: number): readonly NewRun[] =>
    all
      .map((slot, index) => ({ slot, next: all[index + 1] ?? null }))
      .slice(from, to)
      .map((one) => ({ slot: one.slot, deliveries: deliveriesOf(destinations, one, asked) }))
      .filter(({ deliveries }) => deliveries.length > 0);
  const runs = runsAt(0, slots.length);
  const dues = runs.flatMap(({ deliveries }) =>
    deliveries.filter(({ kind }) => kind !== "skipped").map(({ dueAt }) => dueAt.getTime()),
  );
  return {
    runs,
    until: schedule.kind === "repeat" ? until : null,
    firstDue: dues.length === 0 ? null : new Date(Math.min(...dues)),
    later: () => runsAt(slots.length, slots.length + laterAtMost),
  };
}

/** What would show it to people it is not for, or twice, is none; what is only broken just now may be mended by then. */
function isReachable({ outcome }: Forecast): boolean {
  if (outcome.kind === "skipped") return outcome.reason !== "same-channel";
  if (outcome.kind !== "will-fail") return true;
  return !["audience", "shared-with-others", "too-many-parts"].includes(outcome.reason);
}

function slotsOf({ announcement: { schedule }, now }: RunsAsked): {
  readonly slots: readonly string[];
  /** The first few that are not made yet. */
  readonly later: readonly string[];
  readonly until: Date | null;
} {
  if (schedule.kind === "now") return { slots: ["now"], later: [], until: null };
  if (schedule.kind === "once") return { slots: [schedule.at], later: [], until: null };
  const until = now.add({ hours: 24 * daysAhead });
  // A day more on either side: somewhere it is earlier or later than here.
  const from = wallMinute(wallTimeAt(now.subtract({ hours: 24 }), { id: "UTC" }));
  const to = wallMinute(wallTimeAt(until.add({ hours: 24 }), { id: "UTC" }));
  const window = runsOf(schedule, { from, until: to });
  const beyond = runsOf(schedule, {
    from: to,
    until: wallMinute(wallTimeAt(until.add({ hours: 24 * 3660 }), { id: "UTC" })),
  });
  const isOver = beyond.kind === "runs" && beyond.slots.length === 0;
  return {
    slots: window.kind === "runs" ? window.slots : [],
    later: beyond.kind === "runs" ? beyond.slots.slice(0, laterAtMost + 1) : [],
    until: isOver ? null : new Date(until.epochMilliseconds),
  };
}

interface Slot {
  readonly slot: string;
  readonly next: string | null;
}

/**
 * In each channel once: preflight found out which of two workspaces that share one it is, but of the coming run only,
 * and not where neither could be posted to just then.
 */
function deliveriesOf(
  destinations: readonly RunDestination[],
  slot: Slot,
  asked: RunsAsked,
): readonly NewDelivery[] {
  const taken = new Set<string>();
  return destinations.flatMap((one) => {
    const { platform, channel } = one.chosen.destination;
    const place = `${platform}/${channel}`;
    const made = deliveryOf(one, slot, asked).filter(({ kind }) => kind === "skipped" || !taken.has(place));
    if (made.some(({ kind }) => kind !== "skipped")) taken.add(place);
    return made;
  });
}

/** None where its time there was over before it was approved, unless it goes out once and may be late. */
function deliveryOf(
  destination: RunDestination,
  slot: Slot,
  { announcement, now }: RunsAsked,
): NewDelivery[] {
  const { workspace, destination: place } = destination.chosen;
  const { schedule, cluster, content } = announcement;
  const { division, othersOn } = destination;
  const about = { schedule, cluster, topic: content.topic };
  const planned = planSlot({ ...slot, announcement: about, workspace, division, othersOn, now });
  if (planned.kind === "over" || planned.kind === "excepted") return [];
  const channelName = destination.forecast.channelName ?? "";
  const { id: workspaceId, revision: workspaceRevision } = workspace;
  const { channel } = place;
  const { lane } = destination;
  return [{ workspaceId, workspaceRevision, channel, channelName, lane, ...planned }];
}
