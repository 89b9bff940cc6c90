import { cleanText } from "../../chat/clean-text.ts";

/** Nobody sees it; between the signs of a mention it leaves no mention. */
export const separator = "\u200b";

/**
 * Text as people should see it: nothing in it formats, links, pings or hides. Discord.js' `escapeMarkdown` leaves
 * quotes, small print, bare addresses and whatever follows `https://` alone, so a document could still link and
 * format through it; a backslash before every sign Discord knows is shorter than correcting it.
 */
export function escapeText(text: string): string {
  return (
    cleanText(text)
      .replace(/[\u2028\u2029]/g, "\n")
      .replaceAll("\t", " ")
      .replace(/[\\*_~|`[\]<>]/g, "\\$&")
      // Marks that count at the beginning of a line only: headings, lists, small print.
      .replace(/^(\s*)([#+-]|\d+(?=[.)]))/gm, (_, space: string, mark: string) =>
        /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
      )
      // A bare address would become a link and an invitation would be shown as a card.
      .replaceAll("://", ":\\//")
      .replace(/(discord\.gg|discord(?:app)?\.com\/invite)\//gi, "$1\\/")
      .replace(/@(?=everyone|here)/gi, `@${separator}`)
      .replace(/\\<(?=[@#:a-z/])/gi, `\\<${separator}`)
  );
}

/** The same on one line, cut to `characters` before escaping. */
export function escapeLine(text: string, characters = 2_000): string {
  return escapeText(shortenLine(text, characters));
}

/** A text on one line, cut to `characters`; not escaped. */
export function shortenLine(text: string, characters: number): string {
  const line = cleanText(text).replace(/\s+/g, " ").trim();
  if (line.length <= characters) return line;
  return `${line.slice(0, characters - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Text for between backticks, where nothing can be escaped. */
export function codeText(text: string): string {
  return inertText(text.replace(/\s+/g, " ").replaceAll("`", "'"));
}

/** The same with its lines, for where nothing is formatted. */
export function inertText(text: string): string {
  return cleanText(text)
    .replace(/@(?=everyone|here)/gi, `@${separator}`)
    .replace(/<(?=[@#:a-z/])/gi, `<${separator}`);
}
