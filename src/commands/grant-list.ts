import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { listRoles } from "../people/give-role.ts";
import { grantListCard, refusedGivingReply } from "./cards/grant-cards.ts";
import { defineCommand } from "./command.ts";
import { readGrantSearch } from "./read-grant.ts";

/** `/cluster grant list`, `… list North`, `… list @sam`. */
export const grantList = defineCommand({
  name: "grant list",
  summary: "Who was given which role, until when",
  usage: "grant list [cluster | @somebody]",
  right: "give-roles",
  isPrivate: true,
  options: [{ name: "of", summary: "A cluster, a person or a group; else all", isRequired: false }],
  schema: z.string().transform(readGrantSearch),
  run: async ({ identity, needs }, { who, cluster }) => {
    if (who === "unknown") return plainReply(needs.messages.roles["unknown-grantee"]);
    const listed = await listRoles({ holder: who, cluster }, identity, needs);
    if (listed.kind === "refused") return refusedGivingReply(listed.refusal, null, needs.messages);
    return grantListCard(listed.roles, needs.messages);
  },
});
