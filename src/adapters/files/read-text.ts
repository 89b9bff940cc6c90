import type { ReadFile } from "../../knowledge/document.ts";
import { plainText } from "./media-types.ts";
import { createSectionBuilder, oneLine } from "./section-builder.ts";

/** A line that begins a point of a list. */
const point = /^\s*(?:[-*•–]|\d{1,3}[.)])\s+/;

/** Plain text: paragraphs between empty lines, hard-wrapped lines joined, `# headings` honoured. */
export function readText(text: string): ReadFile {
  const builder = createSectionBuilder();
  for (const block of text.split(/\n[ \t]*\n+/)) addBlock(block.split("\n"), builder);
  return { mediaType: plainText, title: null, metadata: {}, sections: builder.sections() };
}

function addBlock(lines: readonly string[], builder: ReturnType<typeof createSectionBuilder>): void {
  const isWrapped = lines.slice(0, -1).every((line) => line.length >= 50 && line.length <= 120);
  let paragraph = "";
  const close = (): void => {
    builder.paragraph(paragraph);
    paragraph = "";
  };
  for (const line of lines) {
    const heading = /^(#{1,6})\s+(\S.*)$/.exec(line);
    if (heading !== null) {
      close();
      builder.heading(heading[1]?.length ?? 1, heading[2] ?? "");
      continue;
    }
    if (!isWrapped || point.test(line)) close();
    paragraph = `${paragraph} ${oneLine(line.replace(/^\s*[-*•–]\s+/, ""))}`.trim();
  }
  close();
}
