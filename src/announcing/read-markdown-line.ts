import type { Nodes } from "mdast";
import type { Mark, Span } from "../chat/rich-text.ts";
import type { Notes } from "./markdown-notes.ts";

interface Reading {
  readonly notes: Notes;
  readonly marks: readonly Mark[];
}

/** What stands on one line of Markdown. */
export function spansOf(nodes: readonly Nodes[], reading: Reading): Span[] {
  return nodes.flatMap((node) => spanOf(node, reading));
}

function spanOf(node: Nodes, reading: Reading): readonly Span[] {
  const { notes, marks } = reading;
  const text = (words: string): readonly Span[] => [{ type: "text", text: words, marks }];
  switch (node.type) {
    case "text":
      return text(node.value);
    case "inlineCode":
      return [{ type: "text", text: node.value, marks: [...marks, "code"] }];
    case "html":
      return htmlSpans(node.value, marks);
    case "strong":
      return spansOf(node.children, marked(reading, "strong"));
    case "emphasis":
      return spansOf(node.children, marked(reading, "emphasis"));
    case "delete":
      return spansOf(node.children, marked(reading, "strike"));
    case "break":
      return [{ type: "break" }];
    case "link":
      return [{ type: "link", url: node.url, spans: spansOf(node.children, reading) }];
    case "image":
      return [{ type: "link", url: node.url, spans: text(node.alt ?? "") }];
    case "linkReference":
      return linkTo(notes.address(node.identifier), spansOf(node.children, reading));
    case "imageReference":
      return linkTo(notes.address(node.identifier), text(node.alt ?? ""));
    case "footnoteReference": {
      const number = notes.footnote(node.identifier);
      return text(number === null ? `[^${node.label ?? node.identifier}]` : `[${number}]`);
    }
    default:
      return "children" in node ? spansOf(node.children, reading) : [];
  }
}

function marked(reading: Reading, mark: Mark): Reading {
  return reading.marks.includes(mark) ? reading : { ...reading, marks: [...reading.marks, mark] };
}

function linkTo(url: string | null, spans: readonly Span[]): readonly Span[] {
  return url === null ? spans : [{ type: "link", url, spans }];
}

/** Tags are shown as they were written; `<br>` is how a line is broken inside a table. */
function htmlSpans(html: string, marks: readonly Mark[]): readonly Span[] {
  return html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "")
    .split(/<br\s*\/?>/i)
    .flatMap((text, index): Span[] => [
      ...(index === 0 ? [] : [{ type: "break" } as const]),
      { type: "text", text, marks },
    ]);
}
