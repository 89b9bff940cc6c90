import { epochSeconds, wallSeconds, wallSecondsAt, wallTimeText } from "../../calendar/wall-text.ts";
import type { CalendarTime } from "./calendar-event.ts";
import type { EventSeries, EventSpan } from "./stated-event.ts";

/** The clock a series is kept on. */
export type Clock = Pick<EventSeries, "zone"> & { readonly start: string };

/**
 * A time as the clock of a series shows it, in the form of its start: a day for what lasts all day; and a mere day in a
 * series with times is that day at the usual time.
 */
export function onClock(time: CalendarTime, clock: Clock): string {
  return inForm(wallOf(time, clock.zone), clock.start);
}

/** The same instant on another clock. A day stays a day. */
export function betweenClocks(text: string, from: string, clock: Clock): string {
  if (text.length === 10 || from === clock.zone) return inForm(text, clock.start);
  const epoch = epochSeconds(wallSeconds(text), { id: from });
  return inForm(wallTimeText(wallSecondsAt(epoch, { id: clock.zone })), clock.start);
}

/** What the clock of the zone shows; a day as a day. */
export function wallOf(time: CalendarTime, zone: string): string {
  switch (time.kind) {
    case "day":
      return time.date;
    case "floating":
    case "custom":
      return time.wallTime;
    case "zoned":
      if (time.zone === zone) return time.wallTime;
      return wallTimeText(
        wallSecondsAt(epochSeconds(wallSeconds(time.wallTime), { id: time.zone }), { id: zone }),
      );
    case "instant":
      return wallTimeText(wallSecondsAt(wallSeconds(time.instant), { id: zone }));
  }
}

function inForm(text: string, like: string): string {
  if (isDay(like)) return text.slice(0, 10);
  return isDay(text) ? text + like.slice(10) : text;
}

export function isDay(text: string): boolean {
  return text.length === 10;
}

/** Records hold no others: beyond them a date is a slip of the pen, and databases differ. */
export function isWithinRecords({ start, end }: EventSpan): boolean {
  return start >= "1970" && (end ?? start) < "2200";
}
