import { createHash, randomUUID } from "node:crypto";
import { audiences } from "../shared/audience.ts";
import { stripInvisible } from "../shared/invisible-characters.ts";
import type { ClusterRegister, KnownCluster } from "./cluster-register.port.ts";
import type { DocumentDraft, EnteredDetails, PreparedDocument, ReadFacts } from "./document-draft.ts";
import { type ImportDefaults, understandMetadata } from "./document-metadata.ts";
import type { DocumentStore, DocumentToStore } from "./document-store.port.ts";
import type { HandedInFile, HandedInFiles } from "./handed-in-file.port.ts";
import type { DocumentSources, FoundDocument } from "./import-source.port.ts";
import { handedInMark, keptByOthers, reasonNotOwn, replacingOwnOnly } from "./own-documents.ts";
import { plainReason } from "./plain-reason.ts";
import { type SplitPassages, splitInTurns, withoutTitle } from "./split-in-turns.ts";

export interface HandInNeeds {
  readonly split: SplitPassages;
  readonly clusters: Pick<ClusterRegister, "known">;
  readonly store: Pick<DocumentStore, "keepers">;
}

export interface PreparingNeeds extends HandInNeeds {
  readonly sources: DocumentSources;
  readonly files: HandedInFiles;
  readonly allowPrivateAddresses: boolean;
}

/** For which cluster a document is handed in, and what was entered about it. */
export interface HandInOrder {
  readonly cluster: string;
  readonly entered: EnteredDetails;
}

/** What was understood of a document, or one plain clause that says why it cannot be taken. */
export type PrepareOutcome =
  | { readonly kind: "prepared"; readonly prepared: PreparedDocument }
  | { readonly kind: "refused"; readonly reason: string };

/** A page found by its address, or one plain clause that says why not. */
export type LinkOutcome =
  | { readonly kind: "found"; readonly document: FoundDocument }
  | { readonly kind: "refused"; readonly reason: string };

