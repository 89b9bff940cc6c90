/** A Slack workspace or Discord server, as its platform knows it. */
export interface JoinedWorkspace {
  readonly platform: "slack" | "discord";
  readonly id: string;
  readonly name: string;
}

/** What an adapter tells of the workspaces it is in, and asks about them. Throws BotError DATABASE_UNAVAILABLE. */
export interface WorkspaceRegister {
  /** It is there, newly or still; safe to say again. A workspace that was gone waits for confirmation again. */
  joined(workspace: JoinedWorkspace): Promise<void>;
  /** It is gone: uninstalled, revoked, or the bot was removed; safe to say again and in any order. */
  left(workspace: Pick<JoinedWorkspace, "platform" | "id">): Promise<void>;
  /** Ids of the user groups or roles that something was given to: only these have to be looked up. */
  groupsInUse(workspace: Pick<JoinedWorkspace, "platform" | "id">): Promise<readonly string[]>;
  /** What last went wrong there, as an error's code; null when it works again. Never throws. */
  noteHealth(workspace: Pick<JoinedWorkspace, "platform" | "id">, code: string | null): Promise<void>;
}
