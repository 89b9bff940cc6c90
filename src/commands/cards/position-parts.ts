import type { Block } from "../../chat/reply.ts";
import { paragraph } from "./pieces.ts";

/** Characters of a text that are shown at once. */
const partCharacters = 1_500;

/** A text in parts, each of so many characters at most that end where a paragraph, sentence or word does. */
export function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > partCharacters) {
    const end = endWithin(rest.slice(0, partCharacters));
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}

function endWithin(head: string): number {
  const half = partCharacters / 2;
  const ends = [
    head.lastIndexOf("\n\n"),
    head.search(/[.!?]\s(?!.*[.!?]\s)/s) + 1,
    head.lastIndexOf("\n"),
    head.lastIndexOf(" "),
  ];
  // Between the halves of a character nothing is cut.
  const hard = /[\ud800-\udbff]$/.test(head) ? head.length - 1 : head.length;
  return ends.find((end) => end > half) ?? hard;
}

/** Word for word: its paragraphs as they are written, their lines joined where only the page was too narrow. */
export function textBlocks(text: string): readonly Block[] {
  return text.split(/\n\s*\n/).map((part) => paragraph(part.trim()));
}
