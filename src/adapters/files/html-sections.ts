import type { Section } from "../../knowledge/document.ts";
import { type DomElement, type DomNode, isElement, isTextNode } from "./dom.ts";
import { createSectionBuilder, oneLine, type SectionBuilder, tableRow } from "./section-builder.ts";

const blocks = new Set(
  "address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer form header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split(
    " ",
  ),
);
const skipped = new Set(
  "script style noscript template svg math canvas audio video iframe object embed select button textarea".split(
    " ",
  ),
);

interface Walk {
  readonly builder: SectionBuilder;
  /** Inline text of the block being read. */
  inline: string;
  /** Marker of the list item whose first text is still to come. */
  marker: string;
  /** `id` of an enclosing element whose first heading is still to come. */
  pendingId: string | null;
}

/** The text below an element as sections; a heading's anchor is an `id` the page already has. */
export function sectionsOf(root: DomElement): readonly Section[] {
  const walk: Walk = { builder: createSectionBuilder(), inline: "", marker: "", pendingId: null };
  visitChildren(root, walk);
  flush(walk);
  return walk.builder.sections();
}

function visitChildren(element: DomElement, walk: Walk): void {
  for (const child of element.childNodes) visit(child, walk);
}

function visit(node: DomNode, walk: Walk): void {
  if (isTextNode(node)) walk.inline += node.textContent ?? "";
  if (!isElement(node) || skipped.has(node.localName)) return;
  const name = node.localName;
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) visitHeading(node, Number(level), walk);
  else if (name === "br") walk.inline += " ";
  else if (name === "pre") visitPreformatted(node, walk);
  else if (name === "table" && isDataTable(node)) visitTable(node, walk);
  else if (name === "ol" || name === "ul") visitList(node, walk);
  else if (blocks.has(name)) visitBlock(node, walk);
  else visitInline(node, walk);
}

function visitInline(element: DomElement, walk: Walk): void {
  const anchor = element.id || (element.localName === "a" ? element.getAttribute("name") : null);
  if (anchor !== null && anchor !== "" && walk.inline.trim() === "") walk.pendingId = anchor;
  visitChildren(element, walk);
}

function visitBlock(element: DomElement, walk: Walk): void {
  flush(walk);
  if (element.id !== "") walk.pendingId = element.id;
  visitChildren(element, walk);
  flush(walk);
}

function visitHeading(element: DomElement, level: number, walk: Walk): void {
  flush(walk);
  const named = element.querySelector("[id], a[name]");
  const own = element.id || named?.id || named?.getAttribute("name") || walk.pendingId;
  walk.builder.heading(level, element.textContent ?? "", { anchor: own || null });
  walk.pendingId = null;
}

function visitPreformatted(element: DomElement, walk: Walk): void {
  flush(walk);
  walk.builder.paragraph(element.textContent ?? "");
}

function visitList(list: DomElement, walk: Walk): void {
  flush(walk);
  const start = Number(list.getAttribute("start") ?? "1");
  let number = Number.isInteger(start) ? start : 1;
  for (const child of list.childNodes) {
    if (!isElement(child)) continue;
    if (list.localName === "ol" && child.localName === "li") {
      walk.marker = `${number}) `;
      number += 1;
    }
    visit(child, walk);
    walk.marker = "";
  }
}

/** A table inside another, or of one column, only arranges the page. */
function isDataTable(table: DomElement): boolean {
  if (table.querySelector("table, h1, h2, h3") !== null) return false;
  return [...table.querySelectorAll("tr")].some((row) => cellsOf(row).length > 1);
}

function visitTable(table: DomElement, walk: Walk): void {
  flush(walk);
  const caption = table.querySelector("caption")?.textContent ?? "";
  walk.builder.paragraph(oneLine(caption));
  let header: readonly string[] = [];
  for (const row of table.querySelectorAll("tr")) {
    const cells = cellsOf(row);
    const texts = cells.map((cell) => oneLine(cell.textContent ?? ""));
    if (cells.every((cell) => cell.localName === "th")) header = texts;
    else walk.builder.paragraph(tableRow(header, texts));
  }
}

function cellsOf(row: DomElement): readonly DomElement[] {
  return [...row.childNodes]
    .filter(isElement)
    .filter((cell) => cell.localName === "td" || cell.localName === "th");
}

function flush(walk: Walk): void {
  const text = oneLine(walk.inline);
  walk.inline = "";
  if (text === "") return;
  walk.builder.paragraph(walk.marker + text);
  walk.marker = "";
  walk.pendingId = null;
}
