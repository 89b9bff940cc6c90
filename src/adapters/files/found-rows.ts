import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { Found, FoundDocument } from "../../knowledge/import-source.port.ts";
import { type FindingNeeds, fingerprintOf, resolveReference } from "./found-file.ts";
import { megabytes } from "./limits.ts";
import { plainText } from "./media-types.ts";
import { refusalReason } from "./refusal.ts";

interface Collection {
  /** Absolute. */
  readonly path: string;
  readonly label: string;
}

/**
 * The documents of a `.jsonl` collection, one a line: `{"id", "title", "text"}` and whatever front matter may say.
 * A bad line is refused alone. The source key of a row is `<path>#<id>`.
 */
export async function* findRows(collection: Collection, needs: FindingNeeds): AsyncGenerator<Found> {
  const seen = new Set<string>();
  try {
    for await (const line of linesOf(collection.path, needs.limits.textBytes)) {
      const found = findRow(line, { collection, needs, seen });
      if (found !== null) yield found;
    }
    yield { kind: "complete", label: collection.label, prefix: `${collection.path}#` };
  } catch (error) {
    yield {
      kind: "refused",
      label: collection.label,
      sourceKey: collection.path,
      reason: refusalReason(error),
    };
  }
}

interface Line {
  /** From 1. */
  readonly number: number;
  /** Null for a line longer than the limit. */
  readonly bytes: Uint8Array | null;
}

/** Lines by bytes, so that a file of one endless line cannot fill the memory. */
async function* linesOf(path: string, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let held: Uint8Array[] = [];
  let size = 0;
  const take = (): Line => {
    const line = { number, bytes: size > limit ? null : Buffer.concat(held) };
    number += 1;
    [held, size] = [[], 0];
    return line;
  };
  const hold = (piece: Uint8Array): void => {
    size += piece.length;
    if (size <= limit) held.push(piece);
    else held = [];
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const bytes: Uint8Array = chunk;
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      hold(bytes.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(bytes.subarray(start));
  }
  if (size > 0) yield take();
}

interface Context {
  readonly collection: Collection;
  readonly needs: FindingNeeds;
  readonly seen: Set<string>;
}

function findRow(line: Line, context: Context): Found | null {
  const { path, label } = context.collection;
  const refuse = (reason: string, sourceKey = path): Found => {
    return { kind: "refused", label: `${label}, line ${line.number}`, sourceKey, reason };
  };
  const { bytes } = line;
  if (bytes === null) return refuse(`the line is longer than ${megabytes(context.needs.limits.textBytes)}`);
  const row = parseRow(bytes);
  if (row === null) return null;
  if (typeof row === "string") return refuse(row);
  const sourceKey = `${path}#${row.id}`;
  if (context.seen.has(row.id))
    return refuse(`the id "${row.id.slice(0, 60)}" stands on an earlier line already`, sourceKey);
  context.seen.add(row.id);
  return { kind: "document", document: toDocument({ row, bytes, sourceKey }, context) };
}

interface Row {
  readonly id: string;
  readonly text: string;
  readonly statements: Readonly<Record<string, unknown>>;
}

/** Null for an empty line, a clause for one that is no document. */
function parseRow(bytes: Uint8Array): Row | string | null {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.trim() === "") return null;
    value = JSON.parse(text);
  } catch {
    return "the line is not JSON in UTF-8";
  }
  if (typeof value !== "object" || value === null) return "the line is not a JSON object";
  const { id, text, ...statements }: Record<string, unknown> = { ...value };
  if ((typeof id !== "string" && typeof id !== "number") || id === "") return 'the line has no "id"';
  if (typeof text !== "string" || text.trim() === "") return 'the line has no "text"';
  return { id: String(id), text, statements };
}

interface RowToFind {
  readonly row: Row;
  readonly bytes: Uint8Array;
  readonly sourceKey: string;
}

function toDocument({ row, bytes, sourceKey }: RowToFind, { collection, needs }: Context): FoundDocument {
  const { path, label } = collection;
  return {
    sourceKey,
    label: `${label}#${row.id}`,
    fallbackTitle: row.id,
    contentFingerprint: fingerprintOf([createHash("sha256").update(bytes).digest("hex")]),
    size: bytes.length,
    resolve: (reference) =>
      resolveReference(reference, (name) =>
        name.includes("/") ? resolve(path, "..", name) : `${path}#${name}`,
      ),
    read: () => {
      const text = new TextEncoder().encode(row.text);
      return needs.reader.read({
        content: text,
        mediaType: plainText,
        charset: null,
        sidecar: null,
        statements: row.statements,
      });
    },
  };
}
