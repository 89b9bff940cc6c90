import { saveSetUp } from "./set-up-workspace.ts";
import { cautiousConsent, type Workspace } from "./workspace.ts";
import type { SaveExpectation, WorkspaceChange, WorkspaceStore } from "./workspace-store.port.ts";

/**
 * What an administrator decides. `confirm`: whose it is, and what was set up there has effect. `refuse`: it goes on
 * waiting, and what was proposed is cleared. `release`: it is nobody's again, with what was set up as a proposal.
 */
export type WorkspaceDecision =
  | { readonly kind: "confirm"; readonly cluster: string; readonly everyoneIsMember?: boolean }
  | { readonly kind: "refuse" }
  | { readonly kind: "release" };

/** `not-possible`: the state it is in does not allow that; nothing was saved. */
export type DecisionOutcome =
  | { readonly kind: "decided"; readonly workspace: Workspace; readonly groupRolesEnded: number }
  | { readonly kind: "not-possible"; readonly workspace: Workspace }
  | { readonly kind: "changed-meanwhile"; readonly workspace: Workspace };

/** Who decides, where, and on the workspace as it stood at which revision. */
export interface Decider {
  readonly actor: string;
  readonly place: string;
  readonly revision: number;
}

/** Carries a decision out. Whether somebody may decide is looked at before. Throws BotError DATABASE_UNAVAILABLE. */
export async function decideOnWorkspace(
  workspace: Workspace,
  { decision, decider }: { readonly decision: WorkspaceDecision; readonly decider: Decider },
  store: WorkspaceStore,
): Promise<DecisionOutcome> {
  const needed = decision.kind === "release" ? ["confirmed"] : ["waiting"];
  const isPossible = needed.includes(workspace.state) || isAgain(decision, workspace);
  if (!isPossible) return { kind: "not-possible", workspace };
  const change = changeOf(decision, workspace);
  const outcome = await saveSetUp(workspace, { change, expected: expectation() }, store);
  return outcome.kind === "saved" ? { ...outcome, kind: "decided" } : outcome;

  function expectation(): SaveExpectation {
    const { actor, place, revision } = decider;
    const subject = `workspace:${workspace.platform}:${workspace.externalId}`;
    const cluster = decision.kind === "confirm" ? decision.cluster : workspace.cluster;
    return { revision, audit: { actor, place, subject, cluster, action: actions[decision.kind] } };
  }
}

const actions = {
  confirm: "workspace-confirmed",
  refuse: "workspace-refused",
  release: "workspace-released",
} as const;

/** A confirmed one may be confirmed again, also for another cluster. */
function isAgain(decision: WorkspaceDecision, workspace: Workspace): boolean {
  return decision.kind === "confirm" && workspace.state === "confirmed";
}

function changeOf(decision: WorkspaceDecision, { channels }: Workspace): WorkspaceChange {
  if (decision.kind === "release") return { state: "waiting" };
  if (decision.kind === "confirm") {
    const { cluster, everyoneIsMember } = decision;
    return { state: "confirmed", cluster, ...(everyoneIsMember === undefined ? {} : { everyoneIsMember }) };
  }
  return {
    state: "waiting",
    cluster: null,
    everyoneIsMember: false,
    consent: cautiousConsent,
    channelsRemoved: channels.map(({ channel }) => channel),
  };
}
