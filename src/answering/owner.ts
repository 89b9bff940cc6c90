import type { Reader } from "../people/readership.ts";
import type { Owner } from "./answer.ts";
import type { ClusterEntry } from "./cluster-directory.port.ts";
import type { Topic } from "./read-question.ts";

/** Who could answer: the named cluster's contact for the topic, else the asker's own cluster's, else the federation's. */
export function ownerOf(
  asked: { readonly topic: Topic; readonly named: readonly ClusterEntry[] },
  reader: Reader,
  clusters: readonly ClusterEntry[],
): Owner | null {
  const own = clusters.filter((cluster) => cluster.id === reader.cluster);
  const federation = clusters.filter((cluster) => cluster.isFederation);
  for (const cluster of [...asked.named, ...own, ...federation]) {
    const owner = cluster.contacts.get(asked.topic) ?? cluster.contacts.get("general");
    if (owner !== undefined) return owner;
  }
  return null;
}
