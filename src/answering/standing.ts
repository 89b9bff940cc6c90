import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import type { Reader } from "../people/readership.ts";
import type { ClosestSource } from "./answer.ts";
import type { ClusterEntry } from "./cluster-directory.port.ts";

/** How a source stands to the asker: their own cluster, the federation, or another cluster. */
export function standingOf(
  passage: FoundPassage,
  reader: Reader,
  clusters: readonly ClusterEntry[],
): ClosestSource["standing"] {
  if (passage.clusterId === reader.cluster) return "own";
  const isFederation = clusters.some((cluster) => cluster.id === passage.clusterId && cluster.isFederation);
  return isFederation ? "federation" : "other";
}

/** What every citation says of its source; the quote and the number are added where it is cited. */
export function sourceOf(passage: FoundPassage, standing: ClosestSource["standing"]): ClosestSource {
  return {
    title: passage.title,
    url: placeOf(passage),
    audience: passage.audience,
    asOf: passage.publishedOn ?? passage.effectiveFrom,
    cluster: passage.clusterId,
    clusterName: passage.clusterName,
    documentId: passage.documentId,
    sourceKey: passage.sourceKey,
    standing,
    isSample: passage.isSample,
  };
}

/** The source's address with the heading or page the passage stands under; PDF viewers read `#page=3`. */
function placeOf(passage: FoundPassage): string | null {
  if (passage.url === null) return null;
  const base = passage.url.replace(/#.*$/u, "");
  if (passage.anchor !== null) return `${base}#${passage.anchor}`;
  if (passage.page !== null) return `${base}#page=${passage.page}`;
  return passage.url;
}
