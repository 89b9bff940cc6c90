/**
 * Control characters (line breaks and tabs aside), characters that reorder text and characters nobody can see
 * hide instructions, break terminals and fake file names; no reply needs them.
 */
const unwanted = /[[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]--[\n\t]]/gv;

/** What holds an emoji together: without it the flag of Scotland is a black one. */
const emojiGlue = /\u200d|\ufe0f|\u{e007f}/u;

/** An emoji that keyboards offer (RGI), or what is unwanted. Unicode's list has thousands: it is slow to look up. */
const emojiOrUnwanted =
  /((?=\p{Extended_Pictographic}|[0-9#*]\ufe0f)\p{RGI_Emoji})|[[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]--[\n\t]]/gv;

/** Text as it may be shown on any platform: without control, reordering or invisible characters, emojis whole. */
export function cleanText(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  return emojiGlue.test(lines) ? lines.replaceAll(emojiOrUnwanted, "$1") : lines.replaceAll(unwanted, "");
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
