import { accountNames } from "../cards/link-cards.ts";
import type { CommandContext } from "../command.ts";

interface Holder {
  readonly account: string;
  readonly cluster: string;
}

/** What an account's holder is called who holds a role for a cluster: “you”, or their accounts; null where nobody does. */
export async function holderNames(
  { identity, needs }: CommandContext,
  { account, cluster }: Holder,
): Promise<string | null> {
  const given = await needs.roles.list({ clusters: [cluster], holder: null });
  const accounts = given
    .flatMap(({ holder }) => (holder.kind === "person" ? [holder.accounts] : []))
    .find((theirs) => theirs.some(({ reference }) => reference === account));
  const isOwn = (reference: string) => reference === identity.account;
  if (isOwn(account) || accounts?.some(({ reference }) => isOwn(reference)) === true)
    return needs.messages.positionWork.stance.you;
  return accounts === undefined ? null : accountNames(accounts);
}
