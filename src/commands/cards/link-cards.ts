import { concealed } from "../../chat/conceal.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { Account, Redeemed } from "../../people/account-store.port.ts";
import { confirmationOf } from "../../people/link-code.ts";
import { actions, note, paragraph } from "./pieces.ts";

/** A code to be typed in the other account; it stands in the reply that is sent, never in the one that is stored. */
export function linkCodeCard(code: string, { accounts }: Messages): Reply {
  const mark = concealed("code");
  return {
    summary: accounts.code.summary(mark),
    blocks: [
      { type: "heading", text: accounts.code.title },
      { type: "paragraph", content: [{ type: "text", text: accounts.code.instruction }] },
      { type: "paragraph", content: [{ type: "code", text: `/cluster link ${mark}` }] },
      { type: "note", content: [{ type: "text", text: accounts.code.once }] },
    ],
    secrets: { code },
  };
}

/** What came of typing a code. */
export function redeemedReply(redeemed: Redeemed, { accounts }: Messages): Reply {
  switch (redeemed.kind) {
    case "linked":
    case "already-linked":
      return plainReply(accounts[redeemed.kind](accountNames(redeemed.accounts)));
    case "unconfirmed":
      return confirmationCard(redeemed.account, accounts);
    case "too-many":
      return plainReply(accounts["too-many"](clockTime(redeemed.until)));
    default:
      return plainReply(accounts[redeemed.kind]);
  }
}

/** Names the other account before anything is linked: a stranger may have sent the code. */
function confirmationCard(other: Account, { confirm }: Messages["accounts"]): Reply {
  const named = accountNames([other]);
  const yes = confirmationOf(other.reference);
  return {
    summary: confirm.question(named),
    blocks: [
      { type: "heading", text: confirm.title },
      paragraph(confirm.question(named)),
      paragraph(confirm.warning),
      ...actions([{ label: confirm.button, command: "link", text: yes, style: "danger" }]),
      note(confirm.how(yes)),
    ],
  };
}

/** `Sam (slack:T1/U1), discord:5`. */
export function accountNames(accounts: readonly Account[]): string {
  return accounts
    .map(({ reference, name }) => (name === "" ? reference : `${name} (${reference})`))
    .join(", ");
}

/** As the federation's clocks show it, rounded up to the minute. */
function clockTime(instant: Date): string {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return time.format(new Date(Math.ceil(instant.getTime() / 60_000) * 60_000));
}
