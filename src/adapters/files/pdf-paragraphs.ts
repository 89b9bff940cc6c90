import { heaviest, type PdfLine } from "./pdf-lines.ts";
import type { SectionBuilder } from "./section-builder.ts";

const point = /^(?:[•▪◦‣*–-]|\d{1,3}[.)]|[a-z]\))\s/;

/** Letters this much larger than the body's make a heading; a longer line is a large paragraph. */
const headingRatio = 1.12;
const headingCharacters = 160;

/** Adds every page's headings and paragraphs; returns the largest heading of the first page, for a title. */
export function addPages(pages: readonly (readonly PdfLine[])[], builder: SectionBuilder): string | null {
  const isMargin = findMargin(pages);
  const repeated = runningLines(pages, isMargin);
  const body = bodySize(pages);
  const levels = headingLevels(pages, body);
  let title: { readonly text: string; readonly level: number } | null = null;
  for (const [index, lines] of pages.entries()) {
    builder.page(index + 1);
    const kept = lines.filter((line) => !isMargin(line) || !repeated.has(withoutNumbers(line.text)));
    for (const block of blocksOf(kept, body)) {
      const level = block.size === null ? null : (levels.get(block.size) ?? null);
      if (level === null) builder.paragraph(block.text);
      else builder.heading(level, block.text);
      if (index === 0 && level !== null && (title === null || level < title.level))
        title = { text: block.text, level };
    }
  }
  return title?.text ?? null;
}

interface Block {
  readonly text: string;
  /** Size of a heading's letters; null for a paragraph. */
  readonly size: number | null;
}

/** Joins lines into headings and paragraphs. */
function blocksOf(lines: readonly PdfLine[], body: number): readonly Block[] {
  const leading = usualLeading(lines);
  const blocks: Block[] = [];
  let text = "";
  let last: PdfLine | null = null;
  const close = (): void => {
    if (last !== null && text !== "")
      blocks.push({ text, size: isHeading(last, text, body) ? last.size : null });
    text = "";
  };
  for (const line of lines) {
    if (last !== null && startsBlock(last, line, leading)) close();
    text = text === "" ? line.text : joinLines(text, line.text);
    last = line;
  }
  close();
  return blocks;
}

function isHeading(line: PdfLine, text: string, body: number): boolean {
  return line.size >= body * headingRatio && text.length <= headingCharacters;
}

function startsBlock(last: PdfLine, line: PdfLine, leading: number): boolean {
  if (Math.abs(last.size - line.size) > 0.75 || point.test(line.text)) return true;
  const distance = last.base - line.base;
  // Upwards: the next column. A sentence may go on there.
  if (distance < 0) return /[.!?:]["”')]?$/.test(last.text);
  // A page of single lines has no leading to measure; no text is set wider than twice the size of its letters.
  const usual = leading > line.size * 2.2 ? line.size * 1.3 : Math.max(leading, line.size * 1.1);
  return distance > usual * 1.3;
}

/** A word divided at the end of a line is joined; `long-` before a capital or a digit keeps its hyphen. */
function joinLines(text: string, next: string): string {
  if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next;
  return text.endsWith("-") ? text + next : `${text} ${next}`;
}

/** The median distance between lines, in points. */
function usualLeading(lines: readonly PdfLine[]): number {
  const distances = lines
    .slice(1)
    .map((line, index) => (lines[index]?.base ?? 0) - line.base)
    .filter((distance) => distance > 0)
    .toSorted((left, right) => left - right);
  return distances[Math.floor(distances.length / 2)] ?? 0;
}

/** The size most of the text is set in. */
function bodySize(pages: readonly (readonly PdfLine[])[]): number {
  const weight = new Map<number, number>();
  for (const line of pages.flat()) weight.set(line.size, (weight.get(line.size) ?? 0) + line.text.length);
  return heaviest(weight);
}

/** Sizes larger than the body's, largest first, as levels 1 to 4. */
function headingLevels(pages: readonly (readonly PdfLine[])[], body: number): ReadonlyMap<number, number> {
  const sizes = new Set(
    pages
      .flat()
      .filter((line) => line.size >= body * headingRatio)
      .map((line) => line.size),
  );
  const sorted = [...sizes].toSorted((left, right) => right - left);
  return new Map(sorted.map((size, index) => [size, Math.min(index + 1, 4)]));
}

/** Running titles and page numbers: the same line at the edge of at least half of three or more pages. */
function runningLines(
  pages: readonly (readonly PdfLine[])[],
  isMargin: (line: PdfLine) => boolean,
): ReadonlySet<string> {
  if (pages.length < 3) return new Set();
  const counts = new Map<string, number>();
  for (const lines of pages) {
    const margin = new Set(lines.filter(isMargin).map((line) => withoutNumbers(line.text)));
    for (const text of margin) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set(
    [...counts].filter(([, count]) => count >= Math.max(3, pages.length / 2)).map(([text]) => text),
  );
}

/** Points from the highest and lowest line of the whole document within which running lines stand. */
const marginDepth = 24;

function findMargin(pages: readonly (readonly PdfLine[])[]): (line: PdfLine) => boolean {
  const bases = pages.flat().map((line) => line.base);
  const highest = bases.reduce((left, right) => Math.max(left, right), Number.NEGATIVE_INFINITY);
  const lowest = bases.reduce((left, right) => Math.min(left, right), Number.POSITIVE_INFINITY);
  return ({ base }) => base > highest - marginDepth || base < lowest + marginDepth;
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, "#");
}
