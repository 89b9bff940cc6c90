import { createHash, randomBytes } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is read right. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const digits = 10;
/** Bits of a digit. */
const width = 5;

/** Minutes for which a code is good. */
export const linkMinutes = 10;

/** A code to be typed in another account. `code` is shown once, as XXXXX-XXXXX; only `hash` is kept. */
export interface LinkCode {
  readonly code: string;
  /** `sha256:` and 64 hexadecimal digits, as `concealCode` makes of the code. */
  readonly hash: string;
}

/** Ten digits of 5 random bits each; drawn again until both a letter and a figure are among them (chat/link-code-in-text.ts). */
export function newLinkCode(): LinkCode {
  const code = drawnCode();
  return /\d/.test(code) && /[A-Z]/.test(code) ? { code, hash: concealCode(code) } : newLinkCode();
}

function drawnCode(): string {
  const bits = BigInt(`0x${randomBytes(7).toString("hex")}`);
  const written = Array.from(
    { length: digits },
    (_, place) => alphabet[Number((bits >> BigInt(place * width)) & 31n)],
  ).join("");
  return `${written.slice(0, digits / 2)}-${written.slice(digits / 2)}`;
}

/** Said in place of a code: this account, in which the code that was typed was made, is one's own. */
export function confirmationOf(reference: string): string {
  return `yes ${reference}`;
}

/** The account that is confirmed; null when what was said is something else. */
export function confirmedIn(said: string): string | null {
  return /^yes\s+((?:slack|discord):\S{1,100})$/i.exec(said.trim())?.[1] ?? null;
}

/** Said without the account: whoever says it is to be shown which one they would confirm. */
export function isBareYes(said: string): boolean {
  return /^\W*yes\W*$/i.test(said);
}

/**
 * What is stored in place of a code that somebody typed, however they wrote it: case, blanks, hyphens and the look-alikes
 * O, I and L make no difference. Nothing stays nothing, and
 * a confirmation what it is. What looks like a hash already is hashed as well, so that
 * whoever reads the records cannot use what stands there.
 */
export function concealCode(typed: string): string {
  const said = typed.trim();
  if (said === "" || isBareYes(said) || confirmedIn(said) !== null) return said;
  const normal = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return `sha256:${createHash("sha256").update(normal).digest("hex")}`;
}
