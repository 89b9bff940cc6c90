import { setImmediate } from "node:timers/promises";
import { BotError } from "../shared/errors.ts";
import { understandMetadata } from "./document-metadata.ts";
import type { DocumentToStore, StoreOutcome } from "./document-store.port.ts";
import type { DocumentEvent } from "./import-events.ts";
import { fingerprintOf, isStoredAlready } from "./import-fingerprint.ts";
import type { FoundDocument } from "./import-source.port.ts";
import type { ImportRun } from "./import-sources.ts";
import { handedInMark, keptByOthers, reasonNotOwn, replacingOwnOnly } from "./own-documents.ts";
import { splitInTurns, withoutTitle } from "./split-in-turns.ts";

interface Prepared {
  readonly found: FoundDocument;
  readonly document: DocumentToStore;
}

/** Imports a few documents: what is unchanged is skipped, the rest is read, understood, split and stored. */
export async function importBatch(
  batch: readonly FoundDocument[],
  run: ImportRun,
): Promise<readonly DocumentEvent[]> {
  if (batch.length === 0) return [];
  const { onlyFor } = run.options;
  const sourceKeys = batch.map((found) => found.sourceKey);
  const stored = await run.needs.store.fingerprints(sourceKeys);
  const foreign = onlyFor === undefined ? null : await keptByOthers(sourceKeys, onlyFor, run.needs.store);
  const events: DocumentEvent[] = [];
  const prepared: Prepared[] = [];
  for (const found of batch) {
    if (foreign?.has(found.sourceKey) === true) {
      events.push(refuse(found, "it is kept elsewhere already, so it was left alone"));
      continue;
    }
    const known = stored.get(found.sourceKey);
    const isLeftAlone = onlyFor !== undefined && known?.startsWith(handedInMark) === true;
    if (isLeftAlone || isStoredAlready(found, known, run)) {
      events.push({ kind: "document", fate: "unchanged", label: found.label, title: null, reason: null });
      continue;
    }
    const outcome = await prepare(found, run);
    if ("document" in outcome) prepared.push(outcome);
    else events.push(outcome);
    await setImmediate();
  }
  if (run.options.dryRun !== true) return [...events, ...(await storeAll(prepared, run))];
  return [
    ...events,
    ...prepared.map((one) => stay(one, stored.has(one.found.sourceKey) ? "replaced" : "added")),
  ];
}

async function prepare(found: FoundDocument, run: ImportRun): Promise<Prepared | DocumentEvent> {
  const outcome = await found.read();
  if (outcome.kind === "refused") return refuse(found, outcome.reason);
  const { file } = outcome;
  const understood = understandMetadata(file.metadata, {
    clusters: run.clusters,
    defaults: run.options.defaults,
    inferredTitle: file.title ?? found.fallbackTitle,
    address: /^https?:/.test(found.sourceKey) ? (file.address ?? found.sourceKey) : null,
    resolve: found.resolve,
  });
  if (understood.kind === "refused") return refuse(found, understood.reason);
  const { onlyFor } = run.options;
  const foreign = onlyFor === undefined ? null : reasonNotOwn(understood.metadata, onlyFor);
  if (foreign !== null) return refuse(found, foreign);
  const metadata =
    onlyFor === undefined
      ? understood.metadata
      : await replacingOwnOnly(understood.metadata, onlyFor, run.needs.store);
  if (metadata.supersedes === found.sourceKey) return refuse(found, "it says that it supersedes itself");
  const passages = withoutTitle(await splitInTurns(file.sections, run.needs.split), metadata.title);
  if (passages.length === 0) return refuse(found, "there is no text in it");
  const { mediaType } = file;
  const fingerprint = fingerprintOf(found, understood.stated, run);
  return { found, document: { sourceKey: found.sourceKey, fingerprint, mediaType, metadata, passages } };
}

async function storeAll(prepared: readonly Prepared[], run: ImportRun): Promise<readonly DocumentEvent[]> {
  if (prepared.length === 0) return [];
  try {
    const outcomes = await run.needs.store.store(
      prepared.map((one) => one.document),
      run.options.by,
    );
    return prepared.map((one, index) => stay(one, outcomes[index]?.kind ?? "added"));
  } catch (error) {
    if (error instanceof BotError && error.code === "DATABASE_UNAVAILABLE") throw error;
    const [only] = prepared;
    if (prepared.length === 1 && only !== undefined) return [refuse(only.found, notStored)];
  }
  // One of them cannot be stored: each on its own, so that it alone is refused.
  const events: DocumentEvent[] = [];
  for (const one of prepared) events.push(...(await storeAll([one], run)));
  return events;
}

const notStored = "it could not be stored; nothing of it was kept, and an older version stays as it was";

function stay(one: Prepared, fate: StoreOutcome["kind"]): DocumentEvent {
  return { kind: "document", fate, label: one.found.label, title: one.document.metadata.title, reason: null };
}

function refuse(found: FoundDocument, reason: string): DocumentEvent {
  return { kind: "document", fate: "refused", label: found.label, title: null, reason };
}
