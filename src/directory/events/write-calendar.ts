import { Temporal } from "temporal-polyfill";
import {
  tzlib_get_timezones as definedZones,
  tzlib_get_ical_block as zoneDefinition,
} from "timezones-ical-library";
import { toInstant } from "../../calendar/zones.ts";
import type { EventTime } from "./event-search.port.ts";

/** An event as it is published. Texts are plain text; what is not known is null. */
export interface CalendarEntry {
  /** The same for as long as the event is known. */
  readonly uid: string;
  /** Rises with every change that somebody who comes has to know. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly time: EventTime;
  readonly isCancelled: boolean;
  readonly title: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
}

export interface WrittenCalendar {
  readonly name: string;
  /** In the order of their time. */
  readonly entries: readonly CalendarEntry[];
}

/**
 * An iCalendar file (RFC 5545) as Google, Apple and Outlook subscribe to it: each date an event of its own, in wall
 * time with the definition of its zone. The same entries give the same text. Lines end in CR LF. Piece by piece, an
 * event at a time, so that a long one need not hold others up.
 */
export function* calendarPieces({ name, entries }: WrittenCalendar): Generator<string> {
  const zones = new Set(entries.flatMap(({ time }) => (time.kind === "timed" ? time.zone : [])));
  yield linesOf([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Clusterbot//Events//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    "X-WR-TIMEZONE:Europe/London",
    // How often to look again: RFC 7986 and, before it, Outlook.
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...[...zones].toSorted().flatMap(definitionOf),
  ]);
  for (const entry of entries) yield linesOf(eventLines(entry));
  yield linesOf(["END:VCALENDAR"]);
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(entry: CalendarEntry): readonly string[] {
  const stamp = compact(entry.changedAt.toISOString());
  const text = (name: string, value: string | null): readonly string[] =>
    value === null || value === "" ? [] : [`${name}:${escaped(value)}`];
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(entry.uid)}`,
    // Of a published event the time of its last change (section 3.8.7.2), so that nothing changes by being asked for.
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${entry.sequence}`,
    ...timeLines(entry.time),
    `STATUS:${entry.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    ...text("SUMMARY", entry.title),
    ...text("DESCRIPTION", entry.description),
    ...text("LOCATION", entry.location),
    ...(entry.url === null ? [] : [`URL:${oneLine(entry.url)}`]),
    ...(entry.tags.length === 0 ? [] : [`CATEGORIES:${entry.tags.map(escaped).join(",")}`]),
    "TRANSP:OPAQUE",
    "END:VEVENT",
  ];
}

function timeLines(time: EventTime): readonly string[] {
  if (time.kind === "allDay") {
    const after = Temporal.PlainDate.from(time.lastDay).add({ days: 1 });
    return [
      `DTSTART;VALUE=DATE:${compact(time.day)}`,
      // Not included (section 3.6.1).
      `DTEND;VALUE=DATE:${compact(after.toString())}`,
    ];
  }
  const isDefined = definitionOf(time.zone).length > 0;
  const line = (name: string, iso: string | null): readonly string[] => {
    if (iso === null) return [];
    const instant = Temporal.Instant.from(iso);
    const wallTime = isDefined ? wallTimeIn(time.zone, instant) : null;
    return [
      wallTime === null ? `${name}:${compact(instant.toString())}` : `${name};TZID=${time.zone}:${wallTime}`,
    ];
  };
  return [...line("DTSTART", time.startsAt), ...line("DTEND", time.endsAt)];
}

/** Null for the second of two hours that show the same on the clock: wall time always means the first. */
function wallTimeIn(zone: string, instant: Temporal.Instant): string | null {
  const wallTime = instant.toZonedDateTimeISO(zone).toPlainDateTime();
  return toInstant(wallTime, { id: zone }).equals(instant) ? compact(wallTime.toString()) : null;
}

/** `2026-12-03T18:30:00Z` → `20261203T183000Z`; parts of a second are cut. */
function compact(iso: string): string {
  return iso.replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
}

/** VTIMEZONE, without the time the library was made at: it says nothing, and every update would change every feed. */
function definitionOf(zone: string): readonly string[] {
  const known = definitions.get(zone);
  if (known !== undefined) return known;
  const [definition] = definedZones().includes(zone) ? zoneDefinition(zone) : [];
  const lines =
    typeof definition === "string"
      ? definition.split("\r\n").filter((line) => line !== "" && !line.startsWith("LAST-MODIFIED:"))
      : [];
  definitions.set(zone, lines);
  return lines;
}

/** By zone; there are some hundreds. Looking one up takes a millisecond. */
const definitions = new Map<string, readonly string[]>();

/** Section 3.3.11. Characters that no file may hold are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll(/(?![\n\t])\p{Cc}/gu, "")
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);
}

function oneLine(address: string): string {
  return address.replaceAll(/[\s\p{Cc}]/gu, "");
}

const lineBytes = 75;

/** Lines of at most 75 octets, never cut within a character (section 3.1). */
function folded(line: string): string {
  if (line.length * 3 <= lineBytes) return line;
  const pieces: string[] = [];
  let start = 0;
  let bytes = 0;
  let at = 0;
  for (const character of line) {
    const size = bytesOf(character);
    if (bytes + size > lineBytes) {
      pieces.push(line.slice(start, at));
      start = at;
      // The blank a continued line begins with.
      bytes = 1;
    }
    bytes += size;
    at += character.length;
  }
  return [...pieces, line.slice(start)].join("\r\n ");
}

/** In UTF-8; half a pair becomes U+FFFD. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}
