import { canonicalText, positionFingerprint } from "./position-fingerprint.ts";
import type { WrittenVersion } from "./position-store.port.ts";

/** A version in the form it is kept in, with the fingerprint of what it says. `position` is the position's id. */
export function writeVersion<Version extends Omit<WrittenVersion, "fingerprint">>(
  position: string,
  version: Version,
): Version & { readonly fingerprint: string } {
  const title = canonicalText(version.title);
  const text = canonicalText(version.text);
  return { ...version, title, text, fingerprint: positionFingerprint({ position, title, text }) };
}
