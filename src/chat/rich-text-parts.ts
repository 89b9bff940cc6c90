import type { RichText } from "./rich-text.ts";
import { type Place, splitRichText } from "./split-rich-text.ts";

/** One message of a series: its text, which it is (from 0), and of how many. */
export interface Part {
  readonly body: RichText;
  readonly index: number;
  readonly of: number;
}

/** While it is not known how many there will be, there is room for this number. */
const many = 99;

/** A text as one message where it fits, else as few as hold it. `fits` tells whether a part, shown whole, is one message. */
export function splitIntoParts(text: RichText, fits: (part: Part) => boolean): Part[] {
  const bodies = splitRichText(text, (body, place) => fits({ body, index: place.index, of: countAt(place) }));
  return bodies.map((body, index) => ({ body, index, of: bodies.length }));
}

function countAt({ index, isLast }: Place): number {
  if (!isLast) return Math.max(many, index + 2);
  return index + 1;
}
