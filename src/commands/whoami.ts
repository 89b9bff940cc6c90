import { z } from "zod";
import { whoamiCard } from "./cards/whoami-card.ts";
import { defineCommand } from "./command.ts";

/** `/cluster whoami`: what the bot knows of the asker, what they may do, and what they may read here. */
export const whoami = defineCommand({
  name: "whoami",
  summary: "What I know of you, and what you may do and read here",
  usage: "whoami",
  right: "look-after-own-data",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async ({ request, identity, reader, needs }) => {
    const { account, place } = identity;
    const [clusters, accounts, given] = await Promise.all([
      needs.clusters.all(),
      account === null ? [] : needs.accounts.accountsWith(account),
      needs.roles.heldBy({ account, workspaceId: place?.id ?? null, groups: request.asker.groups }),
    ]);
    return whoamiCard({ request, identity, reader, clusters, accounts, given }, needs.messages);
  },
});
