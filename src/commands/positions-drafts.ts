import { z } from "zod";
import { mayFor } from "./announcing/named-announcement.ts";
import { positionsAtWorkCard } from "./cards/position-work-card.ts";
import { defineCommand } from "./command.ts";

const listed = 15;

/** `/cluster positions drafts`: what the asker's clusters write or have to confirm, and what they are asked about. */
export const positionsDrafts = defineCommand({
  name: "positions drafts",
  summary: "Positions your cluster is writing, or is asked to sign, with the answers so far",
  usage: "positions drafts",
  right: "follow-positions",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const { positionDesk, clusters, messages } = context.needs;
    const all = await clusters.all();
    const theirs = all.map(({ id }) => id).filter((id) => mayFor(context, "follow-positions", id));
    const [waiting, atWork] = await Promise.all([
      positionDesk.store.waiting(theirs),
      positionDesk.store.atWork(theirs),
    ]);
    const ids = new Set(waiting.map(({ id }) => id));
    const versions = [...waiting, ...atWork.filter(({ id }) => !ids.has(id))];
    const shown = versions.slice(0, listed).map(({ id }) => positionDesk.store.consultation(id));
    const found = (await Promise.all(shown)).filter((one) => one !== null);
    const more = versions.length - found.length;
    return positionsAtWorkCard({ consultations: found, waiting: ids, more }, messages);
  },
});
