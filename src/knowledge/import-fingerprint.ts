import { createHash } from "node:crypto";
import { type EffectiveDefaults, effectiveDefaults, type ImportDefaults } from "./document-metadata.ts";
import type { FoundDocument } from "./import-source.port.ts";
import type { ImportRun } from "./import-sources.ts";

/**
 * Fingerprint of a document: its bytes, and of the importer's options those that it does not state itself, whose
 * names stand at the end (`<sha256, hex>:cluster,title`), so that the next import need not parse it to compare.
 */
export function fingerprintOf(
  found: FoundDocument,
  stated: readonly (keyof ImportDefaults)[],
  run: ImportRun,
): string {
  const defaults: EffectiveDefaults = effectiveDefaults(run.options.defaults, run.clusters);
  const own = new Set<string>(stated);
  const counting = Object.entries(defaults).filter(([key]) => !own.has(key));
  const hash = createHash("sha256")
    .update(JSON.stringify([found.contentFingerprint, counting]))
    .digest("hex");
  return `${hash}:${[...own].toSorted().join(",")}`;
}

/** Whether a document would be stored as it is stored already: the same bytes state the same of themselves. */
export function isStoredAlready(found: FoundDocument, stored: string | undefined, run: ImportRun): boolean {
  if (stored === undefined) return false;
  const own = new Set((stored.split(":")[1] ?? "").split(","));
  const stated = optionNames.filter((name) => own.has(name));
  return fingerprintOf(found, stated, run) === stored;
}

const optionNames = [
  "audience",
  "cluster",
  "kind",
  "published",
  "region",
  "title",
] as const satisfies readonly (keyof ImportDefaults)[];
