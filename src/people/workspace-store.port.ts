import type { AuditLine } from "./audit.port.ts";
import type { AnnouncementConsent, Workspace, WorkspaceChannel } from "./workspace.ts";

/** What of a workspace is changed; what is left out stays. */
export interface WorkspaceChange {
  readonly state?: "confirmed" | "waiting";
  readonly cluster?: string;
  readonly everyoneIsMember?: boolean;
  readonly consent?: AnnouncementConsent;
  /** Set or replaced, by channel; those not named stay. */
  readonly channels?: readonly WorkspaceChannel[];
  readonly channelsRemoved?: readonly string[];
}

/** `stale`: somebody changed it since `revision`; nothing was saved. */
export type WorkspaceSaved =
  | { readonly kind: "saved"; readonly workspace: Workspace }
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
