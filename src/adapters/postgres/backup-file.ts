import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream";
import { pipeline as finishedPipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";

/**
 * A backup is gzip over lines of JSON: a header; for each table a line that names it and its columns, then its rows,
 * each an array of PostgreSQL's own text forms; last a line with the counts and the sha256 of every line before it.
 * Text forms, so that any engine and version reads them.
 */
export const BackupHeader = z.object({
  format: z.literal("clusterbot-backup"),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Names of the applied migrations, oldest first: the schema the rows have. */
  migrations: z.array(z.string()).min(1),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

export const BackupTable = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export type BackupTable = z.infer<typeof BackupTable>;

const BackupEnd = z.object({ rows: z.number().int(), sha256: z.string() });

export const BackupRow = z.array(z.string().nullable());
export type BackupRow = z.infer<typeof BackupRow>;

/** One line of a backup, understood. */
export type BackupLine =
  | { readonly kind: "header"; readonly header: BackupHeader }
  | { readonly kind: "table"; readonly table: BackupTable }
  | { readonly kind: "row"; readonly row: BackupRow };

const pieceLength = 64 * 1024;

/** Why a file cannot be restored: no backup at all, cut short or changed. */
export class UnreadableBackup extends Error {
  readonly reason: "not-a-backup" | "damaged";

  constructor(reason: "not-a-backup" | "damaged", cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/**
 * Writes the lines, readable by this user only; appears under its name only when complete.
 * Returns how many rows it wrote. Throws Node's file errors and whatever `lines` throws.
 */
export async function writeBackup(file: string, lines: AsyncIterable<BackupLine>): Promise<number> {
  const unfinished = `${file}.unfinished`;
  const count = { rows: 0 };
  try {
    const target = createWriteStream(unfinished, { mode: 0o600 });
    await finishedPipeline(written(lines, count), createGzip({ level: 6 }), target);
    await flushToDisk(unfinished);
    await rename(unfinished, file);
    return count.rows;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Reads the lines in order; throws UnreadableBackup, at the latest at the end, when they are not all as written. */
export async function* readBackup(file: string): AsyncGenerator<BackupLine> {
  const hash = createHash("sha256");
  let rows = 0;
  let ended = false;
  let first = true;
  for await (const text of linesOf(file)) {
    if (ended) throw new UnreadableBackup("damaged");
    const value = parseLine(text, first);
    if (!first && isEnd(value)) {
      assertComplete(BackupEnd.parse(value), rows, hash);
      ended = true;
      continue;
    }
    hash.update(`${text}\n`);
    const line = understand(value, first);
    if (line.kind === "row") rows += 1;
    first = false;
    yield line;
  }
  if (!ended) throw new UnreadableBackup(first ? "not-a-backup" : "damaged");
}

/** Text in pieces of a size that gzip likes: one call a row takes five times as long. */
async function* written(lines: AsyncIterable<BackupLine>, count: { rows: number }): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let piece = "";
  for await (const line of lines) {
    piece += `${JSON.stringify(contentOf(line))}\n`;
    if (line.kind === "row") count.rows += 1;
    if (piece.length < pieceLength) continue;
    hash.update(piece);
    yield piece;
    piece = "";
  }
  hash.update(piece);
  yield `${piece}${JSON.stringify({ rows: count.rows, sha256: hash.digest("hex") })}\n`;
}

function contentOf(line: BackupLine): BackupHeader | BackupTable | BackupRow {
  switch (line.kind) {
    case "header":
      return line.header;
    case "table":
      return line.table;
    case "row":
      return line.row;
  }
}

function understand(value: unknown, first: boolean): BackupLine {
  if (first) {
    const header = BackupHeader.safeParse(value);
    if (header.success) return { kind: "header", header: header.data };
    throw new UnreadableBackup("not-a-backup", header.error);
  }
  const row = BackupRow.safeParse(value);
  if (row.success) return { kind: "row", row: row.data };
  const table = BackupTable.safeParse(value);
  if (table.success) return { kind: "table", table: table.data };
  throw new UnreadableBackup("damaged", table.error);
}

function isEnd(value: unknown): boolean {
  return typeof value === "object" && value !== null && "sha256" in value;
}

function assertComplete(end: z.infer<typeof BackupEnd>, rows: number, hash: Hash): void {
  if (end.rows !== rows || end.sha256 !== hash.digest("hex")) throw new UnreadableBackup("damaged");
}

function parseLine(text: string, first: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableBackup(first ? "not-a-backup" : "damaged", error);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = createGunzip().setEncoding("utf8");
  // An error of either ends the iteration below with it.
  pipeline(source, text, () => {});
  let rest = "";
  try {
    for await (const chunk of text) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    throw isCompressionError(error) ? new UnreadableBackup(compressionReason(error), error) : error;
  }
  if (rest !== "") yield rest;
}

function isCompressionError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_")
  );
}

function compressionReason(error: Error): "not-a-backup" | "damaged" {
  return error.message === "incorrect header check" ? "not-a-backup" : "damaged";
}

async function flushToDisk(file: string): Promise<void> {
  const handle = await open(file);
  await handle.sync().finally(() => handle.close());
}
