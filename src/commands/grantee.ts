import { plainReply, type Reply } from "../chat/reply.ts";
import type { Messages } from "../messages/english.ts";
import { type Role, roles } from "../people/role.ts";
import type { Grantee } from "../people/role-store.port.ts";
import type { GrantRead } from "./read-grant.ts";

/** Whom and what, or a word on what is missing. */
export function readGrantee(
  read: GrantRead,
  { usage, messages }: { readonly usage: string; readonly messages: Messages },
):
  | { readonly kind: "read"; readonly grantee: Grantee; readonly role: Role }
  | { readonly kind: "reply"; readonly reply: Reply } {
  const { who, role } = read;
  if (who === null) return { kind: "reply", reply: plainReply(messages.roles["no-grantee"](usage)) };
  if (who === "unknown") return { kind: "reply", reply: plainReply(messages.roles["unknown-grantee"]) };
  if (role === null) {
    const known = roles.map((name) => messages.roles.names[name]).join(", ");
    return { kind: "reply", reply: plainReply(messages.roles["unknown-role"](known)) };
  }
  return { kind: "read", grantee: who, role };
}

/** As it is written in requests, since nobody's name is known for certain. */
export function whomText(grantee: Grantee): string {
  if (grantee.kind === "person") return grantee.account;
  const kind = grantee.platform === "slack" ? "slack-group" : "discord-role";
  return `${kind}:${grantee.workspace}/${grantee.group}`;
}
