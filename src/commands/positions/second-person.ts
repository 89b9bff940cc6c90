import { areTwoPersons } from "../../people/two-persons.ts";
import type { CommandContext } from "../command.ts";

/** Why the asker may not put through what an account wrote or asked for; null where they are certainly somebody else. */
export async function whyNotSecond(
  account: string,
  { needs, identity }: CommandContext,
): Promise<"same-person" | "nobody-knows" | null> {
  const first = await needs.positionDesk.identityOf(account);
  if (first === null) return "nobody-knows";
  return areTwoPersons(first, identity) ? null : "same-person";
}
