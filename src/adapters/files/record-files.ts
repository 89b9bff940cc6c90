import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { decodeText } from "./decode-text.ts";
import { readBytes } from "./file-bytes.ts";
import { isMarkdownFile } from "./media-types.ts";
import { readStatements, type Statements, splitFrontMatter } from "./read-statements.ts";
import { refusalReason } from "./refusal.ts";
import { holdsRecords } from "./states-record.ts";
import { listRecordFiles, pathFrom } from "./walk-folder.ts";

/** A file of records (.ics, .csv, or .md that says so) among what is to be imported. */
export interface RecordFile {
  /** Absolute. */
  readonly path: string;
  /** How the person who imports knows it. */
  readonly label: string;
}

export type RecordFileRead =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly beside: Statements }
  /** One clause for people. */
  | { readonly kind: "refused"; readonly reason: string };

const bytesAtMost = 20_000_000;
const markdownBytesAtMost = 2_000_000;

/** The record files a source names: itself, or those in the folder it is. None for addresses and for documents. */
export async function findRecordFiles(source: string): Promise<readonly RecordFile[]> {
  const path = resolve(source);
  if (await holdsRecords(path)) return [{ path, label: source }];
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (!isFolder) return [];
  return (await listRecordFiles(path)).map((one) => ({
    path: one,
    label: join(source, pathFrom(path, one)),
  }));
}

/** Its bytes, and what the sidecar `<file>.yaml` says of it. */
export async function readRecordFile({ path }: RecordFile): Promise<RecordFileRead> {
  try {
    const { bytes } = await readBytes(path, bytesAtMost);
    return { kind: "read", bytes, beside: await readBeside(path) };
  } catch (error) {
    return { kind: "refused", reason: refusalReason(error) };
  }
}

export type MarkdownRecordRead =
  | {
      readonly kind: "read";
      readonly statements: Statements;
      readonly body: string;
      /** On which line of the file a key stands, from 1. */
      readonly lines: ReadonlyMap<string, number>;
    }
  /** One clause for people. */
  | { readonly kind: "refused"; readonly reason: string };

/** Whether it is read by `readMarkdownRecord`. */
export function isMarkdownRecord({ path }: RecordFile): boolean {
  return isMarkdownFile(path);
}

/** Front matter, unchecked, and what stands below it. */
export async function readMarkdownRecord({ path }: RecordFile): Promise<MarkdownRecordRead> {
  try {
    const { bytes } = await readBytes(path, markdownBytesAtMost);
    const text = decodeText(bytes).replaceAll(/\r\n?/g, "\n");
    return { kind: "read", ...splitFrontMatter(text), lines: linesOfKeys(text) };
  } catch (error) {
    return { kind: "refused", reason: refusalReason(error) };
  }
}

/** Keys as `stateKeys` writes them; what stands below the front matter has no keys. */
function linesOfKeys(text: string): ReadonlyMap<string, number> {
  const [, ...rest] = text.split("\n");
  const end = rest.findIndex((line) => /^---[ \t]*$/.test(line));
  const found = rest.slice(0, Math.max(0, end)).flatMap((line, index) => {
    const [, key] = /^["']?([\w -]+?)["']?[ \t]*:/.exec(line) ?? [];
    return key === undefined ? [] : [[key.toLowerCase().replaceAll(/[\s_]+/g, "-"), index + 2] as const];
  });
  return new Map(found.toReversed());
}

async function readBeside(path: string): Promise<Statements> {
  for (const sidecar of [`${path}.yaml`, `${path}.yml`]) {
    const isThere = await stat(sidecar).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const { bytes } = await readBytes(sidecar, 100_000);
    return bytes.length === 0 ? {} : readStatements(decodeText(bytes), basename(sidecar));
  }
  return {};
}
