import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import type { Account } from "../people/account-store.port.ts";
import { accountNames } from "./cards/link-cards.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** `/cluster unlink`: takes this account, or another one of the same person, out of the person. */
export const unlink = defineCommand({
  name: "unlink",
  summary: "Take this account, or another one of yours, apart from your other accounts",
  usage: "unlink [account]",
  right: "link-accounts",
  isPrivate: true,
  options: [
    { name: "account", summary: "Which one, as /cluster whoami shows it; else this one", isRequired: false },
  ],
  schema: z.string().trim(),
  run: async ({ request, identity, needs }, named) => {
    const sentences = needs.messages.accounts;
    if (identity.account === null) return plainReply(sentences.noAccount);
    const reference =
      named === "" ? identity.account : oneCalled(named, await needs.accounts.accountsWith(identity.account));
    if (reference === null) return plainReply(sentences["not-yours"]);
    const outcome = await needs.accounts.unlink(reference, doingOf({ request, identity }));
    if (outcome.kind !== "unlinked") return plainReply(sentences[outcome.kind]);
    return plainReply(sentences.unlinked(accountNames([outcome.account]), accountNames(outcome.remaining)));
  },
});

/** By its reference, or by its name where only one has it. */
function oneCalled(named: string, accounts: readonly Account[]): string | null {
  const exact = accounts.find(({ reference }) => reference === named);
  const alike = accounts.filter(({ name }) => name.toLowerCase() === named.toLowerCase().replace(/^@/, ""));
  return exact?.reference ?? (alike.length === 1 ? (alike[0]?.reference ?? null) : null);
}
