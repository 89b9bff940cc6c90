import type { Identity, PlaceOfRequest } from "../../src/people/identity.ts";
import type { HeldRole, Role } from "../../src/people/role.ts";

/** A confirmed workspace of the cluster `north` in which nobody is a member by being there. */
export function aPlace(changes: Partial<PlaceOfRequest> = {}): PlaceOfRequest {
  return {
    id: "00000000-0000-4000-8000-000000000001",
    state: "confirmed",
    cluster: "north",
    everyoneIsMember: false,
    channelAudience: "public",
    ...changes,
  };
}

/** A member of that workspace who holds nothing, and of whom nothing is kept. */
export function anIdentity(changes: Partial<Identity> = {}): Identity {
  return {
    account: "slack:T1/U1",
    name: "Sam",
    standing: "member",
    runsWorkspace: false,
    person: null,
    place: aPlace(),
    roles: [],
    isOperator: false,
    ...changes,
  };
}

/** Somebody who is kept, linked nowhere unless told. */
export function aPerson(
  id: string,
  changes: Partial<NonNullable<Identity["person"]>> = {},
): NonNullable<Identity["person"]> {
  return { id, human: id, hasConfirmedLink: false, slackWorkspaces: [], ...changes };
}

/** Somebody with accounts on Discord and in the Slack workspace T1. */
export function aLinkedPerson(id: string): NonNullable<Identity["person"]> {
  return aPerson(id, { hasConfirmedLink: true, slackWorkspaces: ["T1"] });
}

/** Given by name to a person, by somebody else; `cluster` null for the federation. */
export function named(role: Role, cluster: string | null = "north"): HeldRole {
  return { role, cluster: role === "administrator" ? null : cluster, isNamed: true, givenBy: "command line" };
}

/** Given to a group of the workspace. */
export function byGroup(role: Role, cluster: string | null = "north"): HeldRole {
  return { role, cluster, isNamed: false, givenBy: null };
}
