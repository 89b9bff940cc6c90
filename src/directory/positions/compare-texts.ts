import { diffArrays } from "diff";
import { termsOf } from "../../shared/terms.ts";

/** What became of sentences between two texts; in the order of the later text, what was taken out where it stood. */
export type TextChange =
  | { readonly kind: "taken-out" | "put-in"; readonly sentence: string }
  | { readonly kind: "reworded"; readonly before: string; readonly after: string };

export interface TextComparison {
  readonly changes: readonly TextChange[];
  /** Sentences that are in both as they are. */
  readonly kept: number;
}

const sentences = new Intl.Segmenter("en-GB", { granularity: "sentence" });
/** Texts that have more than this many sentences of their own are told as wholly another. */
const editsAtMost = 1_000;
/** Terms that two sentences share, of all of theirs, from which one is the other reworded. */
const likeness = 0.5;
/** Of so many neighbours in a row pairs are looked for. */
const runAtMost = 60;

/** What changed from one Markdown text to another, sentence by sentence. Line breaks and blanks do not count. */
export function compareTexts(before: string, after: string): TextComparison {
  const [left, right] = [sentencesOf(before), sentencesOf(after)];
  const runs = diffArrays([...left], [...right], { maxEditLength: editsAtMost });
  if (runs === undefined) return { changes: wholly(left, right), kept: 0 };
  const changes: TextChange[] = [];
  let kept = 0;
  let out: string[] = [];
  let put: string[] = [];
  for (const { removed, added, value } of runs) {
    if (removed) out.push(...value);
    else if (added) put.push(...value);
    else {
      changes.push(...changesIn(out, put));
      [out, put] = [[], []];
      kept += value.length;
    }
  }
  changes.push(...changesIn(out, put));
  return { changes, kept };
}

/** Headings, list items and paragraphs are apart; a paragraph may go over several lines. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n|\n(?=\s*(?:[-*+>#|]|\d{1,3}[.)])\s)/)
    .flatMap((part) => Array.from(sentences.segment(part.replaceAll(/\s+/g, " ")), ({ segment }) => segment))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

/** What was taken out of one place, and what was put there. */
function changesIn(out: readonly string[], put: readonly string[]): readonly TextChange[] {
  if (out.length > runAtMost || put.length > runAtMost) return wholly(out, put);
  const left = out.map((sentence) => ({ sentence, terms: new Set(termsOf(sentence)) }));
  const changes: TextChange[] = [];
  let waiting: string[] = [];
  let next = 0;
  for (const after of put) {
    const terms = new Set(termsOf(after));
    const found = left.findIndex((one, index) => index >= next && alike(one.terms, terms) >= likeness);
    const before = left[found];
    if (before === undefined) {
      waiting.push(after);
      continue;
    }
    changes.push(...wholly(out.slice(next, found), waiting));
    changes.push({ kind: "reworded", before: before.sentence, after });
    waiting = [];
    next = found + 1;
  }
  return [...changes, ...wholly(out.slice(next), waiting)];
}

function wholly(out: readonly string[], put: readonly string[]): readonly TextChange[] {
  return [
    ...out.map((sentence) => ({ kind: "taken-out" as const, sentence })),
    ...put.map((sentence) => ({ kind: "put-in" as const, sentence })),
  ];
}

/** From 0, nothing shared, to 1, all of it (Dice's coefficient). */
function alike(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size + right.size === 0) return 0;
  return (2 * left.intersection(right).size) / (left.size + right.size);
}
