/** Emoji and East Asian wide or full-width letters take two columns, joining marks none (UAX #11, roughly). */
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const zeroWidth = /^\p{Mark}+$/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that a text without control characters takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += columnsOfGrapheme(segment);
  return columns;
}

function columnsOfGrapheme(grapheme: string): number {
  if (zeroWidth.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Words with how each looks: `shown` may hold escape sequences that `plain`, which is measured, does not. */
export interface Word {
  readonly plain: string;
  readonly shown: string;
}

/**
 * Fills lines of at most `width` columns; null leaves everything on one line. Only a word longer than a whole
 * line is broken, and an address never is, so that it can be clicked.
 */
export function fillLines(words: readonly Word[], width: number | null): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of words.flatMap((whole) => piecesOf(whole, width))) {
    const columns = columnsOf(word.plain);
    if (used > 0 && width !== null && used + 1 + columns > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += used > 0 ? ` ${word.shown}` : word.shown;
    used += used > 0 ? columns + 1 : columns;
  }
  return used > 0 ? [...lines, line] : lines;
}

function piecesOf(word: Word, width: number | null): readonly Word[] {
  const fits = width === null || columnsOf(word.plain) <= width;
  if (fits || /^https?:\/\//.test(word.plain)) return [word];
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const { segment } of graphemes.segment(word.plain)) {
    const columns = columnsOfGrapheme(segment);
    if (used + columns > width) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += segment;
    used += columns;
  }
  return [...pieces, piece].map((plain) => ({ plain, shown: plain }));
}
