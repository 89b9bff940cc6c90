import type { Identity } from "./identity.ts";
import type { HeldRole } from "./role.ts";

/**
 * Whether it is certain which human this is: their accounts are linked, or one of these roles was given them by name,
 * by somebody who thereby vouches for them. Nobody vouches for themselves. `besides` is somebody whose word does not
 * count either: the one they are to be told apart from.
 */
export function isCertainPerson(
  identity: Identity,
  roles: readonly HeldRole[],
  besides: Identity | null = null,
): boolean {
  if (identity.person === null) return false;
  return identity.person.hasConfirmedLink || vouchersOf(identity, roles, besides).length > 0;
}

/** Whoever gives a group a vote does not thereby give it to themselves. */
export function isGivenByOneself({ givenBy }: HeldRole, identity: Identity): boolean {
  return givenBy !== null && isGiver(givenBy, identity);
}

/** Who vouches for somebody by a role given by name; neither they themselves nor `besides`. */
export function vouchersOf(
  identity: Identity,
  roles: readonly HeldRole[],
  besides: Identity | null,
): readonly string[] {
  return roles.flatMap(({ isNamed, givenBy }) => {
    if (!isNamed || givenBy === null || isGiver(givenBy, identity)) return [];
    return besides !== null && isGiver(givenBy, besides) ? [] : [givenBy];
  });
}

function isGiver(giver: string, { person, account }: Identity): boolean {
  return giver === account || giver === person?.human;
}
