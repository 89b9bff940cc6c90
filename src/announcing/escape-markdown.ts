import { cleanText } from "../chat/clean-text.ts";

/** A text as one line of Markdown that shows it as it is, behind words of ours: nothing in it formats or links by a name. */
export function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_[\]<>~|&!]/g, "\\$&");
}
