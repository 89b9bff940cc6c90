import { type CalendarLimits, calendarLimits } from "../../../src/adapters/feeds/calendar-limits.ts";
import { readCalendar } from "../../../src/adapters/feeds/read-calendar.ts";
import { findZone } from "../../../src/calendar/zones.ts";
import type { CalendarEvent, CalendarReading } from "../../../src/directory/events/calendar-event.ts";
import { calendarFileMessages as messages } from "../../../src/messages/calendar-file-messages.ts";

/** A calendar of one event that starts; the event's lines begin with the third, after its UID and start with the fifth. */
export function aCalendar(lines: readonly string[] = [], start = "DTSTART:20261203T183000Z"): string {
  return [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "UID:talk@calendar.example",
    start,
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** Reads with our own words, and with limits other than usual where a test says so. */
export function read(content: string | Uint8Array, limits: Partial<CalendarLimits> = {}): CalendarReading {
  return readCalendar(content, { messages, findZone, limits: { ...calendarLimits, ...limits } });
}

export function readWhole(content: string | Uint8Array): Extract<CalendarReading, { kind: "read" }> {
  const reading = read(content);
  if (reading.kind === "refused") throw new Error(`line ${reading.line}: ${reading.sentence}`);
  return reading;
}

/** The only event of a calendar in which one is expected. */
export function onlyEvent(content: string | Uint8Array): CalendarEvent {
  const { events } = readWhole(content);
  const [event] = events;
  if (event === undefined || events.length > 1) throw new Error(`${events.length} events, not one`);
  return event;
}

/** `line: sentence` of all that was wrong. */
export function problemsOf(content: string | Uint8Array): readonly string[] {
  return readWhole(content).problems.map(({ line, sentence }) => `${line}: ${sentence}`);
}