/** Fetches the page at a link, by the rules of an import. Anything that is no http(s) address is refused. */
async function findLink(
  link: string,
  sources: DocumentSources,
  options: { readonly allowPrivateAddresses: boolean },
): Promise<LinkOutcome> {
  // A path would be read from the bot's own disk.
  if (!isWebAddress(link)) return { kind: "refused", reason: "it is not an address that begins with http" };
  for await (const found of sources.find(link, options)) {
    if (found.kind === "document") return { kind: "found", document: found.document };
    if (found.kind === "refused" || found.kind === "gone")
      return { kind: "refused", reason: plainReason(found.reason) };
  }
  return { kind: "refused", reason: "there is nothing to read at this address" };
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Reads, understands and splits what somebody hands in for one cluster. Stores nothing. */
async function prepareDocument(
  found: FoundDocument,
  order: HandInOrder,
  needs: HandInNeeds,
): Promise<PrepareOutcome> {
  const outcome = await found.read();
  if (outcome.kind === "refused") return outcome;
  const { file } = outcome;
  const isPage = isWebAddress(found.sourceKey);
  const passages = await splitInTurns(file.sections, needs.split);
  if (passages.length === 0) return { kind: "refused", reason: "there is no text in it" };
  const facts: ReadFacts = {
    label: stripInvisible(found.label).slice(0, 300),
    mediaType: file.mediaType,
    contentFingerprint: found.contentFingerprint,
    inferredTitle: file.title ?? found.fallbackTitle,
    address: isPage ? (file.address ?? found.sourceKey) : null,
    statements: { ...file.metadata },
    pages: file.pages ?? null,
    passages: passages.map((passage) => ({ ...passage, headingPath: [...passage.headingPath] })),
  };
  return reconsiderDocument(facts, order, needs);
}

/** The same document with other details: nothing is read again. */
async function reconsiderDocument(
  facts: ReadFacts,
  { cluster, entered }: HandInOrder,
  needs: HandInNeeds,
): Promise<PrepareOutcome> {
  const clusters = await needs.clusters.known();
  const understood = understand(facts, { cluster, entered, clusters });
  if (understood.kind === "refused") return understood;
  const foreign = reasonNotOwn(understood.metadata, cluster);
  if (foreign !== null) return { kind: "refused", reason: foreign };
  const own = await replacingOwnOnly(understood.metadata, cluster, needs.store);
  const saysPeriod = own.effectiveFrom !== null || own.effectiveUntil !== null;
  const metadata = {
    ...own,
    ...narrowerAudience(own, { cluster, entered }),
    topics: [...own.topics],
    positions: [...own.positions],
    effectiveFrom: saysPeriod ? own.effectiveFrom : entered.effectiveFrom,
    effectiveUntil: saysPeriod ? own.effectiveUntil : entered.effectiveUntil,
  };
  const replacesUnknown = own.supersedes !== understood.metadata.supersedes;
  const overruled = overruledBy(metadata, entered);
  return { kind: "prepared", prepared: { facts, entered, metadata, overruled, replacesUnknown } };
}

/** Of what the document says and what was chosen the narrower counts: nobody is shown more than both would show. */
function narrowerAudience(
  own: Pick<PreparedDocument["metadata"], "audience"> & { readonly audienceClusters: readonly string[] },
  { cluster, entered }: HandInOrder,
): Pick<PreparedDocument["metadata"], "audience" | "audienceClusters"> {
  const isNarrower =
    entered.audience !== null && audiences.indexOf(entered.audience) > audiences.indexOf(own.audience);
  return isNarrower && entered.audience !== null
    ? { audience: entered.audience, audienceClusters: [cluster] }
    : { audience: own.audience, audienceClusters: [...own.audienceClusters] };
}

interface Understanding extends HandInOrder {
  readonly clusters: readonly KnownCluster[];
}

function understand(facts: ReadFacts, { cluster, entered, clusters }: Understanding) {
  const { title, kind, audience, published } = entered;
  const defaults: ImportDefaults = {
    cluster,
    ...(title === null ? {} : { title }),
    ...(kind === null ? {} : { kind }),
    ...(audience === null ? {} : { audience }),
    ...(published === null ? {} : { published }),
  };
  return understandMetadata(facts.statements, {
    clusters,
    defaults,
    inferredTitle: facts.inferredTitle,
    address: facts.address,
    resolve: (reference) => (isWebAddress(reference) ? reference : `beside ${facts.label}: ${reference}`),
  });
}

/** Which entered details do not count, because the document itself says otherwise. */
function overruledBy(
  metadata: PreparedDocument["metadata"],
  entered: EnteredDetails,
): PreparedDocument["overruled"] {
  const differs = (said: string | null, counts: string | null): boolean => said !== null && said !== counts;
  const overruled: PreparedDocument["overruled"] = [];
  if (differs(entered.title, metadata.title)) overruled.push("title");
  if (differs(entered.kind, metadata.kind)) overruled.push("kind");
  if (differs(entered.audience, metadata.audience)) overruled.push("audience");
  if (differs(entered.published, metadata.publishedOn)) overruled.push("published");
  const isOtherPeriod =
    differs(entered.effectiveFrom, metadata.effectiveFrom) ||
    differs(entered.effectiveUntil, metadata.effectiveUntil);
  if (isOtherPeriod) overruled.push("effective");
  return overruled;
}

/** A prepared draft as the document store takes it; null while it is not prepared. */
export function toStore({
  prepared,
  sourceKey,
}: Pick<DocumentDraft, "prepared" | "sourceKey">): DocumentToStore | null {
  if (prepared === null || sourceKey === null) return null;
  const { facts, metadata } = prepared;
  const hash = createHash("sha256")
    .update(JSON.stringify([facts.contentFingerprint, metadata]))
    .digest("hex");
  return {
    sourceKey,
    fingerprint: `${handedInMark}${hash}`,
    mediaType: facts.mediaType,
    metadata,
    passages: withoutTitle(facts.passages, metadata.title),
  };
}

/** The three ways a document is prepared, over what they need; document-desk.port.ts says what each does. */
export function createDocumentPreparing(needs: PreparingNeeds) {
  const { sources, files, allowPrivateAddresses } = needs;
  return {
    prepareFile: async (file: HandedInFile, order: HandInOrder): Promise<PrepareOutcome> => {
      const taken = files.take(file);
      return taken.kind === "refused" ? taken : prepareDocument(taken.document, order, needs);
    },
    preparePage: async (
      address: string,
      order: HandInOrder,
    ): Promise<PrepareOutcome & { readonly sourceKey: string }> => {
      const key = sources.keyOf(address);
      const found = await findLink(address, sources, { allowPrivateAddresses });
      if (found.kind === "refused") return { ...found, sourceKey: key };
      const outcome = await prepareDocument(found.document, order, needs);
      // What another cluster keeps under this address is not ours to replace, nor to tell of.
      const isOthers = (await keptByOthers([key], order.cluster, needs.store)).size > 0;
      return { ...outcome, sourceKey: isOthers ? `upload:${randomUUID()}` : key };
    },
    reconsider: (facts: ReadFacts, order: HandInOrder): Promise<PrepareOutcome> =>
      reconsiderDocument(facts, order, needs),
  };
}
