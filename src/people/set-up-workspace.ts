import { isDeepStrictEqual } from "node:util";
import type { Identity } from "./identity.ts";
import { may, type Permit } from "./may.ts";
import type { Workspace } from "./workspace.ts";
import type { SaveExpectation, WorkspaceChange, WorkspaceStore } from "./workspace-store.port.ts";

/** May they change what is set up in this workspace? One that waits with a proposal belongs to whom it proposes. */
export function maySetUp(workspace: Workspace, identity: Identity): Permit {
  return may("set-up-workspace", whoseIs(workspace), asOfNow(workspace, identity));
}

/** May they say that it is this cluster's? Once it is confirmed, an administrator only. */
export function mayGiveTo(cluster: string, workspace: Workspace, identity: Identity): Permit {
  if (cluster === workspace.cluster) return { kind: "yes" };
  if (workspace.state === "confirmed") return may("confirm-workspaces", "federation", identity);
  return may("set-up-workspace", { cluster }, asOfNow(workspace, identity));
}

/** May they change who answers for this cluster? Whoever only runs a workspace that waits may not. */
export function mayNameContacts(cluster: string, identity: Identity): Permit {
  return may("set-up-workspace", { cluster }, { ...identity, runsWorkspace: false });
}

function whoseIs({ state, cluster }: Workspace) {
  if (cluster !== null) return { cluster };
  return state === "waiting" ? "anywhere" : "federation";
}

/** It may have been confirmed since the asker was looked up. */
function asOfNow(workspace: Workspace, identity: Identity): Identity {
  const { place } = identity;
  return { ...identity, place: place === null ? null : { ...place, state: workspace.state } };
}

/** `changed-meanwhile`: somebody else was quicker, nothing was saved; `workspace` is how it stands now. */
export type SetUpOutcome =
  | { readonly kind: "saved"; readonly workspace: Workspace; readonly groupRolesEnded: number }
  | { readonly kind: "changed-meanwhile"; readonly workspace: Workspace };

/**
 * Saves a change that rests on `expected.revision`. One that is there already counts as saved: after a crash the same
 * request is worked on again. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function saveSetUp(
  workspace: Workspace,
  { change, expected }: { readonly change: WorkspaceChange; readonly expected: SaveExpectation },
  store: WorkspaceStore,
): Promise<SetUpOutcome> {
  const saved = await store.save(workspace.id, change, expected);
  if (saved.kind === "saved") return saved;
  const present = (await store.byId(workspace.id)) ?? workspace;
  if (isThere(change, present)) return { kind: "saved", workspace: present, groupRolesEnded: 0 };
  return { kind: "changed-meanwhile", workspace: present };
}

function isThere(change: WorkspaceChange, present: Workspace): boolean {
  const { channels = [], channelsRemoved = [], ...others } = change;
  const isSame = Object.entries(others).every(
    ([name, value]) => value === undefined || isDeepStrictEqual(value, Reflect.get(present, name)),
  );
  const areSet = channels.every((wanted) =>
    present.channels.some((channel) => isDeepStrictEqual({ ...channel }, { ...wanted })),
  );
  const areGone = channelsRemoved.every(
    (removed) => !present.channels.some(({ channel }) => channel === removed),
  );
  return isSame && areSet && areGone;
}
