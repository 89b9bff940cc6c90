import { isCertainPerson, isGivenByOneself } from "./certain-person.ts";
import type { Identity } from "./identity.ts";
import { type Right, rightEntry } from "./right.ts";
import type { HeldRole } from "./role.ts";

/** Why somebody may not; the sentences stand in the message catalogue. */
export type PermitRefusal =
  | "not-known"
  | "guest"
  | "outsider"
  | "program"
  | "needs-role"
  | "other-cluster"
  | "needs-link"
  | "given-by-oneself";

export type Permit = { readonly kind: "yes" } | { readonly kind: "no"; readonly reason: PermitRefusal };

/** A cluster's id; `federation` for what is nobody's alone; `anywhere`: for at least one cluster. */
export type Whose = { readonly cluster: string } | "federation" | "anywhere";

const yes: Permit = { kind: "yes" };
const no = (reason: PermitRefusal): Permit => ({ kind: "no", reason });

/**
 * May this person do this for that cluster? The one place that decides. Whoever runs a waiting workspace may set it up,
 * for whichever cluster they say it is: only that workspace, which the caller sees to.
 */
export function may(right: Right, whose: Whose, identity: Identity): Permit {
  if (identity.isOperator) return yes;
  const entry = rightEntry(right);
  if (entry.whom === "everybody") return yes;
  const stranger = strangerReason(identity, whose);
  if (stranger !== null) return no(stranger);
  if (entry.whom === "known") return yes;
  const holding = identity.roles.filter(({ role }) => entry.roles.includes(role));
  const counting = holding.filter((held) => covers(held, whose));
  if (counting.length === 0) {
    if (entry.whom === "workspace" && runsWaitingWorkspace(identity)) return yes;
    return no(holding.length > 0 ? "other-cluster" : "needs-role");
  }
  if (!entry.needsDistinctPerson) return yes;
  const givenByOthers = counting.filter((held) => !isGivenByOneself(held, identity));
  if (givenByOthers.length === 0) return no("given-by-oneself");
  return isCertainPerson(identity, givenByOthers) ? yes : no("needs-link");
}

/** An administrator's role is the federation's and covers every cluster; the others only their own. */
function covers(held: HeldRole, whose: Whose): boolean {
  if (held.role === "administrator") return held.cluster === null;
  if (whose === "anywhere") return true;
  if (whose === "federation") return held.cluster === null;
  return held.cluster === whose.cluster;
}

/** In a direct message on Discord nobody's standing is known, but who it is may be. */
function strangerReason(identity: Identity, whose: Whose): PermitRefusal | null {
  const { standing, account, person, place } = identity;
  if (standing === "guest" || standing === "outsider") return standing;
  if (standing === "bot") return "program";
  if (account === null) return "not-known";
  const isCertain = person !== null && place === null && account.startsWith("discord:");
  if (standing === "unknown" && !isCertain) return "not-known";
  return isOnlyGuest(identity, whose) ? "guest" : null;
}

/**
 * Whoever was made a guest and holds nothing else is one: of a cluster in its workspaces and for what is its own, since
 * its managers say nothing of people elsewhere; of the federation everywhere.
 */
function isOnlyGuest({ roles, place }: Identity, whose: Whose): boolean {
  if (roles.some(({ role }) => role !== "guest")) return false;
  const here = place?.state === "confirmed" ? place.cluster : null;
  const meant = typeof whose === "string" ? null : whose.cluster;
  return roles.some(({ cluster }) => cluster === null || cluster === here || cluster === meant);
}

function runsWaitingWorkspace({ runsWorkspace, place }: Identity): boolean {
  return runsWorkspace && place?.state === "waiting";
}
