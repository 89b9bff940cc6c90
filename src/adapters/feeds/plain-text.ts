import { stripInvisible } from "../../shared/invisible-characters.ts";

/** The text of a value without its escapes (RFC 5545, section 3.3.11); `unknown` is the first escape that is none. */
export interface Unescaped {
  readonly text: string;
  readonly unknown: string | null;
}

const escapes: Readonly<Record<string, string>> = {
  "\\n": "\n",
  "\\N": "\n",
  "\\,": ",",
  "\\;": ";",
  "\\\\": "\\",
  // Old versions of Google's and Apple's calendars escape these, too.
  "\\:": ":",
  '\\"': '"',
};

export function unescapeText(value: string): Unescaped {
  let unknown: string | null = null;
  const text = value.replaceAll(/\\./gu, (written) => {
    const meant = escapes[written];
    if (meant === undefined) unknown ??= written;
    return meant ?? written;
  });
  return { text: stripInvisible(text).trim(), unknown };
}

/** `one,two\, with a comma` → the parts, still escaped. */
export function splitList(value: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === "\\") at += 1;
    else if (value[at] === ",") {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, value.slice(start)];
}

const looksMarkedUp = /<(?:br|p|div|span|a|b|i|u|ul|ol|li|html|body|strong|em|table)\b[^<>]*>/i;
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/**
 * Google writes HTML into descriptions. Tags go, links keep their address; text without tags stays as it is. Every
 * pattern stops at the next bracket, so that a long text takes time in proportion only.
 */
export function withoutMarkup(text: string): string {
  if (!looksMarkedUp.test(text)) return text;
  return text
    .replaceAll(/<(script|style)\b[^<>]*>[^<]*<\/\1>/gi, "")
    .replaceAll(/<a\b([^<>]*)>([^<]*)<\/a>/gi, (_, attributes: string, words: string) =>
      linkAsText(addressIn(attributes), words.trim()),
    )
    .replaceAll(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^<>]*>/gi, "\n")
    .replaceAll(/<li\b[^<>]*>/gi, "- ")
    .replaceAll(/<\/?[a-z!][^<>]*>/gi, "")
    .replaceAll(/&(?:#(\d{1,7})|([a-z]{2,5}));/gi, (entity, code?: string, name?: string) =>
      code === undefined ? (named[name?.toLowerCase() ?? ""] ?? entity) : characterOf(Number(code)),
    )
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

function addressIn(attributes: string): string {
  const start = attributes.toLowerCase().indexOf('href="');
  if (start === -1) return "";
  const end = attributes.indexOf('"', start + 6);
  return end === -1 ? "" : attributes.slice(start + 6, end);
}

function linkAsText(address: string, words: string): string {
  if (address === "" || words === address) return words;
  return words === "" ? address : `${words} (${address})`;
}

function characterOf(code: number): string {
  return code > 31 && code <= 0x10ffff ? stripInvisible(String.fromCodePoint(code)) : "";
}
