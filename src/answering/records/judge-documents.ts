import type { LinkedDocument, PositionTopic } from "../../directory/positions/position-search.port.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { type Contradiction, contradictLine } from "./contradict-line.ts";
import type { BackgroundDocument, Disagreement, PositionLine } from "./told.ts";

const backgroundAtMost = 3;
const disagreementsAtMost = 2;

export interface JudgedDocuments {
  /** Those that disagree first, then the newest. */
  readonly background: readonly BackgroundDocument[];
  readonly disagreements: readonly Disagreement[];
  /** One that is newer than every line and says nothing against it. */
  readonly newer: BackgroundDocument | null;
}

export interface Judging {
  readonly lines: readonly PositionLine[];
  readonly topics: readonly PositionTopic[];
  readonly reader: { readonly cluster: string | null };
  readonly clusters: readonly ClusterEntry[];
}

/** What documents of a position, newest first, say of its line. Nothing older than the line is held against it. */
export function judgeDocuments(documents: readonly LinkedDocument[], judging: Judging): JudgedDocuments {
  const shown = (document: LinkedDocument): BackgroundDocument => toBackground(document, judging);
  const disagreeing = new Map<string, Disagreement>();
  for (const document of documents) {
    const found = disagreement(document, judging);
    if (found === null || disagreeing.size === disagreementsAtMost) continue;
    disagreeing.set(document.documentId, { ...found, document: shown(document) });
  }
  const distinct = [...new Map(documents.map((document) => [document.documentId, document])).values()];
  const [first, others] = [true, false].map((isFirst) =>
    distinct.filter(({ documentId }) => disagreeing.has(documentId) === isFirst),
  );
  const background = [...(first ?? []), ...(others ?? [])].slice(0, backgroundAtMost).map(shown);
  const since = judging.lines
    .flatMap(({ current }) => (current === null ? [] : [current.from]))
    .toSorted()
    .at(-1);
  const newer =
    since === undefined ? undefined : others?.find(({ publishedOn }) => isAfter(publishedOn, since));
  return {
    background,
    disagreements: [...disagreeing.values()],
    newer: newer === undefined ? null : shown(newer),
  };
}

function disagreement(
  { positionId, publishedOn, texts }: LinkedDocument,
  { lines, topics }: Judging,
): (Contradiction & { readonly lineTitle: string }) | null {
  const current = lines
    .map((line) => (line.shown.some((version) => version === line.current) ? line.current : null))
    .find((version) => version?.positionId === positionId);
  const topic = topics.find((one) => one.positionId === positionId);
  if (current == null || topic === undefined || isBefore(publishedOn, current.from)) return null;
  const line = { text: current.text, names: [topic.topic, ...topic.alsoCalled] };
  for (const text of texts) {
    const found = contradictLine(line, text);
    if (found !== null) return { ...found, lineTitle: current.title };
  }
  return null;
}

/** A day alone is after a month it lies in, a month is not after its days. */
function isAfter(published: string | null, since: string): boolean {
  return published !== null && published > since.slice(0, published.length);
}

/** What nobody knows the day of is not taken for old. */
function isBefore(published: string | null, since: string): boolean {
  return published !== null && published < since.slice(0, published.length);
}

function toBackground(document: LinkedDocument, { reader, clusters }: Judging): BackgroundDocument {
  const { title, url, cluster, clusterName, publishedOn, sort, isSample } = document;
  const isFederation = clusters.some(({ id, isFederation: is }) => id === cluster && is);
  const standing = cluster === reader.cluster ? "own" : isFederation ? "federation" : "other";
  return { title, url, clusterName, standing, publishedOn, sort, isSample };
}
