import { Temporal } from "temporal-polyfill";
import { ukZone, wallTimeAt } from "../calendar/zones.ts";
import type { Announcement } from "./announcement.ts";
import type { AnnouncementStore, DeliveryShown, Replacing } from "./announcement-store.port.ts";
import { runsOf } from "./runs.ts";
import type { Schedule } from "./schedule.ts";

/** What approving an announcement that takes the place of another does to both. */
export interface TakeOver {
  /** Its own schedule, without what the other one still has. */
  readonly schedule: Schedule;
  readonly replacing: Replacing;
}

/**
 * The day of the approval still goes by the announcement that is there, the next by the one that takes its place: so no
 * day has both, and none that either promised is without. Days are those of the runs' minutes on the wall, which are the
 * same everywhere. Null for what takes no other's place, or is approved already.
 */
export async function takeOverOf(
  { replaces, schedule, state }: Pick<Announcement, "replaces" | "schedule" | "state">,
  {
    store,
    now,
  }: { readonly store: Pick<AnnouncementStore, "byId" | "deliveries">; readonly now: Temporal.Instant },
): Promise<TakeOver | null> {
  if (replaces === null || (state !== "draft" && state !== "awaiting-approval")) return null;
  const replaced = await store.byId(replaces.id);
  if (replaced === null) return null;
  const lastDay = lastDayOf(await store.deliveries(replaced.id), now);
  return {
    schedule: startingAfter(schedule, lastDay),
    replacing: {
      id: replaced.id,
      revision: replaced.revision,
      lastDay,
      schedule: replaced.state === "approved" ? endingAfter(replaced.schedule, lastDay) : null,
    },
  };
}

/** Today in the United Kingdom; where something went out already that is tomorrow's somewhere, that day. */
function lastDayOf(deliveries: readonly DeliveryShown[], now: Temporal.Instant): string {
  const today = wallTimeAt(now, ukZone).toPlainDate().toString();
  const tried = deliveries.filter(isTried).map(({ slot }) => slot.slice(0, 10));
  return [today, ...tried].toSorted().at(-1) ?? today;
}

function isTried({ receipts, state }: DeliveryShown): boolean {
  return receipts.length > 0 || ["sending", "done", "unconfirmed"].includes(state);
}

/** Leaves out its own runs up to that day's end: a rule whose first run were another would give other days. */
function startingAfter(schedule: Schedule, day: string): Schedule {
  if (schedule.kind !== "repeat") return schedule;
  const last = Temporal.PlainDate.from(day);
  // Somewhere it is still the day before, and its runs are to come there.
  const window = { from: `${last.subtract({ days: 1 })}T00:00`, until: `${last.add({ days: 1 })}T00:00` };
  const runs = runsOf(schedule, window);
  const left = runs.kind === "runs" ? runs.slots : [];
  return { ...schedule, except: [...new Set([...schedule.except, ...left])] };
}

/** With an end, or the earlier one it has; one by a count of runs stays beside it (read-rule.ts). */
function endingAfter(schedule: Schedule, day: string): Schedule {
  if (schedule.kind !== "repeat") return schedule;
  const end = `${day.replaceAll("-", "")}T235959`;
  const parts = schedule.rule.split(";").map((part) => part.trim());
  const ends = parts.filter((part) => /^UNTIL=/i.test(part)).map((part) => part.slice("UNTIL=".length));
  const [until] = [end, ...ends].toSorted();
  return {
    ...schedule,
    rule: [...parts.filter((part) => !/^UNTIL=/i.test(part)), `UNTIL=${until}`].join(";"),
  };
}
