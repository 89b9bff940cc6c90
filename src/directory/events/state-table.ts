import type { ZoneFound } from "../../calendar/zones.ts";
import { type Audience, audiences } from "../../shared/audience.ts";
import { createTurns } from "../../shared/in-turns.ts";
import type { Table, TableRow } from "../table/table.ts";
import type { EventColumns, EventField } from "./event-columns.ts";
import type { EventStatus } from "./event-search.port.ts";
import { readRowDates } from "./read-row-dates.ts";
import type { EventCluster, SourceDefaults } from "./source-defaults.ts";
import { postcodeOf } from "./split-location.ts";
import type { EntryProblem, EventFacts, RefusedEntry, StatedEvent, StatedFile } from "./stated-event.ts";
import { longest, tidyTags, tidyText } from "./tidy-text.ts";
import { webAddress } from "./web-address.ts";

export interface TableContext {
  readonly label: string;
  readonly defaults: SourceDefaults;
  readonly columns: EventColumns;
  readonly clusters: readonly EventCluster[];
  readonly findZone: (name: string) => ZoneFound;
}

/** The cells of a row by what they hold; the empty text where there is no such column. */
export type Cells = (field: EventField) => string;

/** What a table says of events, one for each row. */
export async function stateTable({ rows }: Table, context: TableContext): Promise<StatedFile> {
  const stated = new Map<string, StatedEvent>();
  const refused: RefusedEntry[] = [];
  const contradicting = new Set<string>();
  const turn = createTurns();
  for (const row of rows) {
    await turn();
    const event = stateRow(row, context);
    if ("problem" in event) {
      refused.push(event);
      continue;
    }
    const other = stated.get(event.entryKey);
    if (other === undefined) stated.set(event.entryKey, event);
    else if (contentOf(other) !== contentOf(event)) {
      contradicting.add(event.entryKey);
      const problem = { kind: "contradiction", otherLine: other.line } as const;
      refused.push({ line: event.line, title: event.facts.title, entryKey: event.entryKey, problem });
    }
  }
  return {
    label: context.label,
    events: [...stated.values()].filter(({ entryKey }) => !contradicting.has(entryKey)),
    refused,
    isIncomplete: refused.some(({ entryKey }) => entryKey === null),
    isNotice: false,
    privateEntries: [],
    remarks: [],
  };
}

function contentOf({ line: _line, ...content }: StatedEvent): string {
  return JSON.stringify(content);
}

function stateRow(row: TableRow, context: TableContext): StatedEvent | RefusedEntry {
  const cells: Cells = (field) => {
    const column = context.columns.found.get(field);
    return column === undefined ? "" : (row.cells[column] ?? "");
  };
  const title = tidyText(cells("title").replace(/\s+/g, " "), longest.title);
  const uid = tidyText(cells("uid"), longest.uid);
  const whenWritten = [cells("start"), cells("startTime")].filter((text) => text !== "").join(" ");
  const entryKey = uid ?? (title === null ? null : `${title} | ${whenWritten}`);
  const refusal = (problem: EntryProblem): RefusedEntry => ({ line: row.line, title, entryKey, problem });
  if (title === null || entryKey === null) return refusal({ kind: "no-title" });
  const whose = whoseIs(cells, context);
  if ("kind" in whose) return refusal(whose);
  const status = statusOf(cells("status"));
  if (status !== null && typeof status === "object") return refusal(status);
  const wrong = (["url", "onlineUrl"] as const).find(
    (field) => cells(field) !== "" && webAddress(cells(field)) === null,
  );
  if (wrong !== undefined)
    return refusal({ kind: "not-an-address", field: wrong, text: shortened(cells(wrong)) });
  const series = readRowDates(cells, context);
  if ("kind" in series) return refusal(series);
  return {
    entryKey,
    uid,
    line: row.line,
    sequence: 0,
    changedAt: null,
    ...whose,
    isSample: context.defaults.isSample || /\bSAMPLE$/.test(title),
    status,
    facts: factsOf(cells, title),
    series,
    cancelled: [],
    isPart: false,
  };
}

type Whose = Pick<StatedEvent, "clusterId" | "audience" | "audienceClusters">;

/** What the row says counts before what is said of the whole file. */
function whoseIs(cells: Cells, { defaults, clusters }: TableContext): Whose | EntryProblem {
  const named = cells("cluster").toLowerCase();
  const clusterId = named === "" ? defaults.clusterId : named;
  if (!clusters.some(({ id }) => id === clusterId))
    return { kind: "unknown-cluster", text: shortened(clusterId) };
  const said = cells("audience").toLowerCase();
  const audience = said === "" ? defaults.audience : (audiences.find((one) => one === said) ?? null);
  if (audience === null)
    return { kind: "unknown-word", field: "audience", text: shortened(cells("audience")), known: audiences };
  return {
    clusterId,
    audience,
    audienceClusters: clustersOf(audience, { clusterId, named, said, defaults }),
  };
}

interface Saying {
  readonly clusterId: string;
  readonly named: string;
  readonly said: string;
  readonly defaults: SourceDefaults;
}

function clustersOf(audience: Audience, { clusterId, named, said, defaults }: Saying): readonly string[] {
  if (audience === "public") return [];
  const isFilesOwn = said === "" && (named === "" || named === defaults.clusterId);
  return isFilesOwn ? defaults.audienceClusters : [clusterId];
}

const statuses: ReadonlyMap<string, EventStatus> = new Map([
  ["scheduled", "scheduled"],
  ["confirmed", "scheduled"],
  ["moved", "moved"],
  ["rescheduled", "moved"],
  ["cancelled", "cancelled"],
  ["canceled", "cancelled"],
  ["sold out", "sold out"],
  ["full", "sold out"],
]);

function statusOf(text: string): EventStatus | EntryProblem | null {
  if (text === "") return null;
  const known = ["scheduled", "moved", "cancelled", "sold out"];
  const status = statuses.get(text.toLowerCase().replace(/[-_\s]+/g, " "));
  return status ?? { kind: "unknown-word", field: "status", text: shortened(text), known };
}

function factsOf(cells: Cells, title: string): EventFacts {
  const line = (field: EventField): string | null =>
    tidyText(cells(field).replace(/\s+/g, " "), longest.line);
  const address = tidyText(cells("address").replace(/\s*\n\s*/g, ", "), longest.address);
  const tags = cells("tags");
  return {
    title,
    summary: tidyText(cells("description"), longest.summary),
    organiser: line("organiser"),
    venue: line("venue"),
    address,
    postcode: line("postcode") ?? postcodeOf(address) ?? postcodeOf(line("venue")),
    onlineUrl: webAddress(cells("onlineUrl")),
    url: webAddress(cells("url")),
    price: line("price"),
    tags: tidyTags(tags.split(tags.includes(";") ? ";" : ",")),
  };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}
