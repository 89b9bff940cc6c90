import { oneLine } from "./section-builder.ts";

/** A run of letters as pdf.js gives it; `transform` is a 2×3 matrix, the last two numbers are x and y from below. */
export interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly hasEOL: boolean;
}

export interface PdfLine {
  readonly text: string;
  /** Height of the letters in points, rounded to halves. */
  readonly size: number;
  readonly left: number;
  readonly right: number;
  /** Base line, in points from the bottom of the page. */
  readonly base: number;
}

interface Piece {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly base: number;
}

/** Joins runs of letters into lines, in the order the page draws them. */
export function linesOf(items: readonly TextItem[]): readonly PdfLine[] {
  const lines: PdfLine[] = [];
  let pieces: Piece[] = [];
  const close = (): void => {
    const line = toLine(pieces);
    if (line !== null) lines.push(line);
    pieces = [];
  };
  for (const item of items) {
    const piece = toPiece(item);
    const last = pieces.at(-1);
    if (last !== undefined && piece.text.trim() !== "" && isNewLine(last, piece)) close();
    if (piece.text !== "") pieces.push(piece);
    if (item.hasEOL) close();
  }
  close();
  return lines;
}

function toPiece(item: TextItem): Piece {
  const [a = 0, b = 0, c = 0, d = 0, left = 0, base = 0] = item.transform;
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  return { text: item.str, size, left, right: left + item.width, base };
}

/** Another base line, or back to the left. A raised footnote mark stays on its line. */
function isNewLine(last: Piece, piece: Piece): boolean {
  const size = Math.max(last.size, piece.size, 1);
  return Math.abs(last.base - piece.base) > size * 0.6 || piece.left < last.left - size;
}

function toLine(pieces: readonly Piece[]): PdfLine | null {
  let text = "";
  let right = Number.NEGATIVE_INFINITY;
  const weight = new Map<number, number>();
  for (const piece of pieces) {
    const hasGap = piece.left - right > piece.size * 0.2;
    text += hasGap && text !== "" && !text.endsWith(" ") ? ` ${piece.text}` : piece.text;
    right = Math.max(right, piece.right);
    const size = Math.round(piece.size * 2) / 2;
    weight.set(size, (weight.get(size) ?? 0) + piece.text.trim().length);
  }
  const [first] = pieces;
  const line = oneLine(text);
  if (first === undefined || line === "") return null;
  return { text: line, size: heaviest(weight), left: first.left, right, base: first.base };
}

/** The key with the largest value; 0 for an empty map. */
export function heaviest(weight: ReadonlyMap<number, number>): number {
  let best = 0;
  let most = -1;
  for (const [key, value] of weight) {
    if (value > most) [best, most] = [key, value];
  }
  return best;
}
