import { Temporal } from "temporal-polyfill";
import { toInstant, ukZone, wallTimeAt } from "../../calendar/zones.ts";
import type { EventTime } from "../../directory/events/event-search.port.ts";

/** How far a reminder has come for the time that is known: nothing is due yet, the day before, the hour before. */
export type Stage = "asked" | "day" | "hour";

/** What a message says: the two reminders, and what changed since the person was last told. */
export type MessageKind = "day" | "hour" | "moved" | "off" | "on";

/** What somebody was last told of a date. */
export interface Asked {
  readonly known: EventTime;
  readonly isOff: boolean;
  readonly stage: Stage;
}

/** How it stands with a date now; `off` when it is cancelled or no longer among the dates of its event. */
export type Standing = { readonly kind: "on"; readonly time: EventTime } | { readonly kind: "off" };

/** `over`: it has begun, so nothing more comes; `isMissed` when a reminder should have come and did not. */
export type Next =
  | { readonly kind: "message"; readonly message: MessageKind }
  | { readonly kind: "later"; readonly at: Date }
  | { readonly kind: "over"; readonly isMissed: boolean };

/** All-day events begin at midnight: nobody wants to hear of them then. */
const morning = Temporal.PlainTime.from("09:00");

/** What comes next for a date: decided anew each time, so that a date that moves takes its reminders along. */
export function nextMessage(asked: Asked, standing: Standing, now: Date): Next {
  const time = standing.kind === "on" ? standing.time : asked.known;
  const start = startOf(time);
  const isNew = start.getTime() !== startOf(asked.known).getTime();
  const stage = isNew ? "asked" : asked.stage;
  if (start <= now)
    return { kind: "over", isMissed: standing.kind === "on" && isBefore(stage, stageAt(start, time)) };
  if (standing.kind === "off")
    return asked.isOff ? { kind: "later", at: start } : { kind: "message", message: "off" };
  if (asked.isOff) return { kind: "message", message: "on" };
  // Who has been told of a time to come soon must not go there in vain.
  if (isNew && asked.stage !== "asked") return { kind: "message", message: "moved" };
  const reached = stageAt(now, time);
  if (reached !== "asked" && isBefore(stage, reached)) return { kind: "message", message: reached };
  const [first] = dueTimes(time).filter(({ at }) => at > now);
  return { kind: "later", at: first?.at ?? start };
}

/** The stage that whoever is told of a time just now has reached. */
export function stageAt(now: Date, time: EventTime): Stage {
  return dueTimes(time).findLast(({ at }) => at <= now)?.stage ?? "asked";
}

/** The reminders still to come. */
export function remindersToCome(time: EventTime, now: Date): readonly ("day" | "hour")[] {
  return dueTimes(time).flatMap(({ stage, at }) => (at > now ? [stage] : []));
}

export function startOf(time: EventTime): Date {
  return time.kind === "timed" ? new Date(time.startsAt) : dateOf(Temporal.PlainDateTime.from(time.day));
}

/** A day before by the clock on the wall, whatever the clocks do meanwhile. */
function dueTimes(time: EventTime): readonly { readonly stage: "day" | "hour"; readonly at: Date }[] {
  if (time.kind === "allDay") {
    const dayBefore = Temporal.PlainDate.from(time.day).subtract({ days: 1 });
    return [{ stage: "day", at: dateOf(dayBefore.toPlainDateTime(morning)) }];
  }
  const start = Temporal.Instant.from(time.startsAt);
  return [
    { stage: "day", at: dateOf(wallTimeAt(start, ukZone).subtract({ days: 1 })) },
    { stage: "hour", at: new Date(start.subtract({ hours: 1 }).epochMilliseconds) },
  ];
}

function dateOf(wallTime: Temporal.PlainDateTime): Date {
  return new Date(toInstant(wallTime, ukZone).epochMilliseconds);
}

function isBefore(left: Stage, right: Stage): boolean {
  const order: readonly Stage[] = ["asked", "day", "hour"];
  return order.indexOf(left) < order.indexOf(right);
}
