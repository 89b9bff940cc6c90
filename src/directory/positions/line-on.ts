import type { FoundVersion } from "./position-search.port.ts";

type Dated = Pick<FoundVersion, "version" | "from" | "until">;

/** The version of one position that was the line on a day, `2024-03-01`; null where there was none. */
export function lineOn<Version extends Dated>(versions: readonly Version[], day: string): Version | null {
  const lines = versions.filter(({ from, until }) => from <= day && (until === null || day < until));
  return lines.toSorted((left, right) => right.version - left.version)[0] ?? null;
}
