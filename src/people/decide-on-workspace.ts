import { saveSetUp } from "./set-up-workspace.ts";
import { cautiousConsent, closedChannels, type Workspace } from "./workspace.ts";
import type { SaveExpectation, WorkspaceChange, WorkspaceStore } from "./workspace-store.port.ts";

/** What of a proposal an administrator was shown and agrees to; nothing else of it may let anybody read more. */
export interface SetUpSeen {
  readonly everyoneIsMember: boolean;
  /** Of the channels that are not public, those that were shown. */
  readonly channels: readonly string[];
}

/**
 * What an administrator decides. `confirm`: whose it is; what was proposed there has effect as far as it was `seen`,
 * null where nobody looked: then only who is given a role is a member, and every channel is public. `refuse`: it goes
 * on waiting, and what was proposed is cleared. `release`: it is nobody's again, with what was set up as a proposal.
 */
export type WorkspaceDecision =
  | { readonly kind: "confirm"; readonly cluster: string; readonly seen: SetUpSeen | null }
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

function changeOf(decision: WorkspaceDecision, workspace: Workspace): WorkspaceChange {
  if (decision.kind === "release") return { state: "waiting" };
  if (decision.kind === "confirm") return confirmation(decision, workspace);
  return {
    state: "waiting",
    cluster: null,
    everyoneIsMember: false,
    consent: cautiousConsent,
    channelsRemoved: workspace.channels.map(({ channel }) => channel),
  };
}

/** What has effect for this cluster already was set up by whoever may: it stays. All else is a proposal. */
function confirmation(
  { cluster, seen }: Extract<WorkspaceDecision, { kind: "confirm" }>,
  workspace: Workspace,
): WorkspaceChange {
  const hasEffect = workspace.state === "confirmed" && workspace.cluster === cluster;
  const everyoneIsMember = seen?.everyoneIsMember ?? (hasEffect && workspace.everyoneIsMember);
  if (hasEffect) return { state: "confirmed", cluster, everyoneIsMember };
  const unseen = closedChannels(workspace).filter(({ channel }) => seen?.channels.includes(channel) !== true);
  const channels = unseen.map((channel) => ({ ...channel, audience: "public" as const }));
  return { state: "confirmed", cluster, everyoneIsMember, channels };
}
