import { FileRefusal } from "./refusal.ts";

/**
 * Bytes to text: byte-order mark, then the stated character set, then UTF-8, then Windows-1252 where that is
 * plausible. Throws FileRefusal for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array, statedCharset: string | null = null): string {
  if (bytes.length === 0) throw new FileRefusal("it is empty");
  const marked = markedCharset(bytes);
  if (marked !== null) return decode(bytes, marked, "its text is damaged: it says it is Unicode and is not");
  if (looksBinary(bytes))
    throw new FileRefusal("it is not text (it looks like a program, picture or archive)");
  const charset = statedCharset?.toLowerCase() ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8") {
    return decode(bytes, charset, `its text is not what it says (${charset.slice(0, 20)})`);
  }
  const text = tryDecode(bytes, "utf-8");
  if (text !== null) return text;
  const western = tryDecode(bytes, "windows-1252");
  if (western !== null && isPlausibleWestern(western)) return western;
  throw new FileRefusal("its character encoding is not known; save it as UTF-8");
}

function markedCharset(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return null;
}

function decode(bytes: Uint8Array, charset: string, otherwise: string): string {
  const text = tryDecode(bytes, charset);
  if (text === null) throw new FileRefusal(otherwise);
  return text;
}

/** Null when the bytes are not of that character set, or the set is not known. */
function tryDecode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
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
