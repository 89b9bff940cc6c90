/** A Slack workspace or Discord server, as its platform knows it. */
export interface JoinedWorkspace {
  readonly platform: "slack" | "discord";
  readonly id: string;
  readonly name: string;
  /** When the bot was invited there, where the platform says so. */
  readonly invitedAt?: Date;
}

/** What an adapter tells of the workspaces it is in, and asks about them. Throws BotError DATABASE_UNAVAILABLE. */
export interface WorkspaceRegister {
  /**
   * It is there, newly or still; safe to say again. A workspace that was gone waits for confirmation again, and so does
   * one that the bot was invited to anew, though nobody told that it had been gone.
   */
  joined(workspace: JoinedWorkspace): Promise<void>;
  /**
   * It is gone: uninstalled, revoked, or the bot was removed; safe to say again and in any order. `installedAt` is the
   * installation of which that is known, null for none: where another one is there by now, it was installed again,
   * nothing is changed, and the answer is false.
   */
  left(
    workspace: Pick<JoinedWorkspace, "platform" | "id"> & { readonly installedAt?: Date | null },
  ): Promise<boolean>;
  /**
   * The platform has named all the workspaces the bot is in: it is gone from every other. One that only the settings
   * file has named so far, and that the bot was never in, stays as it is.
   */
  onlyIn(platform: JoinedWorkspace["platform"], ids: readonly string[]): Promise<void>;
  /** Ids of the user groups or roles that something was given to: only these have to be looked up. */
  groupsInUse(workspace: Pick<JoinedWorkspace, "platform" | "id">): Promise<readonly string[]>;
  /** What last went wrong there, as an error's code; null when it works again. Never throws. */
  noteHealth(workspace: Pick<JoinedWorkspace, "platform" | "id">, code: string | null): Promise<void>;
}
