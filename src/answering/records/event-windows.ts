import { Temporal } from "temporal-polyfill";
import type { DateRead } from "../../calendar/dates/read-dates.ts";
import { toInstant, ukZone } from "../../calendar/zones.ts";
import type { EventTime, FoundEvent } from "../../directory/events/event-search.port.ts";
import type { DaysAsked } from "./told.ts";

/** From `from` to before `until`. */
export interface EventWindow {
  readonly from: Date;
  readonly until: Date;
}

/** Who asks in the small hours may mean the night that is on or the one to come. */
const smallHoursEnd = 6;
/** Events are worked out no further ahead. */
const monthsAhead = 18;

/** The windows a question asks about; none where it names no time. `now` is wall time in the United Kingdom. */
export function windowsOf(dates: readonly DateRead[], now: Temporal.PlainDateTime): readonly EventWindow[] {
  return dates.flatMap(({ stretch }) => {
    const start = stretch.start ?? Temporal.PlainDateTime.from("2000-01-01T00:00");
    const end =
      stretch.end ?? (stretch.isOpen ? now.add({ months: monthsAhead }) : endOfPoint(start, stretch.grain));
    const asked = windowOf(start, end);
    const isTonight =
      stretch.grain === "part-of-day" && start.hour >= 17 && start.toPlainDate().equals(now.toPlainDate());
    if (!isTonight || now.hour >= smallHoursEnd) return [asked];
    return [windowOf(now, now.with({ hour: smallHoursEnd, minute: 0, second: 0 })), asked];
  });
}

/** “At six” and “now” last a moment; a window must last a little. */
function endOfPoint(start: Temporal.PlainDateTime, grain: string): Temporal.PlainDateTime {
  return grain === "hour" ? start.add({ hours: 1 }) : start.add({ minutes: 1 });
}

function windowOf(from: Temporal.PlainDateTime, until: Temporal.PlainDateTime): EventWindow {
  return { from: dateOf(from), until: dateOf(until) };
}

function dateOf(wallTime: Temporal.PlainDateTime): Date {
  return new Date(toInstant(wallTime, ukZone).epochMilliseconds);
}

/** The days all the times asked about lie in; null where none is named. */
export function daysAsked(dates: readonly DateRead[], now: Temporal.PlainDateTime): DaysAsked | null {
  const windows = windowsOf(dates, now);
  if (windows.length === 0) return null;
  const day = (milliseconds: number) =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(ukZone.id).toPlainDate();
  const from = Math.min(...windows.map((window) => window.from.getTime()));
  const until = Math.max(...windows.map((window) => window.until.getTime()));
  return { from: day(from), until: day(until - 1) };
}

/** Everything that is to come, from a moment on. */
export function from(moment: Date): EventWindow {
  return { from: moment, until: new Date(moment.getTime() + monthsAhead * 31 * 24 * 3_600_000) };
}

/** When a time begins and ends; what lasts all day is on the clock of the United Kingdom. */
export function boundsOf(time: EventTime): EventWindow {
  if (time.kind === "timed") {
    const start = new Date(time.startsAt);
    return { from: start, until: time.endsAt === null ? start : new Date(time.endsAt) };
  }
  const first = Temporal.PlainDate.from(time.day).toPlainDateTime();
  const last = Temporal.PlainDate.from(time.lastDay).add({ days: 1 }).toPlainDateTime();
  return windowOf(first, last);
}

export function isIn(time: EventTime, windows: readonly EventWindow[]): boolean {
  const bounds = boundsOf(time);
  const until = Math.max(bounds.until.getTime(), bounds.from.getTime() + 1);
  return windows.some((window) => bounds.from < window.until && until > window.from.getTime());
}

export function isOver({ time }: Pick<FoundEvent, "time">, now: Date): boolean {
  return boundsOf(time).until <= now;
}
