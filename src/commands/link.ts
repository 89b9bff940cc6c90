import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { concealCode, confirmedIn, isBareYes, linkMinutes, newLinkCode } from "../people/link-code.ts";
import { linkCodeCard, redeemedReply } from "./cards/link-cards.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

const nothingToConfirm = { kind: "nothing-to-confirm" } as const;

/**
 * `/cluster link` makes a code; `/cluster link CODE`, in the other account, names the account it was made in, and
 * `/cluster link yes <that account>` makes both accounts one person's. Of the code only its hash is stored, and only that comes here.
 */
export const link = defineCommand({
  name: "link",
  summary: "Link your Slack and Discord accounts, so that you are one person on both",
  usage: "link [code]",
  right: "link-accounts",
  isPrivate: true,
  options: [
    { name: "code", summary: "The code from your other account; without it you get one", isRequired: false },
  ],
  schema: z.string().trim(),
  conceal: concealCode,
  run: async ({ request, identity, needs }, hash) => {
    if (identity.account === null) return plainReply(needs.messages.accounts.noAccount);
    const account = { reference: identity.account, name: identity.name };
    if (hash === "") {
      const made = newLinkCode();
      await needs.accounts.addCode({ hash: made.hash, minutes: linkMinutes, account });
      return linkCodeCard(made.code, needs.messages);
    }
    if (isBareYes(hash)) {
      const waiting = await needs.accounts.unconfirmed(account.reference);
      const redeemed =
        waiting === null ? nothingToConfirm : ({ kind: "unconfirmed", account: waiting } as const);
      return redeemedReply(redeemed, needs.messages);
    }
    const isInChat = request.platform === "slack" || request.platform === "discord";
    const { place } = doingOf({ request, identity });
    const other = confirmedIn(hash);
    if (other !== null)
      return redeemedReply(await needs.accounts.confirm({ account, other, place }), needs.messages);
    return redeemedReply(await needs.accounts.redeem({ hash, account, isInChat, place }), needs.messages);
  },
});
