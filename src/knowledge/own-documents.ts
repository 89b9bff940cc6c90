import type { DocumentMetadata } from "./document.ts";
import type { DocumentStore } from "./document-store.port.ts";

/** Begins the fingerprint of what somebody handed in and looked at: no later reading changes it by itself. */
export const handedInMark = "handed-in-";

/**
 * Why a document must not be taken in for `cluster` alone, as one clause: whoever looks after one cluster cannot
 * speak for another, whatever the file or page says of itself. Null when it may.
 */
export function reasonNotOwn(metadata: DocumentMetadata, cluster: string): string | null {
  if (metadata.clusterId !== cluster)
    return `it says that it belongs to the cluster "${metadata.clusterId}", and this is for "${cluster}" only`;
  const others = metadata.audienceClusters.filter((named) => named !== cluster);
  if (others.length === 0) return null;
  return `it says that it is for readers of other clusters (${others.join(", ")}), and this is for "${cluster}" only`;
}

/** Of these source keys those that a cluster other than `cluster` keeps something under, withdrawn or not. */
export async function keptByOthers(
  sourceKeys: readonly string[],
  cluster: string,
  store: Pick<DocumentStore, "keepers">,
): Promise<ReadonlySet<string>> {
  const keepers = await store.keepers(sourceKeys);
  return new Set(sourceKeys.filter((key) => (keepers.get(key) ?? cluster) !== cluster));
}

/** The same, but replacing nothing of another cluster's, nor anything that is not there yet. */
export async function replacingOwnOnly(
  metadata: DocumentMetadata,
  cluster: string,
  store: Pick<DocumentStore, "keepers">,
): Promise<DocumentMetadata> {
  if (metadata.supersedes === null) return metadata;
  const keepers = await store.keepers([metadata.supersedes]);
  return keepers.get(metadata.supersedes) === cluster ? metadata : { ...metadata, supersedes: null };
}
