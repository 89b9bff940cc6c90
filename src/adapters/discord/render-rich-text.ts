import { alignedTable, tableAsList } from "../../chat/lay-out-table.ts";
import type { Mark, RichText, Span, TextBlock } from "../../chat/rich-text.ts";
import { tidySpans, wordsOf } from "../../chat/tidy-spans.ts";
import { codeText, escapeText, inertText, separator } from "./escape-text.ts";
import { limits } from "./limits.ts";
import { linkText } from "./link-text.ts";

/** A line as Discord takes it; `isOuter` lines mean something at the very beginning only, so they are never indented. */
interface Line {
  readonly text: string;
  readonly isOuter?: boolean;
}

/** A rich text as the content of a message; all of it is escaped, so nothing in it pings, links or formats by itself. */
export function renderRichText(text: RichText): string {
  return linesOf(text, "\n\n")
    .map((line) => line.text)
    .join("\n");
}

/** One below the other, with what stands between them; under a heading there is no gap. */
function linesOf(blocks: readonly TextBlock[], gap: "\n" | "\n\n"): Line[] {
  const lines: Line[] = [];
  let isAfterHeading = false;
  for (const block of blocks) {
    const own = linesOfBlock(block);
    if (own.length === 0) continue;
    if (lines.length > 0 && gap === "\n\n" && !isAfterHeading) lines.push({ text: "" });
    lines.push(...own);
    isAfterHeading = block.type === "heading";
  }
  return lines;
}

function linesOfBlock(block: TextBlock): Line[] {
  switch (block.type) {
    case "heading": {
      const line = renderLine(block.spans.map(onOneLine)).trim();
      return line === ""
        ? []
        : [{ text: `${"#".repeat(Math.min(block.level + 1, 3))} ${line}`, isOuter: true }];
    }
    case "paragraph": {
      const text = renderLine(block.spans).trim();
      return text === "" ? [] : text.split("\n").map((line) => ({ text: line }));
    }
    case "list":
      return listLines(block);
    case "quote":
      return quoteLines(block.blocks);
    case "code":
      return fence(block.text, block.language);
    case "table": {
      const lines = alignedTable(block);
      return lines === null ? listLines(tableAsList(block)) : fence(lines.join("\n"), "");
    }
    case "divider":
      return [{ text: "─".repeat(12) }];
  }
}

function listLines({ items, isOrdered, start }: Extract<TextBlock, { type: "list" }>): Line[] {
  return items.flatMap((item, index) => {
    const marker = isOrdered ? `${start + index}. ` : "- ";
    const lines = linesOf(item, "\n");
    const [first] = lines;
    // A heading or code cannot stand behind a bullet.
    if (first === undefined || first.isOuter === true) return lines;
    const indent = " ".repeat(marker.length);
    return lines.map((line, place) =>
      line.isOuter === true ? line : { text: `${place === 0 ? marker : indent}${line.text}` },
    );
  });
}

/** Discord knows no quotation within a quotation. */
function quoteLines(blocks: readonly TextBlock[]): Line[] {
  return linesOf(blocks.flatMap(withoutQuotes), "\n\n").map(({ text }) => ({
    text: `> ${text}`,
    isOuter: true,
  }));
}

function withoutQuotes(block: TextBlock): readonly TextBlock[] {
  if (block.type === "quote") return block.blocks.flatMap(withoutQuotes);
  if (block.type !== "list") return [block];
  return [{ ...block, items: block.items.map((item) => item.flatMap(withoutQuotes)) }];
}

/** Nothing can be escaped inside; a fence in the text is broken by a character nobody sees. */
function fence(text: string, language: string): Line[] {
  const inside = inertText(text)
    .replaceAll("```", `\`${separator}\`${separator}\``)
    .replace(/^\n+|\n$/g, "");
  if (inside.trim() === "") return [];
  const name = /^[\w+#.-]{1,20}$/.test(language) ? language : "";
  return [`\`\`\`${name}`, ...inside.split("\n"), "```"].map((line) => ({ text: line, isOuter: true }));
}

function onOneLine(span: Span): Span {
  return span.type === "break" ? { type: "text", text: " ", marks: [] } : span;
}

/** Spans, escaped, with the signs Discord knows. */
function renderLine(spans: readonly Span[]): string {
  let line = "";
  for (const piece of tidySpans(spans).map(renderSpan)) {
    // Signs that meet would mean something else together.
    const meets = /[*~`]$/.test(line) && /^[*~`]/.test(piece);
    line += meets ? separator + piece : piece;
  }
  return line;
}

function renderSpan(span: Span): string {
  if (span.type === "break") return "\n";
  if (span.type === "text") return withMarks(span.text, span.marks);
  const words = wordsOf(span.spans).replaceAll(/\s+/g, " ").trim();
  const [first] = span.spans;
  const shared = (first?.type === "text" ? first.marks : []).filter(
    (mark) => mark !== "code" && span.spans.every((one) => one.type === "text" && one.marks.includes(mark)),
  );
  return wrap(linkText(words, span.url, limits.bodyLinkCharacters), shared);
}

function withMarks(text: string, marks: readonly Mark[]): string {
  if (text.trim() === "") return text;
  const [before = "", after = ""] = [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]];
  const words = text.trim();
  const escaped = marks.includes("code") ? `\`${codeText(words)}\`` : escapeText(words);
  return before + wrap(escaped, marks) + after;
}

/** Signs of emphasis must touch the words they emphasise. */
function wrap(words: string, marks: readonly Mark[]): string {
  const signs = [
    ...(marks.includes("strong") ? ["**"] : []),
    ...(marks.includes("emphasis") ? ["*"] : []),
    ...(marks.includes("strike") ? ["~~"] : []),
  ];
  return signs.join("") + words + signs.toReversed().join("");
}
