import type { SealingKey } from "../../src/people/installation-store.port.ts";

/** A key of 32 equal bytes. */
export function aKey(id: string, byte = 1): SealingKey {
  return { id, bytes: Buffer.alloc(32, byte) };
}
