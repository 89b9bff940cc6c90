import type { GatewayReadyDispatchData } from "discord-api-types/v10";
import { channelPayload, memberPayload, userPayload } from "./payloads.ts";
import { channelTypes, type Guild, type Member, type World } from "./world.ts";

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

export function guildPayload(world: World, guild: Guild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
  const role = (id: string, name: string, tags?: { bot_id: string }) => ({
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 1,
    permissions: "2147568640",
    managed: tags !== undefined,
    mentionable: false,
    flags: 0,
    ...(tags === undefined ? {} : { tags }),
  });
  const own: Member = { userId: world.botId, roles: [guild.botRoleId], pending: false, flags: 0 };
  return {
    id: guild.id,
    name: guild.name,
    owner_id: "200000000000000001",
    unavailable: false,
    member_count: guild.members.size + 1,
    preferred_locale: "en-GB",
    features: [],
    emojis: [],
    stickers: [],
    roles: [role(guild.id, "@everyone"), role(guild.botRoleId, world.botName, { bot_id: world.botId })],
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
