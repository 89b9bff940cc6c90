import type { APIUser, GatewayReadyDispatchData } from "discord-api-types/v10";
import {
  type Channel,
  channelTypes,
  type Member,
  type StoredInteraction,
  type StoredMessage,
  type World,
} from "./world.ts";

/** Of the gateway's intents those that matter here (Discord, events/gateway: list of intents). */
export const intents = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

/** An event as it is before it is known what the session may see of it. */
export interface Event {
  readonly name: string;
  /** Null: sent whatever the intents are. */
  readonly intent: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

const userPayload = (id: string, isBot: boolean, username = `person-${id.slice(-3)}`) =>
  ({
    id,
    username,
    discriminator: "0",
    global_name: null,
    avatar: null,
    bot: isBot,
  }) satisfies APIUser;

const memberPayload = (member: Member) => ({
  roles: member.roles,
  pending: member.pending,
  flags: member.flags,
  joined_at: "2024-05-01T09:00:00.000000+00:00",
  deaf: false,
  mute: false,
  nick: null,
  avatar: null,
  premium_since: null,
});

const channelPayload = (channel: Channel) => ({
  id: channel.id,
  type: channel.type,
  guild_id: channel.guildId,
  parent_id: channel.parentId,
  name: `channel-${channel.id.slice(-1)}`,
  position: 0,
  permission_overwrites: [],
  ...(channel.type === channelTypes.publicThread
    ? {
        owner_id: "200000000000000001",
        member_count: 1,
        message_count: 0,
        thread_metadata: {
          archived: false,
          auto_archive_duration: 1440,
          archive_timestamp: "2024-05-01T09:00:00.000000+00:00",
          locked: false,
        },
      }
    : {}),
});

export function readyPayload(world: World, session: { id: string; url: string }) {
  return {
    v: 10,
    user: userPayload(world.botId, true, world.botName),
    guilds: [{ id: world.guildId, unavailable: true }],
    session_id: session.id,
    resume_gateway_url: session.url,
    shard: [0, 1],
    application: { id: world.applicationId, flags: 0 },
  } satisfies Partial<Record<keyof GatewayReadyDispatchData, unknown>>;
}

export function guildPayload(world: World) {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === world.guildId);
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
  const own: Member = { userId: world.botId, roles: [world.botRoleId], pending: false, flags: 0 };
  return {
    id: world.guildId,
    name: "Tech cluster",
    owner_id: "200000000000000001",
    unavailable: false,
    member_count: world.members.size + 1,
    preferred_locale: "en-GB",
    features: [],
    emojis: [],
    stickers: [],
    roles: [role(world.guildId, "@everyone"), role(world.botRoleId, world.botName, { bot_id: world.botId })],
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

/** A message as the history of a channel gives it: without a nonce, which Discord does not keep. */
export function messagePayload(world: World, message: StoredMessage, seesContent: boolean) {
  const mentioned = [...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? "");
  const replied = world.messages.find((candidate) => candidate.id === message.replyTo);
  return {
    id: message.id,
    type: message.replyTo === null ? 0 : 19,
    channel_id: message.channelId,
    author: userPayload(message.authorId, message.isBot),
    content: seesContent ? message.content : "",
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: /@(everyone|here)/.test(message.content),
    mentions: [...new Set([...mentioned, ...(replied === undefined ? [] : [replied.authorId])])].map((id) =>
      userPayload(id, id === world.botId),
    ),
    mention_roles: [...message.content.matchAll(/<@&(\d+)>/g)].map(([, id]) => id),
    attachments: [],
    embeds: [],
    pinned: false,
    ...(message.replyTo === null
      ? {}
      : { message_reference: { message_id: message.replyTo, channel_id: message.channelId } }),
  };
}

/** What a bot is shown of messages: everything with the privileged intent, otherwise what concerns it. */
export interface Sight {
  readonly everything: boolean;
  readonly roleMentions: boolean;
}

/**
 * Source: events/gateway, message content intent: without it content is empty but in direct messages, the bot's own
 * messages and messages that mention it. Whether a mention of its role alone counts is not said; `sight` decides.
 */
export function seesContent(world: World, message: StoredMessage, sight: Sight): boolean {
  if (sight.everything) return true;
  if (message.authorId === world.botId) return true;
  if (world.channels.get(message.channelId)?.guildId === null) return true;
  if (message.content.includes(`<@${world.botId}>`) || message.content.includes(`<@!${world.botId}>`)) {
    return true;
  }
  if (sight.roleMentions && message.content.includes(`<@&${world.botRoleId}>`)) return true;
  const replied = world.messages.find((candidate) => candidate.id === message.replyTo);
  return replied?.authorId === world.botId;
}

export function messageEvent(world: World, message: StoredMessage, sight: Sight): Event {
  const channel = world.channels.get(message.channelId);
  const member = world.members.get(message.authorId);
  const guild =
    channel?.guildId == null
      ? {}
      : {
          guild_id: channel.guildId,
          ...(member === undefined ? {} : { member: memberPayload(member) }),
        };
  return {
    name: "MESSAGE_CREATE",
    intent: channel?.guildId == null ? intents.directMessages : intents.guildMessages,
    data: {
      ...messagePayload(world, message, seesContent(world, message, sight)),
      channel_type: channel?.type,
      ...guild,
    },
  };
}

export interface SlashCommand {
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
  readonly locale?: string;
}

export function interactionEvent(world: World, interaction: StoredInteraction, slash: SlashCommand): Event {
  const channel = world.channels.get(interaction.channelId);
  const member = world.members.get(interaction.userId);
  const user = userPayload(interaction.userId, false);
  const who =
    channel?.guildId == null
      ? { user }
      : {
          guild_id: channel.guildId,
          member: { ...(member && memberPayload(member)), user, permissions: "0" },
        };
  return {
    name: "INTERACTION_CREATE",
    // Source: events/gateway: interactions are sent whatever the intents are.
    intent: null,
    data: {
      id: interaction.id,
      application_id: world.applicationId,
      type: 2,
      token: interaction.token,
      version: 1,
      locale: slash.locale ?? "en-GB",
      guild_locale: "en-GB",
      channel_id: interaction.channelId,
      channel: channel === undefined ? undefined : channelPayload(channel),
      entitlements: [],
      app_permissions: "2147568640",
      authorizing_integration_owners: {},
      context: channel?.guildId == null ? 1 : 0,
      attachment_size_limit: 10_485_760,
      ...who,
      data: {
        id: "600000000000000001",
        name: "cluster",
        type: 1,
        options: [
          {
            type: 1,
            name: slash.command,
            options: Object.entries(slash.options).map(([name, value]) => ({ type: 3, name, value })),
          },
        ],
      },
    },
  };
}
