import type { RetentionSettings } from "./retention.ts";
import type { PeopleSettings } from "./workspace-settings.ts";

/** What counts at every start as the settings file says it then. */
export interface StandingSettings {
  readonly federation: string;
  readonly retention: RetentionSettings;
}

export interface StandingAtStart {
  readonly settings: StandingSettings;
  /** What holds where the file says nothing. */
  readonly standard: StandingSettings;
}

/** Takes over what the settings file says of workspaces and administrators, the first time only. */
export interface SettingsImport {
  /**
   * Leaves a line in the audit trail for each that is another than at the start before, or than the standard at the
   * first. Throws BotError DATABASE_UNAVAILABLE.
   */
  noteStanding(start: StandingAtStart): Promise<void>;
  /**
   * `unknownClusters`: ids that no clusters.yaml describes yet; their workspaces wait for the next start.
   * Throws BotError DATABASE_UNAVAILABLE.
   */
  importOnce(
    settings: PeopleSettings,
  ): Promise<{ readonly workspaces: number; readonly unknownClusters: readonly string[] }>;
}
