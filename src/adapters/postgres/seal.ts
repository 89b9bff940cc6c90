import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SealingKey } from "../../people/installation-store.port.ts";
import { BotError } from "../../shared/errors.ts";

/** Where something sealed stands. It is opened only there: a row copied over another one is of no use. */
export interface SealedPlace {
  readonly table: string;
  readonly row: string;
  readonly field: string;
}

/** AES-256-GCM (NIST SP 800-38D): a vector of 12 random bytes for each sealing, a tag of 16. */
const cipher = "aes-256-gcm";
const vectorBytes = 12;
const tagBytes = 16;

/** `vector ‖ tag ‖ sealed text`. */
export function seal(text: string, place: SealedPlace, key: SealingKey): Buffer {
  const vector = randomBytes(vectorBytes);
  const sealing = createCipheriv(cipher, key.bytes, vector, { authTagLength: tagBytes });
  sealing.setAAD(nameOf(place, key));
  const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
  return Buffer.concat([vector, sealing.getAuthTag(), sealed]);
}

/** The text again. Throws BotError KEY_WRONG when key, place or bytes are not those of the sealing. */
export function unseal(sealed: Uint8Array, place: SealedPlace, key: SealingKey): string {
  try {
    const bytes = Buffer.from(sealed);
    const tagEnd = vectorBytes + tagBytes;
    const opening = createDecipheriv(cipher, key.bytes, bytes.subarray(0, vectorBytes), {
      authTagLength: tagBytes,
    });
    opening.setAAD(nameOf(place, key));
    opening.setAuthTag(bytes.subarray(vectorBytes, tagEnd));
    return Buffer.concat([opening.update(bytes.subarray(tagEnd)), opening.final()]).toString("utf8");
  } catch (cause) {
    throw new BotError("KEY_WRONG", { cause, detail: `key ${key.id}` });
  }
}

/** The first key, which seals. Throws BotError KEY_MISSING. */
export function currentKey(keys: readonly SealingKey[]): SealingKey {
  const [first] = keys;
  if (first === undefined) throw new BotError("KEY_MISSING", { detail: "CLUSTERBOT_KEYS is empty" });
  return first;
}

/** The key of that id. Throws BotError KEY_MISSING. */
export function keyWithId(keys: readonly SealingKey[], id: string): SealingKey {
  const found = keys.find((key) => key.id === id);
  if (found === undefined) throw new BotError("KEY_MISSING", { detail: `key ${id}` });
  return found;
}

function nameOf({ table, row, field }: SealedPlace, key: SealingKey): Buffer {
  return Buffer.from([table, row, field, key.id].join(":"), "utf8");
}
