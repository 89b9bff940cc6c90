import type { FoundDocument } from "./import-source.port.ts";

/** Bytes that somebody handed in, with what is said of them. */
export interface HandedInFile {
  readonly name: string;
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
}

/** A file that can be read, or one plain clause that says why not. */
export type HandedInOutcome =
  | { readonly kind: "found"; readonly document: FoundDocument }
  | { readonly kind: "refused"; readonly reason: string };

/** Takes bytes by the same rules as a file of an import; reading them happens in the isolated process. */
export interface HandedInFiles {
  take(file: HandedInFile): HandedInOutcome;
}
