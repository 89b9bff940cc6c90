import { escapeMarkdown } from "../../announcing/escape-markdown.ts";

/** Of Markdown, what hides words from whoever is shown it: nobody signs what they do not see. */
const hiding: readonly RegExp[] = [
  // Comments.
  /<!--/,
  // Where a link goes, or a footnote that nothing refers to, on a line of its own.
  /^[ \t>*+\d.)-]*\[[^\]\n]+\]:/m,
  // What stands behind the language of code.
  /^[ \t>*+\d.)-]*(?:`{3,}|~{3,})[^\n`]*\S[ \t]+\S/m,
  // The title of a link.
  /\]\([^)\n]*\s["'(]/,
];
const fence = /^[ \t>*+\d.)-]*(?:`{3,}|~{3,})/gm;

/** A text as it is; as it was written, with its markup, where that would hide some of it or of what stands below it. */
export function allShown(text: string): string {
  const isOpen = (text.match(fence)?.length ?? 0) % 2 === 1;
  if (!isOpen && !hiding.some((one) => one.test(text))) return text;
  return text.split("\n").map(escapeMarkdown).join("\n");
}
