import type { Gateway } from "./gateway.ts";
import { guildPayload, rolePayload } from "./guild-payloads.ts";
import { intents } from "./payloads.ts";
import { channelTypes, type Guild, type Member, people, type World } from "./world.ts";

/** What people who run servers do with the bot, and what happens to servers. */
export interface GuildLife {
  /** Somebody adds the bot to another server, in which the asker is, too, unless told. */
  addToServer(name: string, members?: readonly Member[]): Guild;
  /** Somebody says what a role lets its holders do, or makes it. */
  setRole(guildId: string, roleId: string, permissions: bigint): void;
  /** Somebody removes the bot from a server. */
  removeFromServer(id: string): void;
  /** Discord itself cannot reach a server for a while. */
  beginOutage(id: string): void;
  endOutage(id: string): void;
}

const plainMember = (userId: string): Member => ({ userId, roles: [], pending: false, flags: 0 });

export function createGuildLife(world: World, gateway: Gateway): GuildLife {
  const tell = (name: string, data: Readonly<Record<string, unknown>>): void =>
    gateway.dispatch({ name, intent: intents.guilds, data });
  const tellOf = (id: string): void => {
    const guild = world.guilds.get(id);
    if (guild !== undefined) tell("GUILD_CREATE", guildPayload(world, guild));
  };

  return {
    addToServer: (name, members = [plainMember(people.asker)]) => {
      const [id, botRoleId, generalId] = [world.newId(), world.newId(), world.newId()];
      const { permissions } = world.channels.get(world.guilds.get(world.guildId)?.generalId ?? "") ?? {};
      world.channels.set(generalId, {
        id: generalId,
        type: channelTypes.text,
        guildId: id,
        parentId: null,
        recipientId: null,
        permissions: new Set(permissions),
      });
      const guild: Guild = {
        id,
        name,
        botRoleId,
        generalId,
        members: new Map(members.map((member) => [member.userId, member])),
        roles: new Map(),
      };
      world.guilds.set(id, guild);
      tellOf(id);
      return guild;
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
