/** The name of a character set, as TextDecoder knows it, beside the text; or why the bytes are no text. */
export type DecodedText =
  | { readonly kind: "text"; readonly text: string; readonly encoding: string }
  | {
      readonly kind: "refused";
      readonly reason: "empty" | "binary" | "broken-unicode" | "unlike-stated" | "unknown-encoding";
    };

/**
 * Bytes to text: byte-order mark, then the stated character set, then UTF-8, then Windows-1252 where that is
 * plausible. The mark is left out of the text.
 */
export function decodeText(bytes: Uint8Array, statedCharset: string | null = null): DecodedText {
  if (bytes.length === 0) return { kind: "refused", reason: "empty" };
  const marked = markedCharset(bytes);
  if (marked !== null) return decode(bytes, marked) ?? { kind: "refused", reason: "broken-unicode" };
  if (looksBinary(bytes)) return { kind: "refused", reason: "binary" };
  const charset = statedCharset?.toLowerCase() ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8") {
    return decode(bytes, charset) ?? { kind: "refused", reason: "unlike-stated" };
  }
  const unicode = decode(bytes, "utf-8");
  if (unicode !== null) return unicode;
  const western = decode(bytes, "windows-1252");
  if (western !== null && isPlausibleWestern(western.text)) return western;
  return { kind: "refused", reason: "unknown-encoding" };
}

function markedCharset(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return null;
}

/** Null when the bytes are not of that character set, or the set is not known. */
function decode(bytes: Uint8Array, encoding: string): Extract<DecodedText, { kind: "text" }> | null {
  try {
    return { kind: "text", text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

/** Text has no NUL and hardly any other control characters. The first 64 KB tell. */
function looksBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 65_536);
  let controls = 0;
  for (const byte of start) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls += 1;
  }
  return controls > start.length / 100;
}

/** Western text is mostly plain letters; a page of bytes above 127 is another alphabet's encoding. */
function isPlausibleWestern(text: string): boolean {
  const start = text.slice(0, 65_536);
  const high = start.replace(/\p{ASCII}/gu, "").length;
  const odd = start.replace(/[^\u0080-\u009f]/g, "").length;
  return high <= Math.max(start.length * 0.15, 4) && odd === 0;
}
