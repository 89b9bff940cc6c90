import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { documentsCard } from "./cards/documents-card.ts";
import { defineCommand } from "./command.ts";
import { managedClusters } from "./handing-in/managed-clusters.ts";

const onePage = 15;

/** `/cluster documents list`: the asker's own clusters' documents; a number or words of a title show one with buttons. */
export const documentsList = defineCommand({
  name: "documents list",
  summary: "See the documents of your cluster, and how often they are cited",
  usage: "documents list [cluster, number or title]",
  right: "manage-documents",
  isPrivate: true,
  options: [
    {
      name: "which",
      summary: "A cluster's id, a document's number, or words of its title",
      isRequired: false,
    },
  ],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { documents: desk, messages } = context.needs;
    const { list } = messages.documents;
    const clusters = await managedClusters(context);
    const wish = readWish(text, clusters);
    const { words, number, page } = wish;
    const limit = number === null ? onePage : 1;
    const offset = number === null ? (page - 1) * onePage : Math.max(0, number - 1);
    const chosen = wish.cluster === null ? clusters : [wish.cluster];
    const ids = chosen.map(({ id }) => id);
    const { total, documents } = await desk.register.list({ clusters: ids, words, offset, limit });
    if (documents.length === 0)
      return plainReply(words === "" && number === null ? list.none : list.noneFound(words || text));
    const isLast = number !== null || offset + documents.length >= total;
    const prefix = wish.cluster === null ? "" : `${wish.cluster.id} `;
    // Numbers count in the whole list of the asker's clusters: only there another command finds them again.
    const isNumbered = words === "" && wish.cluster === null && number === null;
    return documentsCard(
      {
        documents,
        total: number === null ? total : 1,
        from: isNumbered ? offset + 1 : null,
        clusters,
        next: isLast ? null : `${prefix}page ${page + 1}${words === "" ? "" : ` ${words.slice(0, 40)}`}`,
      },
      messages,
    );
  },
});

interface Wish {
  readonly cluster: NamedCluster | null;
  readonly number: number | null;
  readonly page: number;
  readonly words: string;
}

/** `[cluster] [page <n>] [number or words]`; a cluster that is not the asker's own is taken for words. */
function readWish(text: string, clusters: readonly NamedCluster[]): Wish {
  const [, first = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  const cluster = clusters.find(({ id }) => id === first.toLowerCase()) ?? null;
  const afterCluster = cluster === null ? text : rest;
  const [, digits, afterPage] = /^page (\d{1,4})\b\s*(.*)$/s.exec(afterCluster) ?? [];
  const words = afterPage ?? afterCluster;
  const number = /^\d{1,6}$/.test(words) ? Number(words) : null;
  return { cluster, number, page: Math.max(1, Number(digits ?? 1)), words: number === null ? words : "" };
}
