import { setImmediate } from "node:timers/promises";
import { BotError } from "../shared/errors.ts";
import type { Passage, ReadFile, Section } from "./document.ts";
import { understandMetadata } from "./document-metadata.ts";
import type { DocumentToStore, StoreOutcome } from "./document-store.port.ts";
import type { DocumentEvent } from "./import-events.ts";
import { fingerprintOf, isStoredAlready } from "./import-fingerprint.ts";
import type { FoundDocument } from "./import-source.port.ts";
import type { ImportRun } from "./import-sources.ts";

/** Cuts sections into passages; ordinals count from 0. */
export type SplitPassages = (sections: readonly Section[]) => readonly Passage[];

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
  const stored = await run.needs.store.fingerprints(batch.map((found) => found.sourceKey));
  const events: DocumentEvent[] = [];
  const prepared: Prepared[] = [];
  for (const found of batch) {
    if (isStoredAlready(found, stored.get(found.sourceKey), run)) {
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
  const { metadata } = understood;
  if (metadata.supersedes === found.sourceKey) return refuse(found, "it says that it supersedes itself");
  const passages = await splitInTurns(withoutTitle(file, metadata.title), run.needs.split);
  if (passages.length === 0) return refuse(found, "there is no text in it");
  const { mediaType } = file;
  const fingerprint = fingerprintOf(found, understood.stated, run);
  return { found, document: { sourceKey: found.sourceKey, fingerprint, mediaType, metadata, passages } };
}

/** Long sections are handed over in parts. */
const paragraphsAtOnce = 50;

/** Splits section by section, with a turn for the event loop in between: a running bot must not stand still. */
async function splitInTurns(sections: readonly Section[], split: SplitPassages): Promise<readonly Passage[]> {
  const passages: Passage[] = [];
  let since = performance.now();
  for (const section of sections) {
    for (let start = 0; start < section.paragraphs.length; start += paragraphsAtOnce) {
      const paragraphs = section.paragraphs.slice(start, start + paragraphsAtOnce);
      for (const passage of split([{ ...section, paragraphs }]))
        passages.push({ ...passage, ordinal: passages.length });
      if (performance.now() - since < 10) continue;
      await setImmediate();
      since = performance.now();
    }
  }
  return passages;
}

/** The title is indexed with every passage and shown with every citation: it need not stand in the heading path too. */
function withoutTitle(file: ReadFile, title: string): readonly Section[] {
  return file.sections.map((section) => {
    const [first, ...deeper] = section.headingPath;
    return first?.toLowerCase() === title.toLowerCase() ? { ...section, headingPath: deeper } : section;
  });
}

async function storeAll(prepared: readonly Prepared[], run: ImportRun): Promise<readonly DocumentEvent[]> {
  if (prepared.length === 0) return [];
  try {
    const outcomes = await run.needs.store.store(prepared.map((one) => one.document));
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
