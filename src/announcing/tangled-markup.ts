/**
 * How much markup a text may have for each of these. The parser's time grows with the square of some of them, and it
 * calls itself for each level of lists and quotes: 12,000 signs of nothing else keep it busy for seconds, or end in a
 * stack overflow. Long documents have less than half of this.
 */
const limits = {
  lines: 500,
  /** Signs of lists and quotes at the beginning of one line. */
  levels: 8,
  /** Characters a line may be indented by: each two may be a level. */
  indent: 40,
  /** Signs of emphasis and code, brackets: in one paragraph. */
  signsTogether: 250,
  /** Signs of any kind in the whole. */
  signs: 1_500,
} as const;

const containers = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){8}/m;
const signs = /[*_~`[\]<>|&@\\!#:]/g;

/** Whether a text is so full of markup that it means nothing to anybody; it is read as plain text then. */
export function isTangled(text: string): boolean {
  if (countOf(text, /\n/g) > limits.lines || countOf(text, signs) > limits.signs) return true;
  if (containers.test(text) || new RegExp(`^[ \\t]{${limits.indent}}`, "m").test(text)) return true;
  return text.split(/\n[ \t>]*\n/).some((block) => countOf(block, /[*_~`[\]<@]/g) > limits.signsTogether);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
