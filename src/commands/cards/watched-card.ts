import type { Inline, Reply } from "../../chat/reply.ts";
import type { WatchedSource } from "../../knowledge/watched-source.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { actions, note } from "./pieces.ts";

export interface ShownSources {
  readonly sources: readonly WatchedSource[];
  readonly clusters: readonly NamedCluster[];
}

/** Watched sources by number, each with its last result. */
export function watchedCard({ sources, clusters }: ShownSources, messages: Messages): Reply {
  const { list } = messages.watch;
  const items = sources.map((source, index): Inline[] => [
    { type: "code", text: String(index + 1) },
    { type: "text", text: " " },
    source.kind === "folder"
      ? { type: "strong", text: source.address }
      : { type: "link", text: source.address, url: source.address },
    { type: "text", text: ` – ${factsOf(source, clusters, messages)}` },
  ]);
  const buttons = sources.slice(0, 5).map(({ id }, index) => ({
    label: list.stop(index + 1),
    command: "watch remove",
    text: id,
    style: "normal" as const,
  }));
  return {
    summary: list.summary(sources.length),
    blocks: [
      { type: "heading", text: list.title },
      { type: "list", ordered: false, items },
      note(list.how),
      ...actions(buttons),
    ],
    data: { kind: "watched", sources },
  };
}

function factsOf(source: WatchedSource, clusters: readonly NamedCluster[], messages: Messages): string {
  const { watch, documents } = messages;
  const kinds: Readonly<Record<string, string>> = documents.kinds;
  const cluster = clusters.length > 1 ? clusters.find(({ id }) => id === source.clusterId)?.name : undefined;
  const sentence = source.lastResult ?? watch.list.notYet;
  const read = source.lastReadAt === null ? "" : ` (${writtenDate(source.lastReadAt.toISOString())})`;
  return [
    cluster,
    watch.kinds[source.kind],
    documents.audiences[source.audience],
    kinds[source.documentKind],
    watch.everyHours(source.everyHours),
    source.lastFailed ? watch.list.failed(sentence) : `${sentence}${read}`,
  ]
    .filter((fact) => fact !== undefined)
    .join(" · ");
}
