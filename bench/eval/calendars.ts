import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { readCalendar } from "../../src/adapters/feeds/read-calendar.ts";
import { findZone } from "../../src/calendar/zones.ts";
import type { CalendarReading } from "../../src/directory/events/calendar-event.ts";
import { calendarFileMessages } from "../../src/messages/calendar-file-messages.ts";

export interface CalendarsOptions {
  /** Holds `index.jsonl` and the files it names. */
  readonly folder: string;
  /** Print the problems of each file, too. */
  readonly problems?: boolean;
}

/** A line of the index: a file, and how many VEVENTs stand in it. */
const IndexRow = z.object({ file: z.string(), vevents: z.int().nonnegative() });
type IndexRow = z.infer<typeof IndexRow>;

interface Measured {
  readonly row: IndexRow;
  readonly reading: CalendarReading;
  readonly milliseconds: number;
}

/** Reads every file of the index: a line for each, then the figures. A file that makes the reader throw ends it all. */
export async function runCalendars({ folder, problems = false }: CalendarsOptions): Promise<string> {
  const index = await readFile(path.join(folder, "index.jsonl"), "utf8");
  const rows = index
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => IndexRow.parse(JSON.parse(line)));
  const measured: Measured[] = [];
  for (const row of rows) {
    const bytes = await readFile(path.join(folder, row.file));
    const start = performance.now();
    const reading = readCalendar(bytes, { messages: calendarFileMessages, findZone });
    measured.push({ row, reading, milliseconds: performance.now() - start });
  }
  const lines = measured.flatMap((one) => [describe(one), ...(problems ? problemsOf(one.reading) : [])]);
  return [...lines, summarise(measured)].join("\n");
}

/**
 * Events that were found: those that were read and those of which it was said, with a line, why they cannot be. Both
 * are told apart in the lines and in the figures.
 */
function eventsFound(reading: CalendarReading): number | null {
  return reading.kind === "read" ? reading.events.length + reading.unreadable.length : null;
}

function differs({ row, reading }: Measured): boolean {
  const found = eventsFound(reading);
  return found !== null && found !== row.vevents;
}

function describe(measured: Measured): string {
  const { row, reading } = measured;
  if (reading.kind === "refused") return `refused ${row.file}, line ${reading.line}: ${reading.sentence}`;
  const { events, unreadable, problems } = reading;
  const verdict = differs(measured) ? "differs" : "read";
  return `${verdict} ${row.file}: events=${events.length} unreadable=${unreadable.length} of=${row.vevents} problems=${problems.length}`;
}

function problemsOf(reading: CalendarReading): readonly string[] {
  if (reading.kind === "refused") return [];
  return [...reading.unreadable, ...reading.problems].map(
    ({ line, sentence }) => `    line ${line}: ${sentence}`,
  );
}

function summarise(measured: readonly Measured[]): string {
  const read = measured.filter(({ reading }) => reading.kind === "read");
  const slowest = measured.reduce((most, { milliseconds }) => Math.max(most, milliseconds), 0);
  const events = sum(read, ({ events }) => events.length);
  const unreadable = sum(read, ({ unreadable: left }) => left.length);
  const whole = read.filter(({ reading }) => reading.kind === "read" && reading.unreadable.length === 0);
  return [
    `events=${events} unreadable=${unreadable} files_without_unreadable=${whole.length}`,
    `calendars read=${read.length} refused=${measured.length - read.length} differ=${measured.filter(differs).length} of=${measured.length} slowest_ms=${slowest.toFixed(1)}`,
  ].join("\n");
}

type Read = Extract<CalendarReading, { kind: "read" }>;

function sum(measured: readonly Measured[], count: (reading: Read) => number): number {
  return measured.reduce((total, { reading }) => total + (reading.kind === "read" ? count(reading) : 0), 0);
}
