import { plainReply, type Reply } from "../chat/reply.ts";
import type { Messages } from "../messages/english.ts";
import { type Role, roles } from "../people/role.ts";
import type { Grantee } from "../people/role-store.port.ts";
import { accountNames } from "./cards/link-cards.ts";
import type { CommandNeeds } from "./command.ts";
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

/** With the name the bot knows them by, if it does, so that a wrong one is seen; and as it is written in requests. */
export async function whomText(
  grantee: Grantee,
  { accounts }: Pick<CommandNeeds, "accounts">,
): Promise<string> {
  if (grantee.kind === "person") {
    const known = await accounts.accountsWith(grantee.account);
    const account = known.find(({ reference }) => reference === grantee.account);
    return account === undefined ? grantee.account : accountNames([account]);
  }
  const kind = grantee.platform === "slack" ? "slack-group" : "discord-role";
  return `${kind}:${grantee.workspace}/${grantee.group}`;
}
