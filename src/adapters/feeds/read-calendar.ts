import type {
  CalendarEvent,
  CalendarProblem,
  CalendarReading,
  UnreadableEvent,
} from "../../directory/events/calendar-event.ts";
import type { CalendarFileMessages } from "../../messages/calendar-file-messages.ts";
import { createTurns } from "../../shared/in-turns.ts";
import { type CalendarLimits, calendarLimits } from "./calendar-limits.ts";
import { CalendarRefusal } from "./calendar-refusal.ts";
import {
  type CollectingNeeds,
  collectComponents,
  firstValue,
  quoted,
  type RawCalendar,
} from "./collect-components.ts";
import { unescapeText } from "./plain-text.ts";
import { type EventNeeds, readEvent } from "./read-event.ts";
import { type FindZone, type ResolvedZone, resolveZone } from "./resolve-zone.ts";

export interface CalendarReadingNeeds {
  readonly messages: CalendarFileMessages;
  readonly findZone: FindZone;
  readonly limits?: CalendarLimits;
}

/**
 * Reads a calendar file (.ics, RFC 5545): lines are joined, sorted into events, and each event is read. Rules of
 * recurrence stay text and times stay as written. Takes time in proportion to the length; never throws.
 */
export function readCalendar(content: string | Uint8Array, needs: CalendarReadingNeeds): CalendarReading {
  const reading = readStepwise(content, needs);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** The same, with turns for the event loop in between: ten thousand events take a second, and a running bot answers. */
export async function readCalendarInTurns(
  content: string | Uint8Array,
  needs: CalendarReadingNeeds,
): Promise<CalendarReading> {
  const reading = readStepwise(content, needs);
  const turn = createTurns();
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    await turn();
  }
}

function* readStepwise(
  content: string | Uint8Array,
  needs: CalendarReadingNeeds,
): Generator<void, CalendarReading> {
  const { messages, limits = calendarLimits } = needs;
  try {
    const problems = createProblems(limits.problems);
    const collecting = { messages, limits, report: problems.report };
    const calendars = yield* collectComponents(toUtf8(content, { messages, limits }), collecting);
    const events: CalendarEvent[] = [];
    const unreadable: UnreadableEvent[] = [];
    for (const calendar of calendars) {
      const zoneOf = zonesOf(calendar, { ...collecting, findZone: needs.findZone });
      for (const raw of calendar.events) {
        const reading = readEvent(raw, { messages, report: problems.report, zoneOf });
        if (reading.kind === "event") events.push(reading.event);
        else unreadable.push(reading.event);
        yield;
      }
    }
    return { kind: "read", ...headOf(calendars), events, unreadable, ...problems.finish() };
  } catch (error) {
    if (!(error instanceof CalendarRefusal)) throw error;
    return { kind: "refused", line: error.line, sentence: error.message };
  }
}

function createProblems(limit: number) {
  const told: CalendarProblem[] = [];
  let further = 0;
  return {
    report: (line: number, sentence: string): void => {
      if (told.length < limit) told.push({ line, sentence });
      else further += 1;
    },
    finish: () => ({
      problems: told.toSorted((left, right) => left.line - right.line),
      furtherProblems: further,
    }),
  };
}

/** The bytes without a byte-order mark; UTF-16 is turned into UTF-8. Throws CalendarRefusal. */
function toUtf8(
  content: string | Uint8Array,
  { messages, limits }: Pick<CollectingNeeds, "messages" | "limits">,
): Uint8Array {
  const { refused } = messages;
  if (content.length > limits.bytes)
    throw new CalendarRefusal(1, refused.tooManyBytes(limits.bytes / 1_000_000));
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  if (bytes.length > limits.bytes)
    throw new CalendarRefusal(1, refused.tooManyBytes(limits.bytes / 1_000_000));
  const [first, second, third] = bytes;
  const wide =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const text = wide === null ? bytes.subarray(marked ? 3 : 0) : fromUtf16(bytes, wide);
  if (text === null) throw new CalendarRefusal(1, refused.brokenUnicode);
  if (text.every(isBlank)) throw new CalendarRefusal(1, refused.empty);
  return text;
}

function fromUtf16(bytes: Uint8Array, charset: string): Uint8Array | null {
  try {
    return Buffer.from(new TextDecoder(charset, { fatal: true }).decode(bytes), "utf8");
  } catch {
    return null;
  }
}

function isBlank(byte: number): boolean {
  return byte === 0 || (byte >= 9 && byte <= 13) || byte === 32;
}

/** What the zones of one calendar mean; each that needs a word is reported where it is used first. */
function zonesOf(
  calendar: RawCalendar,
  { messages, limits, report, findZone }: CollectingNeeds & Pick<CalendarReadingNeeds, "findZone">,
): EventNeeds["zoneOf"] {
  const known = new Map<string, ResolvedZone>();
  return (written, line) => {
    const before = known.get(written);
    if (before !== undefined) return before;
    if (known.size >= limits.zones)
      throw new CalendarRefusal(line, messages.refused.tooManyZones(limits.zones));
    const zone = resolveZone(written, calendar.zones.get(written), findZone);
    known.set(written, zone);
    if (zone.kind === "custom") report(line, messages.problems.customZone(quoted(written)));
    else if (zone.by === "rules") report(line, messages.problems.zoneByRules(quoted(written), zone.name));
    return zone;
  };
}

function headOf(calendars: readonly RawCalendar[]) {
  const properties = calendars.flatMap((calendar) => calendar.properties);
  const textOf = (name: string): string | null =>
    unescapeText(firstValue(properties, name) ?? "").text || null;
  return {
    name: textOf("X-WR-CALNAME") ?? textOf("NAME"),
    method: firstValue(properties, "METHOD")?.toUpperCase() ?? null,
    writtenZone: textOf("X-WR-TIMEZONE"),
  };
}
