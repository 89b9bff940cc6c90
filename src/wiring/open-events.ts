import { readCalendarInTurns } from "../adapters/feeds/read-calendar.ts";
import { readTable } from "../adapters/feeds/read-table.ts";
import {
  findRecordFiles,
  isMarkdownRecord,
  type RecordFile,
  readMarkdownRecord,
  readRecordFile,
} from "../adapters/files/record-files.ts";
import { findZone } from "../calendar/zones.ts";
import { findEventColumns, isTableOfEvents } from "../directory/events/event-columns.ts";
import type { EventsCluster } from "../directory/events/event-store.port.ts";
import {
  type SourceDefaults,
  type SourceOptions,
  understandSource,
} from "../directory/events/source-defaults.ts";
import { stateCalendar } from "../directory/events/state-calendar.ts";
import { stateTable } from "../directory/events/state-table.ts";
import type { EntryProblem, StatedFile } from "../directory/events/stated-event.ts";
import { membershipTableKind } from "../directory/membership/membership-fields.ts";
import type { Table } from "../directory/table/table.ts";
import { english } from "../messages/english.ts";

export { findRecordFiles, isMarkdownRecord, type RecordFile, readMarkdownRecord };

/** What a file of records holds. */
export type RecordFileStated =
  | { readonly kind: "events"; readonly file: StatedFile }
  /** Organisations or tiers: their import takes the table as it is. */
  | { readonly kind: "organisations" | "tiers"; readonly table: Table }
  | { readonly kind: "refused"; readonly line: number | null; readonly problem: EntryProblem };

export interface StatingNeeds {
  readonly options: SourceOptions;
  readonly clusters: readonly EventsCluster[];
}

/** Reads a calendar or a table and finds what kind of records it has. Nothing is kept yet. */
export async function stateRecordFile(file: RecordFile, needs: StatingNeeds): Promise<RecordFileStated> {
  const read = await readRecordFile(file);
  if (read.kind === "refused") return refusedAt(null, english.eventImport.unreadable(read.reason));
  const isCalendar = file.path.toLowerCase().endsWith(".ics");
  if (!isCalendar) {
    const reading = readTable(read.bytes, { messages: english.tables });
    if (reading.kind === "refused") return refusedAt(reading.line, reading.sentence);
    const kind = membershipTableKind(reading.table);
    if (kind !== null) return { kind, table: reading.table };
    return await stateEvents(read.beside, needs, (defaults) =>
      stateEventTable(reading.table, { file, defaults, needs }),
    );
  }
  const reading = await readCalendarInTurns(read.bytes, { messages: english.calendarFiles, findZone });
  if (reading.kind === "refused") return refusedAt(reading.line, reading.sentence);
  return await stateEvents(read.beside, needs, async (defaults) => {
    return { kind: "events", file: await stateCalendar(reading, { label: file.label, defaults, findZone }) };
  });
}

async function stateEvents(
  beside: Readonly<Record<string, unknown>>,
  { options, clusters }: StatingNeeds,
  state: (defaults: SourceDefaults) => Promise<RecordFileStated>,
): Promise<RecordFileStated> {
  const understood = understandSource(beside, options, clusters);
  if (understood.kind === "refused") return { kind: "refused", line: null, problem: understood.problem };
  return await state(understood.defaults);
}

interface TableStating {
  readonly file: RecordFile;
  readonly defaults: SourceDefaults;
  readonly needs: StatingNeeds;
}

async function stateEventTable(
  table: Table,
  { file, defaults, needs }: TableStating,
): Promise<RecordFileStated> {
  const columns = findEventColumns(table);
  if (!isTableOfEvents(columns)) return refusedAt(1, english.eventImport.unknownTable(table.columns));
  const [unsure] = columns.unsure;
  if (unsure !== undefined)
    return refusedAt(1, english.eventImport.unsureColumn(unsure.field, unsure.headings));
  const { clusters } = needs;
  const stated = await stateTable(table, { label: file.label, defaults, columns, clusters, findZone });
  const remarks = columns.guesses.map(({ field, heading }) => ({
    line: 1,
    sentence: english.eventImport.guessedColumn(heading, field),
  }));
  return { kind: "events", file: { ...stated, remarks: [...remarks, ...stated.remarks] } };
}

function refusedAt(line: number | null, sentence: string): RecordFileStated {
  return { kind: "refused", line, problem: { kind: "said", sentence } };
}
