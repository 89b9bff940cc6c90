import type { StoredSource } from "./document-store.port.ts";
import type { DocumentEvent } from "./import-events.ts";
import type { Found } from "./import-source.port.ts";
import type { ImportNeeds, ImportOptions, ImportRun } from "./import-sources.ts";
import { keptByOthers } from "./own-documents.ts";

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
    events.push(...(await withdraw(gone, run.options, run.needs)));
  }
  return events;
}

/** Withdraws what was imported from a file or page that was named and is gone; refuses it where nothing was. */
export async function withdrawNamed(
  { label, sourceKey, reason }: Extract<Found, { kind: "gone" }>,
  run: ImportRun,
): Promise<readonly DocumentEvent[]> {
  if (run.withdrawn.has(sourceKey)) return [];
  const candidates = await run.needs.store.currentUnder(sourceKey);
  // Not what lies below it (`/`): a folder that is not there is more often a share that is not mounted.
  const own = candidates.filter(
    (stored) => stored.sourceKey === sourceKey || stored.sourceKey.startsWith(`${sourceKey}#`),
  );
  const { onlyFor } = run.options;
  const keys = own.map((stored) => stored.sourceKey);
  const isOthers = onlyFor !== undefined && (await keptByOthers(keys, onlyFor, run.needs.store)).size > 0;
  if (own.length === 0 || isOthers)
    return [{ kind: "document", fate: "refused", label, title: null, reason }];
  for (const key of [sourceKey, ...keys]) run.withdrawn.add(key);
  return withdraw(own, run.options, run.needs);
}

/**
 * Withdraws a source by name: a document, or everything imported from a folder or a collection. The events are
 * empty when nothing was imported from there. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function withdrawSource(
  source: string,
  options: Withdrawing,
  needs: ImportNeeds,
): Promise<readonly DocumentEvent[]> {
  const key = needs.sources.keyOf(source);
  const candidates = await needs.store.currentUnder(key);
  const own = candidates.filter((stored) => isAtOrBelow(stored.sourceKey, key));
  return withdraw(own, options, needs);
}

type Withdrawing = Pick<ImportOptions, "dryRun" | "by">;

async function withdraw(
  sources: readonly StoredSource[],
  { dryRun, by }: Withdrawing,
  needs: ImportNeeds,
): Promise<readonly DocumentEvent[]> {
  const keys = sources.map((stored) => stored.sourceKey);
  if (dryRun !== true) await needs.store.withdraw(keys, by);
  return sources.map((stored) => ({
    kind: "document",
    fate: "withdrawn",
    label: stored.sourceKey,
    title: stored.title,
    reason: null,
  }));
}

function isKept(sourceKey: string, run: ImportRun): boolean {
  if (run.seen.has(sourceKey) || run.withdrawn.has(sourceKey)) return true;
  return run.unreadable.some((key) => isAtOrBelow(sourceKey, key));
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
