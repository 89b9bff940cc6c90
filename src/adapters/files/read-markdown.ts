import GithubSlugger from "github-slugger";
import type { List, Nodes, Root, Table } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { ReadFile } from "../../knowledge/document.ts";
import { markdown } from "./media-types.ts";
import { splitFrontMatter } from "./read-statements.ts";
import { FileRefusal } from "./refusal.ts";
import { createSectionBuilder, oneLine, type SectionBuilder, tableRow } from "./section-builder.ts";
import { statesRecord } from "./states-record.ts";

const processor = unified().use(remarkParse).use(remarkGfm);

/** Markdown with optional front matter. Headings get the anchors GitHub would give them. Throws FileRefusal. */
export function readMarkdown(text: string): ReadFile {
  const { statements, body } = splitFrontMatter(text);
  // A draft of a position is not for whoever may read documents.
  if (statesRecord(statements))
    throw new FileRefusal("it is a record, not a document; whoever runs the bot imports it as a file");
  const tree: Root = processor.parse(body);
  const builder = createSectionBuilder();
  const slugger = new GithubSlugger();
  let title: string | null = null;
  for (const node of tree.children) {
    if (node.type === "heading") {
      const heading = textOf(node);
      if (node.depth === 1) title ??= oneLine(heading) || null;
      builder.heading(node.depth, heading, { anchor: slugger.slug(heading) });
    } else {
      addBlock(node, builder, "");
    }
  }
  return { mediaType: markdown, title, metadata: statements, sections: builder.sections() };
}

function addBlock(node: Nodes, builder: SectionBuilder, prefix: string): void {
  switch (node.type) {
    case "paragraph":
      builder.paragraph(prefix + oneLine(textOf(node)));
      return;
    case "code":
      builder.paragraph(node.value);
      return;
    case "html":
      builder.paragraph(prefix + oneLine(withoutTags(node.value)));
      return;
    case "list":
      addList(node, builder, prefix);
      return;
    case "table":
      addTable(node, builder);
      return;
    case "heading":
      // A heading inside a quotation or a list has no place of its own in the page.
      builder.paragraph(oneLine(textOf(node)));
      return;
    case "definition":
    case "thematicBreak":
      return;
    default:
      if ("children" in node) for (const child of node.children) addBlock(child, builder, prefix);
  }
}

function addList(list: List, builder: SectionBuilder, prefix: string): void {
  const start = list.start ?? 1;
  for (const [index, item] of list.children.entries()) {
    const marker = list.ordered === true ? `${prefix}${start + index}) ` : prefix;
    for (const [place, child] of item.children.entries()) addBlock(child, builder, place === 0 ? marker : "");
  }
}

function addTable(table: Table, builder: SectionBuilder): void {
  const [head, ...rows] = table.children.map((row) => row.children.map((cell) => oneLine(textOf(cell))));
  if (rows.length === 0) builder.paragraph(tableRow([], head ?? []));
  for (const row of rows) builder.paragraph(tableRow(head ?? [], row));
}

/** Inline HTML is markup, not text; pictures speak through their description. */
function textOf(node: Nodes): string {
  if (node.type === "html") return withoutTags(node.value);
  if (node.type === "break") return " ";
  if ("children" in node) return node.children.map(textOf).join("");
  return plainText(node);
}

function withoutTags(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/<\/?[a-z][^<>]*>/gi, "");
}
