import { stripVTControlCharacters } from "node:util";
import { cleanText, safeUrl } from "../../chat/clean-text.ts";
import type { Block, Inline, Reply, Source } from "../../chat/reply.ts";
import { fillLines, type Word } from "./wrap-text.ts";

/** `width`: columns of the terminal, null where nobody sees lines (a pipe); `hasStyle`: bold and dim are shown. */
export interface TextLayout {
  readonly width: number | null;
  readonly hasStyle: boolean;
}

type Style = "bold" | "dim" | "underline";

/** SGR parameters (ECMA-48): on and off. */
const styles = { bold: [1, 22], dim: [2, 22], underline: [4, 24] } as const satisfies Record<
  Style,
  readonly [number, number]
>;

/** Lines are longer than people like to read on a wide terminal. */
const widest = 100;

/** A reply as text for a terminal, ending in a line end. Nothing in it can move the cursor or colour anything. */
export function renderText(reply: Reply, layout: TextLayout): string {
  const width = layout.width === null ? null : Math.max(20, Math.min(widest, layout.width));
  const blocks = reply.blocks.map((block) => renderBlock(block, { ...layout, width }).join("\n"));
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function renderBlock(block: Block, layout: TextLayout): readonly string[] {
  switch (block.type) {
    case "heading":
      return fillLines(wordsOf(block.text, "bold", layout), layout.width);
    case "paragraph":
      return renderContent(block.content, layout);
    case "list":
      return block.items.flatMap((item, index) => {
        const mark = block.ordered ? `${index + 1}. ` : "- ";
        return hanging(mark, renderContent(item, narrower(layout, mark.length)));
      });
    case "sources":
      return [
        ...fillLines(wordsOf(block.title, "bold", layout), layout.width),
        ...block.items.flatMap((source) => renderSource(source, layout)),
      ];
    case "note":
      return hanging("! ", renderContent(block.content, narrower(layout, 2)));
    case "actions":
      return block.buttons.flatMap(({ label, command, text }) =>
        fillLines(wordsOf(`${label}: /cluster ${command} ${text}`.trim(), "dim", layout), layout.width),
      );
    case "message":
      return renderContent([{ type: "text", text: block.text }], narrower(layout, 2)).map((line) =>
        `| ${line}`.trimEnd(),
      );
    case "divider":
      return ["-".repeat(Math.min(layout.width ?? 40, 40))];
  }
}

function renderSource(source: Source, layout: TextLayout): readonly string[] {
  const mark = `  [${source.number}] `;
  const inner = narrower(layout, mark.length);
  const url = source.url === null ? null : (safeUrl(source.url) ?? source.url);
  return hanging(mark, [
    ...fillLines(wordsOf(source.title, null, layout), inner.width),
    ...fillLines(wordsOf(source.note, "dim", layout), inner.width),
    ...(url === null ? [] : fillLines(wordsOf(url, null, layout), inner.width)),
  ]);
}

/** Text keeps its own line ends; each of them begins a new line here. */
function renderContent(content: readonly Inline[], layout: TextLayout): readonly string[] {
  const paragraphs: Word[][] = [[]];
  let isGlued = false;
  for (const inline of content) {
    const { text, style } = textOf(inline);
    // A mark clings to its sentence with one space; anything else keeps the spacing it came with.
    const shouldGlue = inline.type !== "citation" && isGlued && !/^\s/.test(text);
    text.split("\n").forEach((line, index) => {
      if (index > 0) paragraphs.push([]);
      const words = wordsOf(line, style, layout);
      const current = paragraphs.at(-1) ?? [];
      if (index === 0 && shouldGlue) glue(current, words);
      else current.push(...words);
    });
    isGlued = inline.type !== "citation" && text !== "" && !/\s$/.test(text);
  }
  return paragraphs.flatMap((words) => (words.length === 0 ? [""] : fillLines(words, layout.width)));
}

/** Joins the first of the words to the last one before: "Thurs" + "day" is one word. */
function glue(before: Word[], words: readonly Word[]): void {
  const [first, ...rest] = words;
  const last = before.pop();
  if (first !== undefined)
    before.push(
      { plain: (last?.plain ?? "") + first.plain, shown: (last?.shown ?? "") + first.shown },
      ...rest,
    );
  else if (last !== undefined) before.push(last);
}

function textOf(inline: Inline): { readonly text: string; readonly style: Style | null } {
  switch (inline.type) {
    case "text":
      return { text: inline.text, style: null };
    case "strong":
      return { text: inline.text, style: "bold" };
    case "emphasis":
      return { text: inline.text, style: "underline" };
    case "code":
      return { text: inline.text, style: null };
    case "link": {
      const url = safeUrl(inline.url);
      return {
        text: url === null || inline.text === inline.url ? inline.text : `${inline.text} (${url})`,
        style: null,
      };
    }
    case "citation":
      return { text: `[${inline.number}]`, style: "dim" };
  }
}

/** The words of a text; what a source or a person wrote loses every escape sequence before it gets our own. */
function wordsOf(text: string, style: Style | null, layout: TextLayout): readonly Word[] {
  const plain = cleanText(stripVTControlCharacters(text));
  return plain
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => ({ plain: word, shown: style !== null && layout.hasStyle ? styled(word, style) : word }));
}

function styled(word: string, style: Style): string {
  const [on, off] = styles[style];
  return `\u001b[${on}m${word}\u001b[${off}m`;
}

function narrower(layout: TextLayout, columns: number): TextLayout {
  return layout.width === null ? layout : { ...layout, width: Math.max(10, layout.width - columns) };
}

function hanging(mark: string, lines: readonly string[]): readonly string[] {
  const indent = " ".repeat(mark.length);
  return lines.map((line, index) => (index === 0 ? mark + line : indent + line));
}
