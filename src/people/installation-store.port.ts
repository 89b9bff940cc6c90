/** A key of 32 bytes, and the id that stands in clear beside everything sealed with it. */
export interface SealingKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The Slack app as it is installed in one workspace. `botToken` is secret: never logged, sealed where it is kept. */
export interface Installation {
  /** Slack's team id. */
  readonly workspace: string;
  readonly name: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string | null;
}

/** `installedAt` tells one installation of a workspace from the next; sealing it anew does not change it. */
export interface StoredInstallation extends Installation {
  readonly installedAt: Date;
}

/** Whether what is sealed can be opened. `outdated`: sealed with another key than the first. */
export interface InstallationHealth {
  readonly count: number;
  readonly outdated: number;
  /** The first thing that cannot be opened, with the id of its key; null when all can. */
  readonly problem: { readonly code: "KEY_MISSING" | "KEY_WRONG"; readonly keyId: string } | null;
}

/** An installation that nobody can open any more, with the id of the key that is gone. */
export interface LostInstallation {
  readonly workspace: string;
  /** May be empty. */
  readonly name: string;
  readonly keyId: string;
}

/**
 * Installations, their tokens sealed. Throws BotError DATABASE_UNAVAILABLE; KEY_MISSING or KEY_WRONG where something
 * has to be opened and cannot be: nothing is changed then.
 */
export interface InstallationStore {
  /**
   * The workspace joins and its installation replaces an earlier one. `installer` is the account of who installed it
   * (chat/reference.ts).
   */
  save(installation: Installation, installer: string): Promise<void>;
  /** Null when the app is not installed there. */
  find(workspace: string): Promise<StoredInstallation | null>;
  /** Where the app is installed; opens nothing. */
  list(): Promise<readonly Pick<Installation, "workspace" | "name">[]>;
  health(): Promise<InstallationHealth>;
  /** Those sealed with a key of an id that is not there, by name; opens nothing. */
  lost(): Promise<readonly LostInstallation[]>;
  /**
   * Deletes those that are lost, each with its line in the audit trail, and says which they were. The others are not
   * touched, even where they cannot be opened: their key may have been copied wrongly.
   */
  dropLost(): Promise<readonly LostInstallation[]>;
  /** Seals everything with the first key, all or nothing; says with which, and how many. */
  rotate(): Promise<{ readonly keyId: string; readonly count: number }>;
}

/** The `state` of installations that came back from Slack, as SHA-256 in hex. Throws BotError DATABASE_UNAVAILABLE. */
export interface InstallStates {
  /** Uses it up; false when it was used before. It need not be remembered beyond `expiresAt`. */
  use(stateHash: string, expiresAt: Date): Promise<boolean>;
}
