/**
 * Characters nobody sees but programs read: tags, variation selectors, zero-width and bidirectional marks, soft
 * hyphens, control characters other than tab and newline. They hide instructions and break search (OWASP LLM01:2026).
 */
const invisible = /(?![\t\n])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\ufff9-\ufffb]/gu;

/**
 * More marks on one letter than any language has: composing takes time that grows with the square of their number, so
 * that a text of nothing else would hold the process for minutes. Unicode's stream-safe format (UAX 15) allows 30.
 */
const heapedMarks = /(\p{M}{30})\p{M}+/gu;

/** The text as people see it, in Unicode's composed form; line ends become `\n`. Lone surrogates are replaced. */
export function stripInvisible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(invisible, "")
    .replace(heapedMarks, "$1")
    .normalize("NFC");
}
