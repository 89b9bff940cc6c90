import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import type { WatchedSource } from "../knowledge/watched-source.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { managedClusters, managesCluster } from "./handing-in/managed-clusters.ts";
import { isIdentifier } from "./handing-in/named-document.ts";

/** `/cluster watch remove`: by number, address or a button's id. What was read from it stays. */
export const watchRemove = defineCommand({
  name: "watch remove",
  summary: "Stop reading a page or feed again; what was read from it stays",
  usage: "watch remove number",
  right: "manage-documents",
  isPrivate: true,
  options: [{ name: "source", summary: "Its number in the list, or its address", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { watched, messages } = context.needs;
    const source = await findSource(context, text);
    if (source === null) return plainReply(messages.watch.unknown);
    if (!managesCluster(context, source.clusterId)) return plainReply(messages.permit["other-cluster"]);
    const isRemoved = await watched.store.remove(source.id, doingOf(context));
    return plainReply(isRemoved ? messages.watch.removed(source.address) : messages.watch.unknown);
  },
});

async function findSource(context: CommandContext, text: string): Promise<WatchedSource | null> {
  const { store } = context.needs.watched;
  if (isIdentifier(text)) return store.find(text);
  const clusters = await managedClusters(context);
  const own = await store.all(clusters.map(({ id }) => id));
  if (/^\d{1,6}$/.test(text)) return own[Number(text) - 1] ?? null;
  return own.find(({ address }) => address === text) ?? null;
}
