import type { Identity } from "./identity.ts";
import { may } from "./may.ts";

/**
 * Whether these are two humans for certain, so that one may approve what the other wrote. Two accounts of one human
 * never are: of each it must be known which person it is, by a linked account or by a role that somebody gave them by
 * name. In doubt false.
 */
export function areTwoPersons(one: Identity, other: Identity): boolean {
  if (!isCertain(one) || !isCertain(other)) return false;
  return one.person?.id !== other.person?.id && one.account !== other.account;
}

function isCertain(identity: Identity): boolean {
  const { person, account, roles } = identity;
  if (person === null || account === null || may("link-accounts", "anywhere", identity).kind === "no")
    return false;
  return person.hasConfirmedLink || roles.some(({ role, isNamed }) => isNamed && role !== "guest");
}
