import type { Doing } from "../shared/doing.ts";
import type { ClusterRegister, KnownCluster } from "./cluster-register.port.ts";
import { type ImportDefaults, unknownDefault } from "./document-metadata.ts";
import type { DocumentStore } from "./document-store.port.ts";
import { importBatch } from "./import-batch.ts";
import { understandClusters } from "./import-clusters.ts";
import { createTally, type DocumentEvent, type ImportEvent, type ImportSummary } from "./import-events.ts";
import type { DocumentSources, Found, FoundDocument } from "./import-source.port.ts";
import { withdrawGone, withdrawNamed } from "./import-withdraw.ts";
import type { SplitPassages } from "./split-in-turns.ts";

export interface ImportOptions {
  readonly defaults: ImportDefaults;
  /** Who imports, for the audit trail; null where one line tells of the whole import. */
  readonly by: Doing | null;
  /** Look at everything, change nothing. */
  readonly dryRun?: boolean;
  /** Addresses of private networks may be fetched. */
  readonly allowPrivateAddresses?: boolean;
  /**
   * The one cluster these documents may belong to, whatever they say of themselves: others' documents are neither made,
   * changed nor withdrawn, and what was handed in by hand stays as it is.
   */
  readonly onlyFor?: string;
  /** Stops between two batches; what is stored by then stays. */
  readonly signal?: AbortSignal;
}

export interface ImportNeeds {
  readonly sources: DocumentSources;
  readonly store: DocumentStore;
  readonly clusters: ClusterRegister;
  readonly split: SplitPassages;
}

/** What one import has learnt so far. */
export interface ImportRun {
  readonly options: ImportOptions;
  readonly needs: ImportNeeds;
  clusters: readonly KnownCluster[];
  /** Source keys that turned up, whatever became of them. */
  readonly seen: Set<string>;
  /** Keys of what could not be looked through: nothing at or below them is withdrawn. */
  readonly unreadable: string[];
  /** Source keys withdrawn because the file or page itself was named and is gone. */
  readonly withdrawn: Set<string>;
  readonly complete: { readonly label: string; readonly prefix: string }[];
}

/** A batch is stored in one transaction: small enough that questions asked meanwhile wait for a moment only. */
const batchDocuments = 32;
const batchBytes = 4_000_000;

/**
 * The way of a file: found → skipped when unchanged → read → understood → split → stored; then what is no longer
 * there is withdrawn. A bad file costs one `refused` event and nothing else. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function* importSources(
  sources: readonly string[],
  options: ImportOptions,
  needs: ImportNeeds,
): AsyncGenerator<ImportEvent, ImportSummary> {
  const tally = createTally(options.dryRun ?? false);
  for await (const event of importEvents(sources, options, needs)) {
    if (event.kind === "document") tally.count(event);
    yield event;
    if (event.kind === "wrongUse") return tally.summary();
  }
  const summary = tally.summary();
  yield { kind: "finished", summary };
  return summary;
}

async function* importEvents(
  sources: readonly string[],
  options: ImportOptions,
  needs: ImportNeeds,
): AsyncGenerator<ImportEvent> {
  const run: ImportRun = {
    options,
    needs,
    clusters: await needs.clusters.known(),
    seen: new Set(),
    unreadable: [],
    withdrawn: new Set(),
    complete: [],
  };
  for (const source of sources) {
    let batch: FoundDocument[] = [];
    const allowPrivateAddresses = options.allowPrivateAddresses ?? false;
    for await (const found of needs.sources.find(source, { allowPrivateAddresses })) {
      if (options.signal?.aborted === true) return;
      const reason = describesClusters(found) ? null : unknownDefault(options.defaults, run.clusters);
      if (reason !== null) {
        yield { kind: "wrongUse", reason };
        return;
      }
      if (found.kind === "document") {
        if (isRepeated(found.document, run)) continue;
        batch.push(found.document);
        if (!isFull(batch)) continue;
      }
      if (found.kind === "document" || found.kind === "clusters") {
        yield* await importBatch(batch, run);
        batch = [];
      }
      yield* await noteFound(found, run);
    }
    yield* await importBatch(batch, run);
  }
  yield* await withdrawGone(run);
}

/** What may come before the clusters of an import are known: a cluster new in them may be named in the options. */
function describesClusters(found: Found): boolean {
  return found.kind === "clusters" || found.kind === "expected" || found.kind === "refused";
}

/** The same file named twice is imported once. */
function isRepeated(document: FoundDocument, run: ImportRun): boolean {
  const repeated = run.seen.has(document.sourceKey);
  run.seen.add(document.sourceKey);
  return repeated;
}

function isFull(batch: readonly FoundDocument[]): boolean {
  return (
    batch.length >= batchDocuments || batch.reduce((sum, document) => sum + document.size, 0) >= batchBytes
  );
}

async function noteFound(found: Found, run: ImportRun): Promise<readonly ImportEvent[]> {
  switch (found.kind) {
    case "document":
      return [];
    case "expected":
      return [found];
    case "complete":
      run.complete.push({ label: found.label, prefix: found.prefix });
      return [];
    case "refused":
      if (found.sourceKey !== null) run.unreadable.push(found.sourceKey);
      return [{ kind: "document", fate: "refused", label: found.label, title: null, reason: found.reason }];
    case "gone":
      return withdrawNamed(found, run);
    case "clusters":
      return [...(await importClusters(found, run))];
  }
}

async function importClusters(
  found: Extract<Found, { kind: "clusters" }>,
  run: ImportRun,
): Promise<readonly DocumentEvent[]> {
  const outcome = understandClusters(found.content);
  if (outcome.kind === "refused") {
    return [{ kind: "document", fate: "refused", label: found.label, title: null, reason: outcome.reason }];
  }
  if (run.options.dryRun !== true) await run.needs.clusters.save(outcome.clusters, run.options.by);
  const described = new Set(outcome.clusters.map((cluster) => cluster.id));
  run.clusters = [...outcome.clusters, ...run.clusters.filter((cluster) => !described.has(cluster.id))];
  return outcome.clusters.map((cluster) => ({
    kind: "document",
    fate: "clusters",
    label: found.label,
    title: cluster.name,
    reason: null,
  }));
}
