import type { IssuedSecret } from "./issued-secret.ts";

/** A secret that stands somewhere readable: which, how it was written, and what stands around it. */
export interface FoundSecret {
  readonly kind: string;
  readonly form: string;
  readonly around: string;
}

/** Every secret that can be read in a text: as it is, or written in a way that anybody can turn back. */
export function secretsReadableIn(text: string, secrets: readonly IssuedSecret[]): readonly FoundSecret[] {
  const everything = withBytesRead(text);
  return secrets.flatMap(({ kind, value }) =>
    Object.entries(formsOf(value)).flatMap(([form, written]) => {
      const at = everything.indexOf(written);
      if (at < 0) return [];
      return [{ kind, form, around: everything.slice(Math.max(0, at - 200), at + written.length + 50) }];
    }),
  );
}

/** Columns of bytes are dumped in hexadecimal: what stands in them is read as text, too. */
function withBytesRead(text: string): string {
  const columns = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)];
  return [text, ...columns.map(([, digits = ""]) => Buffer.from(digits, "hex").toString("latin1"))].join(
    "\n",
  );
}

function formsOf(value: string): Record<string, string> {
  const bytes = Buffer.from(value, "utf8");
  const hexadecimal = bytes.toString("hex");
  return {
    plain: value,
    "in lower case": value.toLowerCase(),
    "with a blank for a hyphen": value.replaceAll("-", " "),
    "in lower case with a blank for a hyphen": value.replaceAll("-", " ").toLowerCase(),
    "in JSON": JSON.stringify(value).slice(1, -1),
    "in an address": encodeURIComponent(value),
    "in a form": new URLSearchParams({ value }).toString().slice("value=".length),
    "in hexadecimal": hexadecimal,
    "in capital hexadecimal": hexadecimal.toUpperCase(),
    ...inBase64(bytes),
  };
}

/** Base64 of a text that holds the value somewhere: what three bytes become depends on where they begin. */
function inBase64(bytes: Buffer): Record<string, string> {
  const forms: Record<string, string> = {};
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    // Of the first and last digits those are left out that hold bits of something else.
    const digits = [Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6)] as const;
    forms[`in base64, at ${offset}`] = shifted.toString("base64").slice(...digits);
    forms[`in base64url, at ${offset}`] = shifted.toString("base64url").slice(...digits);
  }
  return forms;
}

/** What our secrets look like, whoever made them. */
const shapes = {
  "Slack token": /xox[a-z]-[\w-]+|xapp-[\w-]+/g,
  "code to link accounts": /(?<![\w-])[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}(?![\w-])/g,
  "256 random bits": /(?<![\w-])[\w-]{43}(?![\w-])/g,
} as const;

/** What looks like a secret of ours, by its shape alone: in replies to collect them, in records to find a forgotten one. */
export function lookingLikeSecrets(text: string): readonly IssuedSecret[] {
  return Object.entries(shapes).flatMap(([kind, shape]) =>
    [...text.matchAll(shape)].map(([value]) => ({ kind, value })),
  );
}
