import type { GatewayReadyDispatchData } from "discord-api-types/v10";
import { channelPayload, memberPayload, userPayload } from "./payloads.ts";
import { channelTypes, type Guild, type Member, people, type World } from "./world.ts";

export function readyPayload(world: World, session: { id: string; url: string }) {
  return {
    v: 10,
    user: userPayload(world.botId, true, world.botName),
    guilds: [...world.guilds.keys()].map((id) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: session.url,
    shard: [0, 1],
    application: { id: world.applicationId, flags: 0 },
  } satisfies Partial<Record<keyof GatewayReadyDispatchData, unknown>>;
}

/** What everybody may do in a new server: read, write and use commands. */
const usual = 2_147_568_640n;

/** Source: topics/permissions, role object. */
export function rolePayload(
  id: string,
  name: string,
  { permissions = usual, botId }: { readonly permissions?: bigint; readonly botId?: string } = {},
) {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 1,
    permissions: String(permissions),
    managed: botId !== undefined,
    mentionable: false,
    flags: 0,
    ...(botId === undefined ? {} : { tags: { bot_id: botId } }),
  };
}

export function guildPayload(world: World, guild: Guild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
  const own: Member = { userId: world.botId, roles: [guild.botRoleId], pending: false, flags: 0 };
  return {
    id: guild.id,
    name: guild.name,
    owner_id: people.owner,
    unavailable: false,
    joined_at: guild.invitedAt.toISOString(),
    member_count: guild.members.size + 1,
    preferred_locale: "en-GB",
    features: [],
    emojis: [],
    stickers: [],
    roles: [
      rolePayload(guild.id, "@everyone"),
      rolePayload(guild.botRoleId, world.botName, { botId: world.botId }),
      ...[...guild.roles].map(([id, permissions]) => rolePayload(id, "role", { permissions })),
    ],
    members: [{ user: userPayload(world.botId, true, world.botName), ...memberPayload(own) }],
    channels: channels.filter((channel) => channel.type === channelTypes.text).map(channelPayload),
    threads: channels.filter((channel) => channel.type === channelTypes.publicThread).map(channelPayload),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
