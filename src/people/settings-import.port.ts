import type { PeopleSettings } from "./workspace-settings.ts";

/** Takes over what the settings file says of workspaces and administrators, the first time only. */
export interface SettingsImport {
  /**
   * `unknownClusters`: ids that no clusters.yaml describes yet; their workspaces wait for the next start.
   * Throws BotError DATABASE_UNAVAILABLE.
   */
  importOnce(
    settings: PeopleSettings,
  ): Promise<{ readonly workspaces: number; readonly unknownClusters: readonly string[] }>;
}
