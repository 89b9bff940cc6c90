import type { Block, Inline } from "../../chat/reply.ts";
import { paragraph } from "./pieces.ts";

/** A text of a position, word for word: its paragraphs, headings and lists. */
export function positionTextBlocks(text: string): readonly Block[] {
  return text
    .split(/\n\s*\n/u)
    .filter((part) => part.trim() !== "")
    .flatMap((part) => partBlocks(part.trim()));
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
