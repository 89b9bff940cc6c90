import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { findCluster } from "../../people/find-cluster.ts";
import { guessColumns, type TableField } from "../table/guess-columns.ts";
import type { Table, TableRow } from "../table/table.ts";
import { withoutUnkept } from "./membership-fields.ts";
import type { Day } from "./membership-records.ts";
import { readDay } from "./read-day.ts";
import type { Finding, FindingCode } from "./record-plan.ts";

/** Characters of one cell: a page of text. */
const cellCharacters = 4_000;

/** The cells of one row by what they hold. */
export interface RowCells<Field extends string> {
  readonly line: number;
  /** Empty where the cell is, or where there is no such column. */
  readonly text: (field: Field) => string;
  /** Whether the table has a column for it at all: what it does not have says nothing. */
  readonly has: (field: Field) => boolean;
}

/** Takes a table apart into rows by field, and tells what of it was guessed or is not kept. */
export function readCells<Field extends string>(
  whole: Table,
  fields: readonly TableField<Field>[],
): { readonly rows: readonly RowCells<Field>[]; readonly findings: readonly Finding[] } {
  const { table, dropped } = withoutUnkept(whole);
  const { found, guesses, unsure, unused, isWithoutHeadings } = guessColumns(table, fields);
  const of = (code: FindingCode, ...values: string[]): Finding => ({ line: null, code, values });
  const findings = [
    ...(isWithoutHeadings ? [of("without-headings")] : []),
    ...guesses.map(({ field, heading }) => of("guessed-column", heading, field)),
    ...unsure.map(({ field, headings }) => of("unsure-column", field, headings.join("”, “"))),
    ...dropped.map(({ heading, what }) => of("unkept-column", heading, what)),
    ...unused.filter((heading) => heading !== "").map((heading) => of("unused-column", heading)),
  ];
  const toCells = ({ line, cells }: TableRow): RowCells<Field> => ({
    line,
    text: (field) => cells[found.get(field) ?? -1] ?? "",
    has: (field) => found.has(field),
  });
  return { rows: table.rows.map(toCells), findings };
}

/** What reading one row comes upon: refusals throw, the rest is noted. */
export class RowRefusal extends Error {
  readonly finding: Finding;

  constructor(line: number, code: FindingCode, ...values: string[]) {
    super(code);
    this.finding = { line, code, values };
  }
}

/** Null for an empty cell. Throws RowRefusal. */
export function dayIn<Field extends string>(row: RowCells<Field>, field: Field): Day | null {
  const text = row.text(field);
  if (text === "") return null;
  const day = readDay(text);
  if (day === null) throw new RowRefusal(row.line, "bad-day", text.slice(0, 40));
  return day;
}

/** Null for an empty cell. Throws RowRefusal for one that is too long to be what it should be. */
export function textIn<Field extends string>(row: RowCells<Field>, field: Field): string | null {
  const text = row.text(field);
  if (text.length > cellCharacters) throw new RowRefusal(row.line, "too-long", String(cellCharacters));
  return text === "" ? null : text;
}

export interface ClusterChoice {
  readonly clusters: readonly NamedCluster[];
  /** The only cluster there may be, which is also meant where none is said; null for any. */
  readonly only: string | null;
}

/** The id of the cluster a row is for. Throws RowRefusal. */
export function clusterIn<Field extends string>(
  row: RowCells<Field | "cluster">,
  { clusters, only }: ClusterChoice,
): string {
  const text = row.text("cluster");
  if (text === "") {
    if (only === null) throw new RowRefusal(row.line, "no-cluster");
    return only;
  }
  const cluster = findCluster(text, clusters);
  if (cluster === null) throw new RowRefusal(row.line, "unknown-cluster", text.slice(0, 60));
  if (only !== null && cluster.id !== only) throw new RowRefusal(row.line, "other-cluster", cluster.name);
  return cluster.id;
}
