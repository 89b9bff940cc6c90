import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import { giveRole } from "../people/give-role.ts";
import { roles } from "../people/role.ts";
import { readRoleEnd } from "../people/role-end.ts";
import type { Grantee } from "../people/role-store.port.ts";
import { endOfRole, refusedGivingReply, roleWithCluster } from "./cards/grant-cards.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { readGrantee, whomText } from "./grantee.ts";
import { type GrantRead, readGrant } from "./read-grant.ts";

/** `/cluster grant @sam approver North until 2027-01-31`; without the word `give` too. */
export const grantGive = defineCommand({
  name: "grant give",
  summary: "Give somebody, or a group, a role in a cluster or the federation",
  usage: "grant give @somebody role [cluster] [until 2027-01-31 | for 30 days]",
  right: "give-roles",
  isPrivate: true,
  options: [
    { name: "who", summary: "The person or group", isRequired: true, kind: "grantee" },
    { name: "role", summary: "What they are to be", isRequired: true, choices: roles },
    { name: "cluster", summary: "Of which cluster; else your own", isRequired: false },
    { name: "until", summary: "Until when: 2027-01-31, or 30 days; else for good", isRequired: false },
  ],
  schema: z.string().transform(readGrant),
  run: give,
});

async function give({ request, identity, needs }: CommandContext, read: GrantRead): Promise<Reply> {
  const { messages } = needs;
  const whom = readGrantee(read, { usage: grantGive.usage, messages });
  if (whom.kind === "reply") return whom.reply;
  const { grantee, role } = whom;
  if (isEverybodyOnDiscord(grantee)) return plainReply(messages.roles["to-everybody"]);
  const end = read.end === null ? null : readRoleEnd(read.end, needs.clock.now());
  if (end !== null && end.kind !== "until")
    return plainReply(messages.roles[end.kind === "past" ? "past-end" : "bad-end"]);
  const until = end?.at ?? null;
  const decided = await giveRole(
    { grantee, role, cluster: read.cluster, until },
    { identity, doing: doingOf({ request, identity }) },
    needs,
  );
  if (decided.kind === "refused") return refusedGivingReply(decided.refusal, role, messages);
  const { outcome, cluster } = decided;
  if (outcome.kind !== "given" && outcome.kind !== "changed" && outcome.kind !== "unchanged")
    return plainReply(messages.roles[outcome.kind]);
  const held = roleWithCluster(role, cluster, messages);
  const done = messages.roles[outcome.kind](await whomText(grantee, needs), held, endOfRole(until, messages));
  if (grantee.kind === "person") return plainReply(done);
  const isCertain = role !== "approver" && role !== "signatory";
  const hints = isCertain
    ? [messages.roles.groupOnly]
    : [messages.roles.groupOnly, messages.roles.approverHint, messages.roles.notForGiver];
  return plainReply([done, ...hints].join(" "));
}

/** Discord's @everyone is written as a role with the server's own id, and stands in nobody's list of roles. */
function isEverybodyOnDiscord(grantee: Grantee): boolean {
  return grantee.kind === "group" && grantee.platform === "discord" && grantee.group === grantee.workspace;
}
