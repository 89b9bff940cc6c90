import type { APIUser } from "discord-api-types/v10";
import {
  type Channel,
  channelTypes,
  type Member,
  memberIn,
  type Permission,
  permissionBits,
  type StoredMessage,
  type Upload,
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

export const userPayload = (id: string, isBot: boolean, username = `person-${id.slice(-3)}`) =>
  ({
    id,
    username,
    discriminator: "0",
    global_name: null,
    avatar: null,
    bot: isBot,
  }) satisfies APIUser;

export const memberPayload = (member: Member) => ({
  roles: member.roles,
  pending: member.pending,
  flags: member.flags,
  joined_at: "2024-05-01T09:00:00.000000+00:00",
  deaf: false,
  mute: false,
  nick: member.nick ?? null,
  avatar: null,
  premium_since: null,
});

/** Source: resources/message, attachment object. */
export const uploadPayload = (world: World, { id, name, bytes, mediaType, description }: Upload) => ({
  id,
  filename: name,
  size: bytes.byteLength,
  url: `${world.origin}/attachments/300000000000000001/${id}/${encodeURIComponent(name)}?ex=1&is=2&hm=3`,
  proxy_url: `${world.origin}/attachments/300000000000000001/${id}/${encodeURIComponent(name)}`,
  content_type: mediaType,
  ...(description === undefined ? {} : { description }),
});

/** Source: topics/permissions, overwrites: for everyone, whose role has the server's own id. */
function overwritesOf({ guildId, permissions }: Channel) {
  if (guildId === null) return [];
  const bits = (isHeld: boolean): string =>
    String(
      Object.entries(permissionBits)
        .filter(([name]) => permissions.has(name as Permission) === isHeld)
        .reduce((sum, [, bit]) => sum | bit, 0n),
    );
  return [{ id: guildId, type: 0, allow: bits(true), deny: bits(false) }];
}

export const channelPayload = (channel: Channel) => ({
  id: channel.id,
  type: channel.type,
  guild_id: channel.guildId,
  parent_id: channel.parentId,
  name: `channel-${channel.id.slice(-1)}`,
  position: 0,
  permission_overwrites: overwritesOf(channel),
  ...(channel.type === channelTypes.publicThread
    ? {
        owner_id: "200000000000000001",
        member_count: 1,
        message_count: 0,
        thread_metadata: {
          archived: channel.isArchived === true,
          auto_archive_duration: 1440,
          archive_timestamp: "2024-05-01T09:00:00.000000+00:00",
          locked: false,
        },
      }
    : {}),
});

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
    attachments: seesContent ? message.attachments.map((upload) => uploadPayload(world, upload)) : [],
    components: message.rows,
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
  const guild = world.guilds.get(world.channels.get(message.channelId)?.guildId ?? "");
  if (sight.roleMentions && message.content.includes(`<@&${guild?.botRoleId}>`)) return true;
  const replied = world.messages.find((candidate) => candidate.id === message.replyTo);
  return replied?.authorId === world.botId;
}

export function messageEvent(world: World, message: StoredMessage, sight: Sight): Event {
  const channel = world.channels.get(message.channelId);
  const member = memberIn(world, channel, message.authorId);
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
