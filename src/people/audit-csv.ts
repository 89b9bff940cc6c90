import { stringify } from "csv-stringify/sync";
import type { Audit, AuditEntry } from "./audit.port.ts";

const headings = ["when", "who", "what", "subject", "cluster", "where", "before", "after"];

/** Lines read at a time. */
const page = 1_000;

export interface AuditSelection {
  /** Of one cluster, or of all when null. */
  readonly cluster: string | null;
  /** The newest so many; null for all. */
  readonly limit: number | null;
}

/** The audit trail, newest first, a page at a time. Throws BotError DATABASE_UNAVAILABLE. */
export async function* auditPages(
  { cluster, limit }: AuditSelection,
  audit: Pick<Audit, "read">,
): AsyncGenerator<readonly AuditEntry[]> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  let last: string | undefined;
  while (left > 0) {
    const before = last === undefined ? {} : { before: last };
    const entries = await audit.read({ cluster, limit: Math.min(page, left), ...before });
    if (entries.length > 0) yield entries;
    left = entries.length < page ? 0 : left - entries.length;
    last = entries.at(-1)?.id;
  }
}

/**
 * The audit trail as CSV (RFC 4180: commas, quotation marks, CR LF), piece by piece: a line of headings, then one for
 * each change. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export async function* auditCsv(
  selection: AuditSelection,
  audit: Pick<Audit, "read">,
): AsyncGenerator<string> {
  yield csvLines([headings]);
  for await (const entries of auditPages(selection, audit)) yield csvLines(entries.map(cellsOf));
}

/** The same of the first `atMost` lines that were read already; when there are more, the last line says so: `cut`. */
export function auditCsvOf(
  entries: readonly AuditEntry[],
  { atMost, cut }: { readonly atMost: number; readonly cut: string },
): string {
  const note = headings.map((_, place) => (place === 0 ? cut : ""));
  const lines = entries.slice(0, atMost).map(cellsOf);
  return csvLines([headings, ...lines, ...(entries.length > atMost ? [note] : [])]);
}

function cellsOf(entry: AuditEntry): readonly string[] {
  return [
    entry.at.toISOString(),
    entry.actor,
    entry.action,
    entry.subject,
    entry.cluster ?? "",
    entry.place,
    asJson(entry.before),
    asJson(entry.after),
  ];
}

/** Every cell in quotation marks, so that no kind of line end in one can begin a new line. */
function csvLines(lines: readonly (readonly string[])[]): string {
  return stringify([...lines], { escape_formulas: true, quoted_string: true, record_delimiter: "windows" });
}

function asJson(value: unknown): string {
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
