import type {
  KnownBlock,
  RichTextBlock,
  RichTextList,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
} from "@slack/types";
import { alignedTable, tableAsList } from "../../chat/lay-out-table.ts";
import type { RichText, Span, TextBlock } from "../../chat/rich-text.ts";
import { tidySpans, wordsOf } from "../../chat/tidy-spans.ts";
import { slackLimits } from "./limits.ts";
import { type InlineElement, lengthOf, linkOf, sectionOf, splitElements } from "./render-inline.ts";

/** The types of the SDK leave out where the numbers of a list begin (reference/block-kit, rich text list element). */
type ListElement = RichTextList & { readonly offset?: number };
type Element = RichTextSection | ListElement | RichTextQuote | RichTextPreformatted;

/** What a block of a rich text became: blocks of Slack's own, or elements that share one. */
type Laid = KnownBlock | Element;

/** Where a block stands: `border` draws the line of a quote. */
interface Within {
  readonly indent: number;
  readonly border: 0 | 1;
}

/** A rich text as Slack's blocks; Slack parses nothing in them, so nothing in them pings or links by itself. */
export function renderRichText(text: RichText): KnownBlock[] {
  return gather(text.flatMap(layOut));
}

/** Spans as rich text elements. */
function elementsOf(spans: readonly Span[], bold = false): InlineElement[] {
  return tidySpans(spans).map((span): InlineElement => {
    if (span.type === "break") return { type: "text", text: "\n" };
    if (span.type === "text") return styled({ type: "text", text: span.text }, span.marks, bold);
    const [first] = span.spans;
    const marks = (first?.type === "text" ? first.marks : []).filter((mark) =>
      span.spans.every((inner) => inner.type === "text" && inner.marks.includes(mark)),
    );
    return styled(linkOf(wordsOf(span.spans), span.url), marks, bold);
  });
}

function styled(element: InlineElement, marks: readonly string[], bold: boolean): InlineElement {
  const style = {
    ...(bold || marks.includes("strong") ? { bold: true } : {}),
    ...(marks.includes("emphasis") ? { italic: true } : {}),
    ...(marks.includes("strike") ? { strike: true } : {}),
    ...(marks.includes("code") ? { code: true } : {}),
  };
  return Object.keys(style).length === 0 ? element : { ...element, style };
}

function layOut(block: TextBlock): Laid[] {
  switch (block.type) {
    case "heading":
      return [headerOf(block) ?? sections(elementsOf(block.spans, true))].flat();
    case "divider":
      return [{ type: "divider" }];
    default:
      return layOutWithin(block, { indent: 0, border: 0 });
  }
}

/** Only headings of the first level: a header block is as large as the title. */
function headerOf({ level, spans }: Extract<TextBlock, { type: "heading" }>): KnownBlock | null {
  const text = wordsOf(tidySpans(spans)).trim();
  const isPlain = spans.every((span) => span.type === "text");
  if (level > 1 || !isPlain || text === "" || text.length > slackLimits.headerCharacters) return null;
  return { type: "header", text: { type: "plain_text", text, emoji: false } };
}

function layOutWithin(block: TextBlock, within: Within): Element[] {
  switch (block.type) {
    case "heading":
      return inQuote(elementsOf(block.spans, true), within);
    case "paragraph":
      return inQuote(elementsOf(block.spans), within);
    case "list":
      return listOf(block, within);
    case "quote":
      return block.blocks.flatMap((inner) => layOutWithin(inner, { ...within, border: 1 }));
    case "code":
      return preformatted(block.text.replace(/\n$/, ""), within);
    case "table": {
      const lines = alignedTable(block);
      return lines === null ? listOf(tableAsList(block), within) : preformatted(lines.join("\n"), within);
    }
    // Slack has a line between blocks only.
    case "divider":
      return [];
  }
}

function inQuote(elements: readonly InlineElement[], { border }: Within): Element[] {
  if (border === 0) return sections(elements);
  return split(elements).map((run) => ({ type: "rich_text_quote", elements: run }));
}

function sections(elements: readonly InlineElement[]): RichTextSection[] {
  return split(elements).map(sectionOf);
}

function preformatted(text: string, { border }: Within): RichTextPreformatted[] {
  return split([{ type: "text", text }]).map((run) => ({
    type: "rich_text_preformatted",
    elements: run,
    ...(border === 1 ? { border } : {}),
  }));
}

