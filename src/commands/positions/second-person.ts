import { isAccountReference } from "../../chat/reference.ts";
import { areTwoPersons } from "../../people/two-persons.ts";
import type { CommandContext } from "../command.ts";

/**
 * Why the asker may not put through what an account wrote or asked for; null where they are certainly somebody else.
 * `erased`: whose it was is not known any more, and whoever it was may have another account.
 */
export async function whyNotSecond(
  account: string,
  { needs, identity }: CommandContext,
): Promise<"same-person" | "nobody-knows" | "erased" | null> {
  if (!isAccountReference(account)) return "erased";
  const first = await needs.positionDesk.identityOf(account);
  if (first === null) return "nobody-knows";
  return areTwoPersons(first, identity) ? null : "same-person";
}
