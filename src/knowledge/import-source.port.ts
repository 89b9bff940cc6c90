import type { ReadFile } from "./document.ts";

/** Text understood, or one plain sentence that says why not. */
export type ReadOutcome =
  | { readonly kind: "read"; readonly file: ReadFile }
  | { readonly kind: "refused"; readonly reason: string };

/** A document whose bytes are at hand but not yet parsed, so that an unchanged one costs no parsing. */
export interface FoundDocument {
  /** Absolute path, address, or `<path>#<id>` for a row of a collection. */
  readonly sourceKey: string;
  /** How the person who imports knows it. */
  readonly label: string;
  /** Title to use when neither the file nor its metadata has one. */
  readonly fallbackTitle: string;
  /** sha256, hex, over everything that was read: bytes, sidecar, and the version of the readers. */
  readonly contentFingerprint: string;
  /** Bytes held in memory until it is read. */
  readonly size: number;
  /** Source key of what this document calls `reference` (a file name beside it, a row id, a path, an address). */
  readonly resolve: (reference: string) => string;
  readonly read: () => Promise<ReadOutcome>;
}

/** What turns up while looking through a source. */
export type Found =
  | { readonly kind: "document"; readonly document: FoundDocument }
  /** A `clusters.yaml`, parsed but unchecked. */
  | { readonly kind: "clusters"; readonly label: string; readonly content: unknown }
  /** So many more documents are coming; for the progress bar only. */
  | { readonly kind: "expected"; readonly documents: number }
  /**
   * Something that cannot be imported. What was imported from `sourceKey`, or below it (`/`, `#`), stays as it is;
   * null when nothing can have been imported from it.
   */
  | {
      readonly kind: "refused";
      readonly label: string;
      readonly sourceKey: string | null;
      readonly reason: string;
    }
  /**
   * The file or page named is no longer there, and that is certain: what was imported from `sourceKey` itself, or its
   * rows (`#`), is withdrawn. Where nothing was, it is refused for `reason`.
   */
  | { readonly kind: "gone"; readonly label: string; readonly sourceKey: string; readonly reason: string }
  /** Everything under `prefix` has been looked through: what was imported from there and did not turn up is gone. */
  | { readonly kind: "complete"; readonly label: string; readonly prefix: string };

export interface FindOptions {
  /** Addresses of private networks may be fetched: for servers of one's own. */
  readonly allowPrivateAddresses: boolean;
}

/** Files, folders and addresses. Nothing here throws for a bad file: it is `refused`. */
export interface DocumentSources {
  find(source: string, options: FindOptions): AsyncIterable<Found>;
  /** Source key of a file, folder or address as a person names it, whether or not it is still there. */
  keyOf(source: string): string;
}