function split(elements: readonly InlineElement[]): InlineElement[][] {
  return splitElements(elements, slackLimits.blockCharacters).filter((run) => !isBlank(run));
}

function isBlank(elements: readonly InlineElement[]): boolean {
  return elements.every(({ type, text }) => type === "text" && (text ?? "").trim() === "");
}

/** Slack's lists hold lines of text only; what else an item holds stands between two of them. */
function listOf(list: Extract<TextBlock, { type: "list" }>, within: Within): Element[] {
  const laid: Element[] = [];
  for (const [index, item] of list.items.entries()) {
    const lines = item.findIndex(({ type }) => type !== "paragraph" && type !== "heading");
    const own = lines === -1 ? item : item.slice(0, lines);
    const rest = lines === -1 ? [] : item.slice(lines);
    const number = list.start + index;
    for (const [place, section] of sections(linesOf(own)).entries())
      addItem(laid, section, { ...within, number: list.isOrdered ? number + place : null });
    const deeper = { ...within, indent: Math.min(within.indent + 1, deepestIndent) };
    laid.push(...rest.flatMap((inner) => layOutWithin(inner, deeper)));
  }
  return laid;
}

/** Source: reference/block-kit/blocks/rich-text-block, rich_text_list: an indent of 0 to 8. */
const deepestIndent = 8;

function linesOf(blocks: readonly TextBlock[]): InlineElement[] {
  const lines = blocks.map((block) =>
    block.type === "paragraph" || block.type === "heading"
      ? elementsOf(block.spans, block.type === "heading")
      : [],
  );
  return lines.flatMap((line, index): InlineElement[] => (index === 0 ? line : [newLine, ...line]));
}

const newLine: InlineElement = { type: "text", text: "\n" };

/** To the list before, where it goes on. */
function addItem(
  laid: Element[],
  section: RichTextSection,
  { indent, border, number }: Within & { readonly number: number | null },
): void {
  const last = laid.at(-1);
  const style = number === null ? "bullet" : "ordered";
  const goesOn = last?.type === "rich_text_list" && last.indent === indent && last.style === style;
  const isNext = goesOn && (number === null || (last.offset ?? 0) + last.elements.length + 1 === number);
  if (isNext) return void last.elements.push(section);
  laid.push({
    type: "rich_text_list",
    style,
    indent,
    ...(border === 1 ? { border } : {}),
    ...(number === null || number < 2 ? {} : { offset: number - 1 }),
    elements: [section],
  });
}

/** As few blocks as hold everything: a message may have fifty. */
function gather(laid: readonly Laid[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (const one of laid) {
    const last = blocks.at(-1);
    if (!isElement(one)) blocks.push(one);
    else if (
      last?.type === "rich_text" &&
      charactersOf([...last.elements, one]) <= slackLimits.blockCharacters
    )
      addTo(last, one);
    else blocks.push({ type: "rich_text", elements: [one] });
  }
  return blocks;
}

/** Slack sets sections one behind the other on a line; all else begins on a line of its own. */
function addTo({ elements }: RichTextBlock, element: Element): void {
  const last = elements.at(-1);
  const isParagraph = element.type === "rich_text_section" || element.type === "rich_text_quote";
  if (isParagraph && last?.type === element.type)
    elements.push({ ...element, elements: [{ type: "text", text: "\n\n" }, ...element.elements] });
  else elements.push(element);
}

function isElement(laid: Laid): laid is Element {
  return laid.type.startsWith("rich_text_");
}

function charactersOf(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => {
    if (element.type === "rich_text_list") return sum + charactersOf(element.elements);
    return sum + lengthOf(element.elements as InlineElement[]) + 2;
  }, 0);
}

/** How many characters people read in these, at least. */
export function lengthOfBlocks(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => {
    switch (block.type) {
      case "header":
        return sum + block.text.text.length;
      case "rich_text":
        return sum + charactersOf(block.elements);
      case "image":
        return sum + block.alt_text.length;
      case "context":
        return (
          sum +
          block.elements.reduce((all, element) => all + ("text" in element ? element.text.length : 0), 0)
        );
      default:
        return sum;
    }
  }, 0);
}
