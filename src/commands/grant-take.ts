import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import { takeRole } from "../people/give-role.ts";
import { roles } from "../people/role.ts";
import { refusedGivingReply, roleWithCluster } from "./cards/grant-cards.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { readGrantee, whomText } from "./grantee.ts";
import { type GrantRead, readGrant } from "./read-grant.ts";

/** `/cluster grant take @sam approver North`. */
export const grantTake = defineCommand({
  name: "grant take",
  summary: "Take a role away from somebody, or from a group",
  usage: "grant take @somebody role [cluster]",
  right: "give-roles",
  isPrivate: true,
  options: [
    { name: "who", summary: "The person or group", isRequired: true, kind: "grantee" },
    { name: "role", summary: "What they are to be no longer", isRequired: true, choices: roles },
    { name: "cluster", summary: "Of which cluster; else your own", isRequired: false },
  ],
  schema: z.string().transform(readGrant),
  run: take,
});

async function take({ request, identity, needs }: CommandContext, read: GrantRead): Promise<Reply> {
  const { messages } = needs;
  const whom = readGrantee(read, { usage: grantTake.usage, messages });
  if (whom.kind === "reply") return whom.reply;
  const { grantee, role } = whom;
  const decided = await takeRole(
    { grantee, role, cluster: read.cluster },
    { identity, doing: doingOf({ request, identity }) },
    needs,
  );
  if (decided.kind === "refused") return refusedGivingReply(decided.refusal, role, messages);
  const { kind } = decided.outcome;
  if (kind === "last-administrator") return plainReply(messages.roles[kind]);
  return plainReply(
    messages.roles[kind](await whomText(grantee, needs), roleWithCluster(role, decided.cluster, messages)),
  );
}
