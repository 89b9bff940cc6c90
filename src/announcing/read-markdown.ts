import type { List, ListItem, Nodes, Root, RootContent, Table } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { cleanText } from "../chat/clean-text.ts";
import type { RichText, Span, TextBlock } from "../chat/rich-text.ts";
import { tidySpans } from "../chat/tidy-spans.ts";
import { collectNotes, type Notes } from "./markdown-notes.ts";
import { spansOf } from "./read-markdown-line.ts";
import { isTangled } from "./tangled-markup.ts";

const processor = unified().use(remarkParse).use(remarkGfm);

/** Lists and quotes inside each other beyond this are shown at the level above. */
const levels = 6;

/**
 * Reads what somebody wrote in Markdown. HTML is text, comments are left out, a picture within the text becomes a link,
 * and a line that ends, ends. A text of nothing but markup is shown as it was written. Never throws.
 */
export function readMarkdown(text: string): RichText {
  const cleaned = cleanText(text);
  return (isTangled(cleaned) ? null : parsed(cleaned)) ?? asWritten(cleaned);
}

function parsed(text: string): RichText | null {
  try {
    const tree: Root = processor.parse(text);
    const notes = collectNotes(tree);
    const body = blocksOf(tree.children, { notes, level: 0 });
    return [...body, ...footnotes(notes)];
  } catch (error) {
    // The parser calls itself for every level; what it cannot follow nobody could.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function asWritten(text: string): RichText {
  return text
    .split(/\n\s*\n/)
    .map(
      (block): TextBlock => ({
        type: "paragraph",
        spans: tidySpans([{ type: "text", text: block.trim(), marks: [] }]),
      }),
    )
    .filter((block) => block.type === "paragraph" && block.spans.length > 0);
}

interface Reading {
  readonly notes: Notes;
  readonly level: number;
}

function blocksOf(nodes: readonly RootContent[], reading: Reading): TextBlock[] {
  return nodes.flatMap((node) => blockOf(node, reading));
}

function blockOf(node: RootContent, reading: Reading): readonly TextBlock[] {
  switch (node.type) {
    case "heading": {
      const level = node.depth === 1 ? 1 : node.depth === 2 ? 2 : 3;
      return lineBlock({ type: "heading", level, spans: lineOf(node.children, reading) });
    }
    case "paragraph":
      return lineBlock({ type: "paragraph", spans: lineOf(node.children, reading) });
    case "html":
      return lineBlock({ type: "paragraph", spans: lineOf([node], reading) });
    case "code":
      return [{ type: "code", language: node.lang ?? "", text: node.value }];
    case "list":
      return listOf(node, reading);
    case "blockquote": {
      const blocks = blocksOf(node.children, deeper(reading));
      return reading.level < levels && blocks.length > 0 ? [{ type: "quote", blocks }] : blocks;
    }
    case "table":
      return [tableOf(node, reading)];
    case "thematicBreak":
      return [{ type: "divider" }];
    case "definition":
    case "footnoteDefinition":
      return [];
    default:
      return lineBlock({ type: "paragraph", spans: lineOf([node], reading) });
  }
}

function lineBlock(block: Extract<TextBlock, { type: "heading" | "paragraph" }>): readonly TextBlock[] {
  return block.spans.length === 0 ? [] : [block];
}

function lineOf(nodes: readonly Nodes[], { notes }: Reading): Span[] {
  return tidySpans(spansOf(nodes, { notes, marks: [] }));
}

function deeper(reading: Reading): Reading {
  return { ...reading, level: reading.level + 1 };
}

function listOf(list: List, reading: Reading): readonly TextBlock[] {
  const items = list.children.map((item) => itemOf(item, deeper(reading)));
  if (reading.level >= levels) return items.flat();
  return [{ type: "list", isOrdered: list.ordered === true, start: list.start ?? 1, items }];
}

function itemOf(item: ListItem, reading: Reading): TextBlock[] {
  const blocks = blocksOf(item.children, reading);
  if (item.checked === null || item.checked === undefined) return blocks;
  const box: Span = { type: "text", text: item.checked ? "☑ " : "☐ ", marks: [] };
  const [first, ...others] = blocks;
  if (first?.type === "paragraph") return [{ ...first, spans: tidySpans([box, ...first.spans]) }, ...others];
  return [{ type: "paragraph", spans: [box] }, ...blocks];
}

/** Rows that are too short or too long are made to fit, as GitHub does. */
function tableOf(table: Table, reading: Reading): TextBlock {
  const [header = [], ...rows] = table.children.map((row) =>
    row.children.map((cell) => lineOf(cell.children, reading)),
  );
  return { type: "table", header, rows: rows.map((row) => header.map((_, column) => row[column] ?? [])) };
}

/** The notes at the foot of the text, with the numbers they are referred to by. */
function footnotes(notes: Notes): readonly TextBlock[] {
  const written = notes.inOrder().map(({ number, children }) => {
    const label: Span = { type: "text", text: `[${number}] `, marks: [] };
    const [first, ...others] = blocksOf(children, { notes, level: levels - 1 });
    if (first?.type === "paragraph")
      return [{ ...first, spans: tidySpans([label, ...first.spans]) }, ...others];
    return [
      { type: "paragraph" as const, spans: [label] },
      ...(first === undefined ? [] : [first]),
      ...others,
    ];
  });
  return written.length === 0 ? [] : [{ type: "divider" }, ...written.flat()];
}
