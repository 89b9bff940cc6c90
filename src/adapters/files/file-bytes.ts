import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { megabytes } from "./limits.ts";
import { FileRefusal } from "./refusal.ts";

/** A file's bytes and their sha256, hex. */
export interface HashedBytes {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** Small enough that hashing one does not hold up a running bot. */
const pieceBytes = 1 << 20;

/** Reads a regular file of at most `limit` bytes. Throws FileRefusal, or the system's own error. */
export async function readBytes(path: string, limit: number): Promise<HashedBytes> {
  const pieces: Uint8Array[] = [];
  const { size, hash } = await readPieces(path, limit, (piece) => pieces.push(piece.slice()));
  return { bytes: joined(pieces, size), hash };
}

/** Size and sha256 of a regular file of at most `limit` bytes. Throws FileRefusal, or the system's own error. */
export async function hashFile(
  path: string,
  limit: number,
): Promise<{ readonly size: number; readonly hash: string }> {
  return readPieces(path, limit, () => {});
}

async function readPieces(
  path: string,
  limit: number,
  take: (piece: Uint8Array) => void,
): Promise<{ size: number; hash: string }> {
  // Without O_NONBLOCK opening a named pipe would wait for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new FileRefusal("it is not a regular file");
    if (status.size > limit) throw tooLarge(status.size, limit);
    const hash = createHash("sha256");
    const buffer = new Uint8Array(Math.min(pieceBytes, status.size + 1));
    let size = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      size += bytesRead;
      if (size > limit) throw tooLarge(size, limit);
      hash.update(buffer.subarray(0, bytesRead));
      take(buffer.subarray(0, bytesRead));
    }
    return { size, hash: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

/** Collects a stream of at most `limit` bytes. Throws FileRefusal. */
export async function collectBytes(stream: AsyncIterable<Uint8Array>, limit: number): Promise<HashedBytes> {
  const pieces: Uint8Array[] = [];
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new FileRefusal(`it is larger than ${megabytes(limit)}, the most that is read`);
    hash.update(chunk);
    pieces.push(chunk);
    await setImmediate();
  }
  return { bytes: joined(pieces, size), hash: hash.digest("hex") };
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (const piece of pieces) {
    bytes.set(piece, filled);
    filled += piece.length;
  }
  return bytes;
}

export function tooLarge(size: number, limit: number): FileRefusal {
  return new FileRefusal(`it is ${megabytes(size)} large; the most that is read is ${megabytes(limit)}`);
}
