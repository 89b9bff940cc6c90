import type { StoredSource } from "./document-store.port.ts";
import type { DocumentEvent } from "./import-events.ts";
import type { ImportNeeds, ImportRun } from "./import-sources.ts";

/** Withdraws what was imported from a folder or collection earlier and is no longer there. */
export async function withdrawGone(run: ImportRun): Promise<readonly DocumentEvent[]> {
  const events: DocumentEvent[] = [];
  for (const { label, prefix } of run.complete) {
    const current = await run.needs.store.currentUnder(prefix);
    const gone = current.filter((stored) => !isKept(stored.sourceKey, run));
    if (gone.length === 0) continue;
    if (!turnedUp(prefix, run)) {
      // A folder that is suddenly empty is more often a share that is not mounted than a decision.
      events.push({
        kind: "document",
        fate: "refused",
        label,
        title: null,
        reason: suddenlyEmpty(gone.length),
      });
      continue;
    }
    events.push(...(await withdraw(gone, run.needs, run.options.dryRun ?? false)));
  }
  return events;
}

/**
 * Withdraws a source by name: a document, or everything imported from a folder or a collection. The events are
 * empty when nothing was imported from there. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function withdrawSource(
  source: string,
  needs: ImportNeeds,
  dryRun: boolean,
): Promise<readonly DocumentEvent[]> {
  const key = needs.sources.keyOf(source);
  const candidates = await needs.store.currentUnder(key);
  const own = candidates.filter((stored) => isAtOrBelow(stored.sourceKey, key));
  return withdraw(own, needs, dryRun);
}

async function withdraw(
  sources: readonly StoredSource[],
  needs: ImportNeeds,
  dryRun: boolean,
): Promise<readonly DocumentEvent[]> {
  if (!dryRun) await needs.store.withdraw(sources.map((stored) => stored.sourceKey));
  return sources.map((stored) => ({
    kind: "document",
    fate: "withdrawn",
    label: stored.sourceKey,
    title: stored.title,
    reason: null,
  }));
}

function isKept(sourceKey: string, run: ImportRun): boolean {
  return run.seen.has(sourceKey) || run.unreadable.some((key) => isAtOrBelow(sourceKey, key));
}

function turnedUp(prefix: string, run: ImportRun): boolean {
  return [...run.seen, ...run.unreadable].some((key) => key.startsWith(prefix));
}

/** Below a folder stands `/`, below a collection `#`. */
function isAtOrBelow(sourceKey: string, key: string): boolean {
  if (!sourceKey.startsWith(key)) return false;
  const next = sourceKey.charAt(key.length);
  return next === "" || next === "/" || next === "#" || key.endsWith("/");
}

function suddenlyEmpty(count: number): string {
  const documents = count === 1 ? "one document was" : `${count} documents were`;
  return `${documents} imported from here and nothing is there now; nothing was withdrawn. If that is meant, use import --withdraw`;
}
