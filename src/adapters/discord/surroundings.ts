import type { CommandDescription } from "../../chat/command-description.ts";

export interface HeldRoles {
  readonly userId: string;
  readonly roles: readonly string[];
}

/** What has to be known of the bot and its places to read what people say to it. */
export interface Surroundings {
  readonly botId: string;
  /** What can be said, hidden commands included: buttons and forms lead to them. */
  readonly commands: readonly CommandDescription[];
  /** The role Discord made for the bot when it joined; picking "@Clusterbot" often picks the role. */
  botRole(guildId: string): string | null;
  /**
   * What a member with these roles may do in a server as a whole, as Discord writes permissions in an interaction; its
   * owner may do everything. `0` where the server is not known.
   */
  permissionsIn(guildId: string, member: HeldRoles): string;
  /** The channel a thread belongs to; null when it is not a thread, or not a known one. */
  parentOfThread(channelId: string): string | null;
}
