import { isCertainPerson, vouchersOf } from "./certain-person.ts";
import type { Identity } from "./identity.ts";
import { may } from "./may.ts";

/**
 * Whether these are two humans for certain, so that one may approve what the other wrote. Two accounts of one human
 * never are: of each it must be known which person it is, by a linked account or by a role that a third person gave
 * them by name; and no two of their accounts may ever have been one person's. A role that one gave the other tells
 * nothing: it may be an account of their own. Nor do two roles that the same third person gave: both may be accounts of
 * that person, one of them linked. Links alone tell two apart who have accounts in the same Slack workspace: in two
 * workspaces one human may have an account each. In doubt false.
 */
export function areTwoPersons(one: Identity, other: Identity): boolean {
  if (!isCertainBesides(one, other) || !isCertainBesides(other, one)) return false;
  if (one.person?.human === other.person?.human || one.account === other.account) return false;
  if (areLinkedSideBySide(one, other)) return true;
  const ofOne = vouchersOf(one, vouching(one), other);
  const ofOther = vouchersOf(other, vouching(other), one);
  // Of whom nobody vouches for, a link tells who it is.
  if (ofOne.length === 0 || ofOther.length === 0) return ofOne.length + ofOther.length > 0;
  return new Set([...ofOne, ...ofOther]).size > 1;
}

/** Both are linked, and whoever runs a workspace that both are in let each of them in. */
function areLinkedSideBySide({ person: one }: Identity, { person: other }: Identity): boolean {
  if (one?.hasConfirmedLink !== true || other?.hasConfirmedLink !== true) return false;
  return one.slackWorkspaces.some((team) => other.slackWorkspaces.includes(team));
}

function vouching({ roles }: Identity): Identity["roles"] {
  return roles.filter(({ role }) => role !== "guest");
}

function isCertainBesides(identity: Identity, other: Identity): boolean {
  if (identity.account === null || may("link-accounts", "anywhere", identity).kind === "no") return false;
  return isCertainPerson(identity, vouching(identity), other);
}
