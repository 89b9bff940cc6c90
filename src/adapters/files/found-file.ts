import { createHash } from "node:crypto";
import { basename, dirname, extname, resolve } from "node:path";
import type { FoundDocument } from "../../knowledge/import-source.port.ts";
import { hashFile, readBytes } from "./file-bytes.ts";
import type { Reader } from "./isolated-reader.ts";
import type { ReadingLimits } from "./limits.ts";
import { isText } from "./media-types.ts";

/** Raised when the readers understand files better than before: every file is then read again at its next import. */
const readersVersion = 1;

export interface FileToFind {
  /** Absolute. */
  readonly path: string;
  readonly label: string;
  readonly mediaType: string;
  /** Path of the `.yaml` beside it. */
  readonly sidecar: string | null;
}

export interface FindingNeeds {
  readonly reader: Reader;
  readonly limits: ReadingLimits;
}

/** Hashes one file and its sidecar; the bytes are read again by the reading process. Throws FileRefusal, or the system's own error. */
export async function findFile(file: FileToFind, { reader, limits }: FindingNeeds): Promise<FoundDocument> {
  const { path, mediaType } = file;
  const { size, hash } = await hashFile(path, isText(mediaType) ? limits.textBytes : limits.archiveBytes);
  const beside = file.sidecar === null ? null : await readBytes(file.sidecar, 100_000);
  const sidecar = beside?.bytes ?? null;
  return {
    sourceKey: path,
    label: file.label,
    fallbackTitle: titleFromName(path),
    contentFingerprint: fingerprintOf([hash, beside?.hash ?? null, mediaType]),
    size,
    resolve: (reference) => resolveReference(reference, (name) => resolve(dirname(path), name)),
    read: () => reader.read({ content: { path, hash }, mediaType, charset: null, sidecar, statements: {} }),
  };
}

export function fingerprintOf(parts: readonly (string | null)[]): string {
  return createHash("sha256")
    .update(JSON.stringify([readersVersion, ...parts]))
    .digest("hex");
}

/** An address stays an address; anything else is a name beside the document. */
export function resolveReference(reference: string, beside: (name: string) => string): string {
  return /^https?:\/\//i.test(reference) ? reference : beside(reference);
}

/** `board-minutes_2026.md` → `Board minutes 2026`. */
export function titleFromName(path: string): string {
  const name = basename(path, extname(path)).replace(/[-_]+/g, " ").trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}
