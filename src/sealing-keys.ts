import { randomBytes } from "node:crypto";
import type { SealingKey } from "./people/installation-store.port.ts";

const keyBytes = 32;
const entry = /^(?<id>[a-z0-9-]{1,32}):(?<bytes>[A-Za-z0-9+/]{43}=)$/;

/** Keys written as `id:base64`, with commas between them; null when any of them is not, or two have the same id. */
export function readSealingKeys(text: string): readonly SealingKey[] | null {
  if (text === "") return [];
  const keys = text.split(",").map(readKey);
  const known = keys.filter((key) => key !== null);
  const isDistinct = new Set(known.map((key) => key.id)).size === keys.length;
  return known.length === keys.length && isDistinct ? known : null;
}

function readKey(written: string): SealingKey | null {
  const { id, bytes } = entry.exec(written.trim())?.groups ?? {};
  if (id === undefined || bytes === undefined) return null;
  const decoded = Buffer.from(bytes, "base64");
  return decoded.length === keyBytes ? { id, bytes: decoded } : null;
}

/** A new key as it is written in CLUSTERBOT_KEYS. */
export function newSealingKey(): string {
  return `key-${randomBytes(4).toString("hex")}:${randomBytes(keyBytes).toString("base64")}`;
}
