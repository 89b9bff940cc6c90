import type { Owner } from "../../answering/answer.ts";
import type { ClusterDirectory, ClusterEntry } from "../../answering/cluster-directory.port.ts";
import type { PrismaClient } from "../../generated/prisma/client.ts";
import { translatingErrors } from "./translate-error.ts";

/** How long the clusters are held in memory: an import by another process shows within this time. */
const heldMilliseconds = 10_000;

/** The clusters with their contacts; a few dozen rows, asked for with every question, so held for a moment. */
export function createClusterDirectory(prisma: PrismaClient): ClusterDirectory {
  let held: { readonly entries: readonly ClusterEntry[]; readonly until: number } | null = null;

  const read = async (): Promise<readonly ClusterEntry[]> => {
    const rows = await prisma.cluster.findMany({ include: { contacts: true }, orderBy: { id: "asc" } });
    return rows.map((row): ClusterEntry => {
      const contacts = row.contacts.map((contact): readonly [string, Owner] => [
        contact.topic,
        {
          cluster: row.id,
          clusterName: row.name,
          role: contact.role,
          address: contact.address ?? row.website,
        },
      ]);
      return { ...row, nicknames: row.nicknames, contacts: new Map(contacts) };
    });
  };

  return translatingErrors({
    all: async () => {
      const now = performance.now();
      if (held === null || held.until < now) held = { entries: await read(), until: now + heldMilliseconds };
      return held.entries;
    },
  });
}
