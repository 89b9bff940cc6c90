import { isCertainPerson, vouchersOf } from "./certain-person.ts";
import type { Identity } from "./identity.ts";
import { may } from "./may.ts";

/**
 * Whether these are two humans for certain, so that one may approve what the other wrote. Two accounts of one human
 * never are: of each it must be known which person it is, by a linked account or by a role that a third person gave
 * them by name. A role that one gave the other tells nothing: it may be an account of their own. Nor do two roles that
 * the same third person gave: both may be accounts of that person. In doubt false.
 */
export function areTwoPersons(one: Identity, other: Identity): boolean {
  if (!isCertainBesides(one, other) || !isCertainBesides(other, one)) return false;
  if (one.person?.id === other.person?.id || one.account === other.account) return false;
  if (one.person?.hasConfirmedLink === true || other.person?.hasConfirmedLink === true) return true;
  const vouchers = new Set([
    ...vouchersOf(one, vouching(one), other),
    ...vouchersOf(other, vouching(other), one),
  ]);
  return vouchers.size > 1;
}

function vouching({ roles }: Identity): Identity["roles"] {
  return roles.filter(({ role }) => role !== "guest");
}

function isCertainBesides(identity: Identity, other: Identity): boolean {
  if (identity.account === null || may("link-accounts", "anywhere", identity).kind === "no") return false;
  return isCertainPerson(identity, vouching(identity), other);
}
