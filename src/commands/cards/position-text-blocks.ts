import type { Block, Inline } from "../../chat/reply.ts";
import { paragraph } from "./pieces.ts";

/** Longer texts are shown from their beginning, whole paragraphs as far as they go. Characters. */
const shownAtMost = 900;

/** The text of a position, word for word; `cut` is said where it goes on. */
export function positionTextBlocks(text: string, cut: string): readonly Block[] {
  const parts = text.split(/\n{2,}/u).filter((part) => part.trim() !== "");
  const shown: string[] = [];
  let length = 0;
  for (const part of parts) {
    if (shown.length > 0 && length + part.length > shownAtMost) break;
    shown.push(part);
    length += part.length;
  }
  const [only = ""] = shown;
  const isCut = shown.length < parts.length || only.length > shownAtMost;
  const fitting = only.length > shownAtMost ? [beginningOf(only)] : shown;
  return [...fitting.flatMap(partBlocks), ...(isCut ? [paragraph(cut)] : [])];
}

function beginningOf(part: string): string {
  const start = part.slice(0, shownAtMost);
  const end = start.search(/[.!?](?=\s[^.!?]*$)/u);
  return end > 0 ? start.slice(0, end + 1) : `${start}…`;
}

/** Headings and lists of Markdown; everything else is text as it stands. */
function partBlocks(part: string): readonly Block[] {
  const lines = part.split("\n");
  if (lines.every((line) => /^\s*(?:[-*+]|\d+[.)])\s/u.test(line))) {
    const items = lines.map((line): Inline[] => [
      { type: "text", text: plain(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/u, "")) },
    ]);
    return [{ type: "list", ordered: /^\s*\d/u.test(part), items }];
  }
  const heading = /^#{1,6}\s+(.+)$/u.exec(part);
  if (heading?.[1] !== undefined && lines.length === 1) {
    return [{ type: "paragraph", content: [{ type: "strong", text: plain(heading[1]) }] }];
  }
  return [paragraph(plain(lines.map((line) => line.trim()).join(" ")))];
}

function plain(text: string): string {
  return text
    .replaceAll(/\*\*([^*]+)\*\*/gu, "$1")
    .replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/gu, "$1 ($2)");
}
