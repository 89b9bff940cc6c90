import type { Reply } from "./reply.ts";

/** The mark that stands in a reply's texts for a secret of this name until it is sent. */
export function concealed(name: string): string {
  return `\u27e6${name}\u27e7`;
}

/** The reply as it may be stored: without its secrets, and saying so. */
export function withoutSecrets(reply: Reply): Reply {
  const { secrets, ...stored } = reply;
  return secrets === undefined ? stored : { ...stored, isConcealed: true };
}

/** The reply as it is sent, with its secrets in their places. */
export function withSecrets(reply: Reply): Reply {
  const { secrets, ...rest } = reply;
  if (secrets === undefined) return rest;
  const fill = (text: string): string =>
    Object.entries(secrets).reduce(
      (filled, [name, value]) => filled.replaceAll(concealed(name), value),
      text,
    );
  return { ...rest, summary: fill(rest.summary), blocks: filled(rest.blocks, fill) };
}

/** Every text in it, at whatever depth, with the marks filled in. */
function filled<Value>(value: Value, fill: (text: string) => string): Value;
function filled(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === "string") return fill(value);
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, fill));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, fill)]));
}
