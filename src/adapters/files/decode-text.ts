import { decodeText as decode } from "../../shared/decode-text.ts";
import { FileRefusal } from "./refusal.ts";

/** Bytes to text, as shared/decode-text.ts does it. Throws FileRefusal for bytes that are no text. */
export function decodeText(bytes: Uint8Array, statedCharset: string | null = null): string {
  const decoded = decode(bytes, statedCharset);
  if (decoded.kind === "text") return decoded.text;
  throw new FileRefusal(sentences(statedCharset ?? "")[decoded.reason]);
}

function sentences(statedCharset: string) {
  return {
    empty: "it is empty",
    binary: "it is not text (it looks like a program, picture or archive)",
    "broken-unicode": "its text is damaged: it says it is Unicode and is not",
    "unlike-stated": `its text is not what it says (${statedCharset.toLowerCase().slice(0, 20)})`,
    "unknown-encoding": "its character encoding is not known; save it as UTF-8",
  };
}
