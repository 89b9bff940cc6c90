import type { Gateway } from "./gateway.ts";
import { guildPayload, rolePayload } from "./guild-payloads.ts";
import { channelPayload, intents } from "./payloads.ts";
import {
  type Channel,
  channelTypes,
  type Guild,
  type Member,
  type Permission,
  people,
  type World,
} from "./world.ts";

/** What people who run servers do with the bot, and what happens to servers. */
export interface GuildLife {
  /** Somebody adds the bot to another server, in which the asker is, too, unless told. */
  addToServer(name: string, members?: readonly Member[]): Guild;
  /** Somebody makes a channel in a server, which the bot sees; its id. */
  addChannel(guildId: string): string;
  /** Somebody says what the bot may do in a channel. */
  setPermissions(channelId: string, permissions: readonly Permission[]): void;
  /** Somebody deletes a channel. */
  deleteChannel(channelId: string): void;
  /** Somebody says what a role lets its holders do, or makes it. */
  setRole(guildId: string, roleId: string, permissions: bigint): void;
  /** Somebody removes the bot from a server. */
  removeFromServer(id: string): void;
  /** Discord itself cannot reach a server for a while. */
  beginOutage(id: string): void;
  endOutage(id: string): void;
}

const plainMember = (userId: string): Member => ({ userId, roles: [], pending: false, flags: 0 });

/** A new channel, with the rights the bot has in the first one. */
function textChannel(world: World, guildId: string): Channel {
  const { permissions } = world.channels.get(world.guilds.get(world.guildId)?.generalId ?? "") ?? {};
  const channel: Channel = {
    id: world.newId(),
    type: channelTypes.text,
    guildId,
    parentId: null,
    recipientId: null,
    permissions: new Set(permissions),
  };
  world.channels.set(channel.id, channel);
  return channel;
}

export function createGuildLife(world: World, gateway: Gateway): GuildLife {
  const tell = (name: string, data: Readonly<Record<string, unknown>>): void =>
    gateway.dispatch({ name, intent: intents.guilds, data });
  const tellOf = (id: string): void => {
    const guild = world.guilds.get(id);
    if (guild !== undefined) tell("GUILD_CREATE", guildPayload(world, guild));
  };

  return {
    addToServer: (name, members = [plainMember(people.asker)]) => {
      const [id, botRoleId] = [world.newId(), world.newId()];
      const { id: generalId } = textChannel(world, id);
      const guild: Guild = {
        id,
        name,
        invitedAt: world.clock.now(),
        botRoleId,
        generalId,
        members: new Map(members.map((member) => [member.userId, member])),
        roles: new Map(),
      };
      world.guilds.set(id, guild);
      tellOf(id);
      return guild;
    },
    // Source: events/gateway-events, Channel Create.
    addChannel: (guildId) => {
      const channel = textChannel(world, guildId);
      tell("CHANNEL_CREATE", channelPayload(channel));
      return channel.id;
    },
    // Source: events/gateway-events, Channel Update.
    setPermissions: (channelId, permissions) => {
      const channel = world.channels.get(channelId);
      if (channel === undefined) return;
      channel.permissions.clear();
      for (const permission of permissions) channel.permissions.add(permission);
      tell("CHANNEL_UPDATE", channelPayload(channel));
    },
    // Source: events/gateway-events, Channel Delete.
    deleteChannel: (channelId) => {
      const channel = world.channels.get(channelId);
      world.channels.delete(channelId);
      if (channel !== undefined) tell("CHANNEL_DELETE", channelPayload(channel));
    },
    setRole: (guildId, roleId, permissions) => {
      const roles = world.guilds.get(guildId)?.roles;
      const name = roles?.has(roleId) === true ? "GUILD_ROLE_UPDATE" : "GUILD_ROLE_CREATE";
      roles?.set(roleId, permissions);
      tell(name, { guild_id: guildId, role: rolePayload(roleId, "role", { permissions }) });
    },
    // Source: events/gateway-events, Guild Delete: `unavailable` is not set when the bot was removed.
    removeFromServer: (id) => {
      world.guilds.delete(id);
      tell("GUILD_DELETE", { id });
    },
    beginOutage: (id) => tell("GUILD_DELETE", { id, unavailable: true }),
    endOutage: tellOf,
  };
}
