/** One row of a table, with as many cells as the table has columns. */
export interface TableRow {
  /** The line of the file the row begins on, from 1. */
  readonly line: number;
  /** Without white space around them; an empty cell is an empty text. Line ends inside are line feeds. */
  readonly cells: readonly string[];
}

/** A file of columns with headings. */
export interface Table {
  /** The headings as written, none of them twice; a column whose heading is empty has an empty text. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly delimiter: "," | ";" | "\t";
  /** As TextDecoder calls it: utf-8, utf-16le, utf-16be or windows-1252. */
  readonly encoding: string;
}

/** A table, or the line that stands in the way and one sentence for people. */
export type TableReading =
  | { readonly kind: "read"; readonly table: Table }
  | { readonly kind: "refused"; readonly line: number; readonly sentence: string };
