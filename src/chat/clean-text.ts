/**
 * Control characters (line breaks and tabs aside), characters that reorder text and characters nobody can see
 * hide instructions, break terminals and fake file names; no reply needs them. What holds an emoji together that
 * Unicode recommends is seen in it: without it the flag of Scotland is a black one, and a person at a computer are two.
 */
const unwanted = /[[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]--[\n\t]]/gv;
const emojiOrUnwanted = /(?<emoji>\p{RGI_Emoji})|[[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]--[\n\t]]/gv;
/** Looking for whole emoji takes longer, and hardly any text has one of these. */
const glue = /\u200d|\ufe0f|\u{e007f}/u;

/** Text as it may be shown on any platform: without control, reordering or invisible characters. */
export function cleanText(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  return glue.test(lines)
    ? lines.replaceAll(emojiOrUnwanted, (_, emoji: string | undefined) => emoji ?? "")
    : lines.replaceAll(unwanted, "");
}

/** A name that anybody may give to themselves or to what is theirs, on one line: lists show a name beside what we say. */
export function cleanName(name: string): string {
  return cleanText(name.replaceAll(/\s+/g, " ")).trim();
}

/**
 * The address of a link, or null when it must be shown as text: only http and https without user name and
 * password. The result is normalised, so that it holds no blank, quote, bracket or control character.
 */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const isWeb = parsed.protocol === "https:" || parsed.protocol === "http:";
  if (!isWeb || parsed.username !== "" || parsed.password !== "") return null;
  return parsed.href.replaceAll(/[|<>"'`()*\\^{}\s]/g, (character) =>
    encodeURIComponent(character).replace(/^[^%]$/, hex),
  );
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
