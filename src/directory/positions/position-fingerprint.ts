import { createHash } from "node:crypto";

/** What a fingerprint is of. */
export interface Fingerprinted {
  /** Id of the position. */
  readonly position: string;
  readonly title: string;
  readonly text: string;
}

/** What somebody needs who computes it again without this program. */
export const fingerprintMethod =
  "SHA-256, hex, of the UTF-8 of four parts, each followed by a line feed: clusterbot-position-1, the position's id, the title, the text. Title and text are in Unicode's normal form C, with line feeds for line ends and without blanks at the ends of lines and of the whole, as they stand in this file.";

/**
 * SHA-256, hex, of the UTF-8 of `clusterbot-position-1`, position, title and text, each followed by a line feed; title
 * and text in Unicode's normal form C, with line ends as line feeds and without blanks at the ends of lines and of the
 * whole. `openssl dgst -sha256` computes the same.
 */
export function positionFingerprint({ position, title, text }: Fingerprinted): string {
  const lines = ["clusterbot-position-1", position, canonicalText(title), canonicalText(text)];
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("hex");
}

/** The form in which texts are kept and compared. */
export function canonicalText(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[ \t]+$/gm, "")
    .trim();
}
