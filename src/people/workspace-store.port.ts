import type { AuditLine } from "./audit.port.ts";
import type { AnnouncementConsent, Workspace, WorkspaceChannel } from "./workspace.ts";

/** What of a workspace is changed; what is left out stays. */
export interface WorkspaceChange {
  /** Said by an administrator only; from then on what the settings file says of the workspace no longer counts. */
  readonly state?: "confirmed" | "waiting";
  /** Null: nobody's. */
  readonly cluster?: string | null;
  readonly everyoneIsMember?: boolean;
  readonly consent?: AnnouncementConsent;
  /** Set or replaced, by channel; those not named stay. */
  readonly channels?: readonly WorkspaceChannel[];
  readonly channelsRemoved?: readonly string[];
}

/**
 * `stale`: somebody changed it since `revision`; nothing was saved. `groupRolesEnded`: how many roles of its groups
 * ended, each with its own line in the audit trail: all when it became nobody's or somebody's; else those for another
 * cluster than the one it is confirmed for now (the federation's own workspace may hold groups of any cluster).
 */
export type WorkspaceSaved =
  | { readonly kind: "saved"; readonly workspace: Workspace; readonly groupRolesEnded: number }
  | { readonly kind: "stale" };

/** `audit` leaves out before and after: the store fills them in with the workspace as it was and is. */
export interface SaveExpectation {
  readonly revision: number;
  readonly audit: Omit<AuditLine, "before" | "after">;
}

/** Workspaces and what was set up in them. Throws BotError DATABASE_UNAVAILABLE. */
export interface WorkspaceStore {
  /** By platform and name. */
  all(): Promise<readonly Workspace[]>;
  find(platform: string, externalId: string): Promise<Workspace | null>;
  byId(id: string): Promise<Workspace | null>;
  /** Saves what changes, with its line in the audit trail, when `revision` is still the present one. */
  save(id: string, change: WorkspaceChange, expected: SaveExpectation): Promise<WorkspaceSaved>;
}
