import { readCalendar } from "../../src/adapters/feeds/read-calendar.ts";
import { readTable } from "../../src/adapters/feeds/read-table.ts";
import { createEventSearch } from "../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { findZone } from "../../src/calendar/zones.ts";
import { findEventColumns } from "../../src/directory/events/event-columns.ts";
import type { EventFilter, FoundEvent } from "../../src/directory/events/event-search.port.ts";
import { importEvents } from "../../src/directory/events/import-events.ts";
import type { EventPlan } from "../../src/directory/events/plan-events.ts";
import type { SourceDefaults } from "../../src/directory/events/source-defaults.ts";
import { stateCalendar } from "../../src/directory/events/state-calendar.ts";
import { stateTable } from "../../src/directory/events/state-table.ts";
import type { StatedFile } from "../../src/directory/events/stated-event.ts";
import { english } from "../../src/messages/english.ts";
import type { Readership } from "../../src/shared/audience.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { emptyTables } from "./empty-tables.ts";

export const clusters = [
  { id: "uktcg", region: null, isFederation: true },
  { id: "leeds", region: "Yorkshire and the Humber", isFederation: false },
  { id: "bristol", region: "South West", isFederation: false },
] as const;

const publicOfLeeds: SourceDefaults = {
  clusterId: "leeds",
  audience: "public",
  audienceClusters: [],
  isSample: false,
};

/** What a calendar of these events says; each event is a few lines. */
export function statedCalendar(
  events: readonly (readonly string[])[],
  { head = [], defaults = {} }: { head?: readonly string[]; defaults?: Partial<SourceDefaults> } = {},
): Promise<StatedFile> {
  const lines = events.flatMap((event) => ["BEGIN:VEVENT", ...event, "END:VEVENT"]);
  const text = ["BEGIN:VCALENDAR", ...head, ...lines, "END:VCALENDAR", ""].join("\r\n");
  const reading = readCalendar(text, { messages: english.calendarFiles, findZone });
  if (reading.kind === "refused") throw new Error(reading.sentence);
  return stateCalendar(reading, { label: "feed.ics", defaults: { ...publicOfLeeds, ...defaults }, findZone });
}

/** What a table with these lines says, the headings first. */
export function statedTable(
  lines: readonly string[],
  defaults: Partial<SourceDefaults> = {},
): Promise<StatedFile> {
  const reading = readTable(Buffer.from(`${lines.join("\n")}\n`), { messages: english.tables });
  if (reading.kind === "refused") throw new Error(`line ${reading.line}: ${reading.sentence}`);
  return stateTable(reading.table, {
    label: "events.csv",
    defaults: { ...publicOfLeeds, ...defaults },
    columns: findEventColumns(reading.table),
    clusters,
    findZone,
  });
}

export const anything: EventFilter = {
  window: null,
  clusters: null,
  places: null,
  words: [],
  match: "all",
  isOnline: null,
  isFree: null,
  limit: 100,
};

export const everybody: Readership = { memberOf: [], boardOf: [] };

/** Imports into a database and looks at what is there, on the morning of 1 December 2026. */
export function openEventDesk(database: Database) {
  const store = createEventStore(database.pool);
  const search = createEventSearch(database.pool);
  const now = new Date("2026-12-01T09:00:00Z");
  return {
    store,
    search,
    now,
    clear: async (): Promise<void> => {
      await emptyTables(database.pool, "event, cluster, audit_entry, installation_fact");
      await database.prisma.cluster.createMany({
        data: clusters.map((cluster) => ({ ...cluster, name: cluster.id, nicknames: [] })),
      });
    },
    importFile: (
      file: StatedFile | Promise<StatedFile>,
      {
        sourceKey = "/feed.ics",
        at = now,
        dryRun = false,
      }: { sourceKey?: string; at?: Date; dryRun?: boolean } = {},
    ): Promise<EventPlan> =>
      Promise.resolve(file).then((stated) =>
        importEvents(
          { file: stated, sourceKey, by: onCommandLine, dryRun },
          { store, clock: { now: () => at } },
        ),
      ),
    all: async (readership: Readership = everybody): Promise<readonly FoundEvent[]> =>
      (await search.find(anything, readership)).events,
    auditLines: async (): Promise<number> => database.prisma.auditEntry.count(),
  };
}

/** What became of a file's entries, as `fate title`. */
export function fatesOf({ items }: EventPlan): readonly string[] {
  return items.map(({ fate, title }) => `${fate} ${title}`);
}

/** An evening in December, and four of a series; each to be changed by further lines. */
export const talk = [
  "UID:talk@x",
  "DTSTART:20261203T183000Z",
  "DTEND:20261203T200000Z",
  "SUMMARY:Cloud talk",
];
export const weekly = [
  "UID:weekly@x",
  "DTSTART;TZID=Europe/London:20261202T180000",
  "SUMMARY:Code night",
  "RRULE:FREQ=WEEKLY;COUNT=4",
];

export function without(lines: readonly string[], name: string): readonly string[] {
  return lines.filter((line) => !line.startsWith(name));
}
