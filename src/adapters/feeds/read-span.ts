import type { CalendarTime } from "../../directory/events/calendar-event.ts";
import { quoted } from "./collect-components.ts";
import type { EventSource } from "./read-event.ts";
import { compareTimes, readDuration } from "./read-time.ts";

interface Span {
  readonly start: CalendarTime;
  readonly end: CalendarTime | null;
  readonly duration: string | null;
}

/** From when until when. An end that makes no sense is left out and reported; the event still begins. */
export function readSpan(start: CalendarTime, source: EventSource): Span {
  const end = readEnd(start, source);
  const span = { start, end, duration: readLength(end, source) };
  return asDays(span, source) ?? span;
}

function readEnd(start: CalendarTime, { one, time, needs }: EventSource): CalendarTime | null {
  const property = one("DTEND");
  if (property === null) return null;
  const { problems } = needs.messages;
  const end = time(property);
  if (end === null) {
    needs.report(property.line, problems.badEnd(quoted(property.value)));
    return null;
  }
  // Times in a zone nobody knows cannot be checked against others; a day and a time never fit.
  const isUnknown = (start.kind === "custom" || end.kind === "custom") && !isDay(start) && !isDay(end);
  const order = compareTimes(start, end);
  if (order === null) {
    if (isUnknown) return end;
    needs.report(property.line, problems.endUnlikeStart);
    return null;
  }
  if (order > 0) needs.report(property.line, problems.endBeforeStart);
  if (order === 0 && isDay(start)) needs.report(property.line, problems.emptyDay);
  return order > 0 || (order === 0 && isDay(start)) ? null : end;
}

function isDay({ kind }: CalendarTime): boolean {
  return kind === "day";
}

function readLength(end: CalendarTime | null, { one, needs }: EventSource): string | null {
  const property = one("DURATION");
  if (property === null) return null;
  const { problems } = needs.messages;
  const duration = readDuration(property.value);
  if (duration === null) needs.report(property.line, problems.badDuration(quoted(property.value)));
  else if (end !== null) needs.report(property.line, problems.endAndDuration);
  return end === null ? duration : null;
}

/** Outlook writes a whole day as midnight to midnight and says so beside; null where that is not so. */
function asDays({ start, end }: Span, { one }: EventSource): Span | null {
  if (one("X-MICROSOFT-CDO-ALLDAYEVENT")?.value.trim().toUpperCase() !== "TRUE" || end === null) return null;
  const [first, last] = [midnightOf(start), midnightOf(end)];
  if (first === null || last === null || first >= last) return null;
  return { start: { kind: "day", date: first }, end: { kind: "day", date: last }, duration: null };
}

function midnightOf(time: CalendarTime): string | null {
  if (time.kind === "day" || time.kind === "instant") return null;
  return time.wallTime.endsWith("T00:00:00") ? time.wallTime.slice(0, 10) : null;
}
