import { CsvError, parse } from "csv-parse/sync";
import type { Table, TableReading, TableRow } from "../../directory/table/table.ts";
import type { TableMessages } from "../../messages/table-messages.ts";
import { type DecodedText, decodeText } from "../../shared/decode-text.ts";
import { type TableLimits, tableLimits } from "./table-limits.ts";

export interface TableReadingNeeds {
  readonly messages: TableMessages;
  readonly limits?: TableLimits;
}

/**
 * Reads a file of columns (.csv, RFC 4180; also with semicolons or tabs), whose first line with something in it has
 * the headings. A file that cannot be read whole is refused whole: what is missing would be taken for withdrawn.
 * Rows with nothing in them are left out, rows that end early are filled up. Never throws.
 */
export function readTable(
  bytes: Uint8Array,
  { messages, limits = tableLimits }: TableReadingNeeds,
): TableReading {
  try {
    if (bytes.length > limits.bytes)
      throw new TableRefusal(1, messages.refused.tooManyBytes(limits.bytes / 1_000_000));
    const { text, encoding } = textOf(bytes, messages);
    const named = /^sep=([,;\t])\n/.exec(text);
    const content = named === null ? text : text.slice(named[0].length);
    const before = named === null ? 0 : 1;
    const delimiter = (named?.[1] as Table["delimiter"] | undefined) ?? findDelimiter(content);
    const records = parseRecords(content, { delimiter, before, limits, messages });
    return {
      kind: "read",
      table: { ...toTable(records, { content, limits, messages }), delimiter, encoding },
    };
  } catch (error) {
    if (!(error instanceof TableRefusal)) throw error;
    return { kind: "refused", line: error.line, sentence: error.message };
  }
}

/** Thrown inside this file only. */
class TableRefusal extends Error {
  readonly line: number;

  constructor(line: number, sentence: string) {
    super(sentence);
    this.line = line;
  }
}

/** The text with line feeds for line ends, however they were written: the parser counts lines by them. */
function textOf(bytes: Uint8Array, { refused }: TableMessages): { text: string; encoding: string } {
  if (startsWith(bytes, "PK\u0003\u0004") || startsWith(bytes, "ÐÏ\u0011à"))
    throw new TableRefusal(1, refused.workbook);
  const decoded = decodeMarked(bytes);
  if (decoded.kind === "refused") {
    const sentence = {
      empty: refused.empty,
      binary: refused.binary,
      "broken-unicode": refused.brokenUnicode,
      "unlike-stated": refused.unknownEncoding,
      "unknown-encoding": refused.unknownEncoding,
    }[decoded.reason];
    throw new TableRefusal(1, sentence);
  }
  if (decoded.text.trim() === "") throw new TableRefusal(1, refused.empty);
  if (/^\s*<(!doctype|html)\b/i.test(decoded.text)) throw new TableRefusal(1, refused.webPage);
  return { text: decoded.text.replace(/\r\n?/g, "\n"), encoding: decoded.encoding };
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return [...mark].every((character, index) => bytes[index] === character.charCodeAt(0));
}

/** Some programs put the mark of UTF-8 before text that is Windows-1252. */
function decodeMarked(bytes: Uint8Array): DecodedText {
  const decoded = decodeText(bytes);
  if (decoded.kind === "text" || decoded.reason !== "broken-unicode" || bytes[0] !== 0xef) return decoded;
  const withoutMark = decodeText(bytes.subarray(3));
  return withoutMark.kind === "text" ? withoutMark : decoded;
}

/** The delimiter by which the first rows have most columns, and equally many. */
function findDelimiter(content: string): Table["delimiter"] {
  const start = content.slice(0, 100_000);
  const scores = ([",", ";", "\t"] as const).map((delimiter) => {
    const widths = firstWidths(start, delimiter);
    const columns = widths[0] ?? 0;
    return { delimiter, score: (columns - 1) * widths.filter((width) => width === columns).length };
  });
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

function firstWidths(start: string, delimiter: string): readonly number[] {
  const records = parse(start, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: 50,
  });
  return records.map((cells) => cells.length);
}

interface Parsing {
  readonly delimiter: string;
  /** Lines of the file before the content. */
  readonly before: number;
  readonly limits: TableLimits;
  readonly messages: TableMessages;
}

/** Every row that has something in it, headings included. */
function parseRecords(
  content: string,
  { delimiter, before, limits, messages }: Parsing,
): readonly TableRow[] {
  const rows: TableRow[] = [];
  const { refused } = messages;
  let line = before + 1;
  try {
    parse(content, {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      max_record_size: limits.rowCharacters,
      on_record: (cells: string[], { lines }) => {
        const row = { line, cells: cells.map((cell) => cell.trim()) };
        line = before + lines + 1;
        if (row.cells.every((cell) => cell === "")) return null;
        if (rows.length > limits.rows) throw new TableRefusal(row.line, refused.tooManyRows(limits.rows));
        if (cells.length > limits.columns)
          throw new TableRefusal(row.line, refused.tooManyColumns(limits.columns));
        rows.push(row);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_QUOTE_NOT_CLOSED") throw new TableRefusal(line, refused.openQuote);
    if (error.code === "CSV_MAX_RECORD_SIZE")
      throw new TableRefusal(line, refused.longRow(limits.rowCharacters));
    throw new TableRefusal(line, refused.strayQuote);
  }
  return rows;
}

interface Shaping {
  readonly content: string;
  readonly limits: TableLimits;
  readonly messages: TableMessages;
}

function toTable(
  records: readonly TableRow[],
  { content, messages }: Shaping,
): Pick<Table, "columns" | "rows"> {
  const { refused } = messages;
  const [headings, ...rows] = records;
  if (headings === undefined) throw new TableRefusal(1, refused.empty);
  const columns = headings.cells.slice(0, headings.cells.findLastIndex((cell) => cell !== "") + 1);
  refuseSameHeading(columns, headings.line, messages);
  if (rows.length === 0) throw new TableRefusal(headings.line, refused.onlyHeadings);
  const width = Math.max(columns.length, 1);
  const isWhole = content.endsWith("\n");
  const filled = rows.map((row, index): TableRow => {
    const used = row.cells.findLastIndex((cell) => cell !== "") + 1;
    if (used > width) throw new TableRefusal(row.line, refused.tooManyCells(used, width));
    if (!isWhole && index === rows.length - 1 && row.cells.length < width)
      throw new TableRefusal(row.line, refused.cutOff(row.cells.length, width));
    const cells = columns.map((_, column) => row.cells[column] ?? "");
    if (cells.every((cell, column) => cell === columns[column]))
      throw new TableRefusal(row.line, refused.headingsAgain);
    return { line: row.line, cells };
  });
  return { columns, rows: filled };
}

function refuseSameHeading(columns: readonly string[], line: number, { refused }: TableMessages): void {
  const seen = new Map<string, number>();
  for (const [index, heading] of columns.entries()) {
    const key = heading.toLowerCase();
    const first = seen.get(key);
    if (first !== undefined && key !== "")
      throw new TableRefusal(line, refused.sameHeading(heading, first + 1, index + 1));
    seen.set(key, index);
  }
}
