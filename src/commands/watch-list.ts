import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { watchedCard } from "./cards/watched-card.ts";
import { defineCommand } from "./command.ts";
import { managedClusters } from "./handing-in/managed-clusters.ts";

/** `/cluster watch list`: what is read again by itself, and what came of it last. */
export const watchList = defineCommand({
  name: "watch list",
  summary: "See which pages and feeds are read again by themselves, and what came of it",
  usage: "watch list",
  right: "manage-documents",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const { watched, messages } = context.needs;
    const clusters = await managedClusters(context);
    const sources = await watched.store.all(clusters.map(({ id }) => id));
    return sources.length === 0
      ? plainReply(messages.watch.list.none)
      : watchedCard({ sources, clusters }, messages);
  },
});
