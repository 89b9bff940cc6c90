import type { RichText, Span, TextBlock } from "./rich-text.ts";
import { tidySpans, wordsOf } from "./tidy-spans.ts";

/** Everything a rich text says, for previews, notifications and screen readers; addresses stand behind their words. */
export function plainText(text: RichText): string {
  return text
    .map(plainBlock)
    .filter((block) => block !== "")
    .join("\n\n");
}

/** The same for a line of it. */
function plainSpans(spans: readonly Span[]): string {
  return tidySpans(spans)
    .map((span) => {
      if (span.type === "break") return "\n";
      if (span.type === "text") return span.text;
      const label = wordsOf(span.spans);
      return label === span.url || `${label}/` === span.url ? label : `${label} (${span.url})`;
    })
    .join("");
}

function plainBlock(block: TextBlock): string {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return plainSpans(block.spans).trim();
    case "list":
      return block.items
        .map((item, index) => plainItem(item, block.isOrdered ? `${block.start + index}. ` : "• "))
        .join("\n");
    case "quote":
      return plainText(block.blocks).replaceAll(/^/gm, "> ");
    case "code":
      return block.text;
    case "table":
      return plainTable(block);
    case "divider":
      return "";
  }
}

function plainItem(item: readonly TextBlock[], marker: string): string {
  const said = item
    .map(plainBlock)
    .filter((block) => block !== "")
    .join("\n");
  return `${marker}${said.replaceAll("\n", `\n${" ".repeat(marker.length)}`)}`;
}

/** A row a line, each value behind its heading: nobody can hear columns. */
function plainTable({ header, rows }: Extract<TextBlock, { type: "table" }>): string {
  const names = header.map((cell) => onOneLine(plainSpans(cell)));
  if (rows.length === 0) return names.join("; ");
  return rows
    .map((row) => row.map((cell, index) => named(names[index] ?? "", onOneLine(plainSpans(cell)))).join("; "))
    .join("\n");
}

function named(name: string, value: string): string {
  return name === "" ? value : `${name}: ${value}`;
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
