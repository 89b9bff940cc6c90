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
const chunkBytes = 1 << 20;

/** Reads a regular file of at most `limit` bytes. Throws FileRefusal, or the system's own error. */
export async function readBytes(path: string, limit: number): Promise<HashedBytes> {
  // Without O_NONBLOCK opening a named pipe would wait for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new FileRefusal("it is not a regular file");
    if (status.size > limit) throw tooLarge(status.size, limit);
    const bytes = new Uint8Array(new ArrayBuffer(status.size));
    const hash = createHash("sha256");
    let filled = 0;
    while (filled < bytes.length) {
      const wanted = Math.min(chunkBytes, bytes.length - filled);
      const { bytesRead } = await handle.read(bytes, filled, wanted, filled);
      if (bytesRead === 0) throw new FileRefusal("it changed while it was read; import it again");
      hash.update(bytes.subarray(filled, filled + bytesRead));
      filled += bytesRead;
    }
    return { bytes, hash: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

/** Collects a stream of at most `limit` bytes. Throws FileRefusal. */
export async function collectBytes(stream: AsyncIterable<Uint8Array>, limit: number): Promise<HashedBytes> {
  const chunks: Uint8Array[] = [];
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new FileRefusal(`it is larger than ${megabytes(limit)}, the most that is read`);
    hash.update(chunk);
    chunks.push(chunk);
    await setImmediate();
  }
  const bytes = new Uint8Array(new ArrayBuffer(size));
  let filled = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return { bytes, hash: hash.digest("hex") };
}

export function tooLarge(size: number, limit: number): FileRefusal {
  return new FileRefusal(`it is ${megabytes(size)} large; the most that is read is ${megabytes(limit)}`);
}
