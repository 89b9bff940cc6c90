import { Temporal } from "temporal-polyfill";
import { toInstant, wallTimeAt } from "./zones.ts";

/** When something closes: wall time `2026-12-18T17:00`, its zone, and the instant that is. */
export interface Closing {
  readonly at: string;
  readonly zone: string;
  readonly instant: Date;
}

/** Works the instant out. `at` is wall time, `zone` the id of one that is there. */
export function closingAt(at: string, zone: string): Closing {
  const instant = toInstant(Temporal.PlainDateTime.from(at), { id: zone });
  return { at, zone, instant: new Date(instant.epochMilliseconds) };
}

/**
 * Which reminder is due before something closes, by the clock on the wall: a week before 17:00 it is 17:00, also when the
 * clocks change in between. Null: none yet, or it has closed.
 */
export function stageBefore({ zone, instant }: Closing, now: Date): "week" | "day" | null {
  const closes = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  const begins = (days: number): number => closes.subtract({ days }).epochMilliseconds;
  const at = now.getTime();
  if (at >= instant.getTime() || at < begins(7)) return null;
  return at < begins(1) ? "week" : "day";
}

/** The ISO day it is in a zone. */
export function dayAt(now: Date, zone: string): string {
  return wallTimeAt(Temporal.Instant.fromEpochMilliseconds(now.getTime()), { id: zone })
    .toPlainDate()
    .toString();
}

const firstHour = 8;
const lastHour = 20;

/** Whether people may be written to at that time: nobody is woken. */
export function isByDay(now: Date, zone: string): boolean {
  const { hour } = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(now.getTime()), { id: zone });
  return hour >= firstHour && hour < lastHour;
}
