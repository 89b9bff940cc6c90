import { editDistance } from "./edit-distance.ts";

/** Values under the keys we know, and a clause for each key that looks like a slip of the pen. */
export interface StatedKeys {
  readonly stated: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
}

/**
 * Sorts out the keys of front matter: case, `_` and spaces do not matter, other programs' keys are passed over,
 * but a key one or two letters away from ours is a problem: `audiance: board` must not become members' material.
 */
export function stateKeys(values: Readonly<Record<string, unknown>>, known: readonly string[]): StatedKeys {
  const stated: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [written, value] of Object.entries(values)) {
    const key = written
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, "-");
    if (known.includes(key)) {
      if (key in stated) problems.push(`${key} is given twice`);
      if (isEmpty(value) && key.startsWith("audience"))
        problems.push(`${key} is empty; remove it or say who may read this`);
      if (!isEmpty(value)) stated[key] = value;
      continue;
    }
    const meant = known.find((candidate) => isSlip(key, candidate));
    if (meant !== undefined)
      problems.push(`"${written.slice(0, 40)}" is not known; did you mean "${meant}"?`);
  }
  return { stated, problems };
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

/** One slip in a short key, two in one of seven letters or more. Different short words (`kind`, `king`) are rare enough. */
function isSlip(written: string, known: string): boolean {
  const allowed = known.length >= 7 ? 2 : 1;
  if (Math.abs(written.length - known.length) > allowed) return false;
  return editDistance(written, known) <= allowed;
}
