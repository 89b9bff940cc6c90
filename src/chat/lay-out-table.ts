import type { Span, TextBlock } from "./rich-text.ts";
import { tidySpans, wordsOf } from "./tidy-spans.ts";

type Table = Extract<TextBlock, { type: "table" }>;
type List = Extract<TextBlock, { type: "list" }>;

/** Columns of type that fit in a line of code on most screens; on a telephone some lines wrap. */
const lineCharacters = 60;

/**
 * The lines of a table for a typeface in which all characters have one width; null when it is too wide for that, or
 * holds links, which could not be followed there.
 */
export function alignedTable({ header, rows }: Table): readonly string[] | null {
  const cells = [header, ...rows].map((row) => row.map(tidySpans));
  if (cells.flat(2).some((span) => span.type === "link")) return null;
  const words = cells.map((row) => row.map((cell) => onOneLine(wordsOf(cell))));
  const widths = header.map((_, column) => Math.max(...words.map((row) => widthOf(row[column] ?? ""))));
  if (widths.reduce((sum, width) => sum + width + gap.length, -gap.length) > lineCharacters) return null;
  const [head = "", ...body] = words.map((row) =>
    widths
      .map((width, column) => padded(row[column] ?? "", width))
      .join(gap)
      .trimEnd(),
  );
  return [head, widths.map((width) => "─".repeat(width)).join(gap), ...body];
}

const gap = "  ";

/** The same as a list with an item for each row, its values behind their headings. */
export function tableAsList({ header, rows }: Table): List {
  const names = header.map((cell) => onOneLine(wordsOf(tidySpans(cell))));
  const lines =
    rows.length === 0
      ? header.map((cell) => [cell])
      : rows.map((row) => row.map((cell, column) => named(names[column] ?? "", cell)));
  return {
    type: "list",
    isOrdered: false,
    start: 1,
    items: lines.map((values) => [{ type: "paragraph", spans: onLines(values) }]),
  };
}

function onLines(values: readonly (readonly Span[])[]): readonly Span[] {
  return values.flatMap((value, index) => (index === 0 ? value : [lineBreak, ...value]));
}

const lineBreak: Span = { type: "break" };

function named(name: string, cell: readonly Span[]): readonly Span[] {
  return name === "" ? cell : [{ type: "text", text: `${name}:`, marks: ["strong"] }, space, ...cell];
}

const space: Span = { type: "text", text: " ", marks: [] };

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Columns a text takes: pictures and East Asian characters two each, marks on a letter none. */
function widthOf(text: string): number {
  let width = 0;
  const plain = text.replaceAll(/\p{RGI_Emoji}/gv, "\u{1f642}").replaceAll(/\p{M}/gu, "");
  for (const character of plain) width += wide.test(character) ? 2 : 1;
  return width;
}

const wide =
  /[\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff60]/u;
