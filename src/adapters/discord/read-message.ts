import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { IncomingRequest } from "../../chat/platform.port.ts";
import { readMentionText } from "../../chat/spoken-command.ts";
import {
  AttachedFile,
  Member,
  mayRunServer,
  readAsker,
  readAttachment,
  Snowflake,
  User,
} from "./discord-objects.ts";
import type { ReplyAddress } from "./reply-address.ts";
import type { Surroundings } from "./surroundings.ts";

/** The fields we use of Discord's message object. */
const Message = z.object({
  id: Snowflake,
  type: z.number().int(),
  channel_id: Snowflake,
  guild_id: Snowflake.optional(),
  author: User.extend({ bot: z.boolean().optional(), system: z.boolean().optional() }),
  webhook_id: Snowflake.optional(),
  member: Member.optional(),
  /** Empty without the message content intent, except in direct messages and where the bot is mentioned. */
  content: z.string(),
  attachments: z.array(AttachedFile).default([]),
  message_reference: z.object({ message_id: Snowflake.optional() }).optional(),
  mention_roles: z.array(Snowflake).default([]),
});
type Message = z.infer<typeof Message>;

/** Messages people write themselves: plain ones and replies. Joins, pins and the like are written by Discord. */
const reply = 19;
const writtenByPeople = new Set([0, reply]);

/** A message that speaks to the bot, or null. Throws ZodError when Discord sent something unknown. */
export function readMessage(packet: unknown, surroundings: Surroundings): IncomingRequest | null {
  const message = Message.parse(packet);
  const { author } = message;
  if (author.bot || author.system || author.id === surroundings.botId) return null;
  if (message.webhook_id !== undefined || !writtenByPeople.has(message.type)) return null;
  const text =
    message.guild_id === undefined ? message.content : afterMention(message, message.guild_id, surroundings);
  if (text === null) return null;
  const parentId = surroundings.parentOfThread(message.channel_id);
  const isDirectMessage = message.guild_id === undefined;
  const repliesTo = message.type === reply ? message.message_reference?.message_id : undefined;
  const commandNames = surroundings.commands.map((command) => command.name);
  const spoken = readMentionText(cleanText(text).trim(), commandNames);
  const replyAddress: ReplyAddress = {
    kind: "message",
    channelId: message.channel_id,
    messageId: message.id,
  };
  return {
    request: {
      deliveryKey: `message-${message.id}`,
      platform: "discord",
      workspace: message.guild_id ?? null,
      channel: parentId ?? message.channel_id,
      thread: parentId === null ? null : message.channel_id,
      ...(repliesTo === undefined ? {} : { repliesTo }),
      isExternallyShared: false,
      isDirectMessage,
      asker: readAsker(author, message.member, runsServer(message, surroundings)),
      visibility: isDirectMessage ? "private" : "shared",
      ...spoken,
      fields: null,
      // Whatever is sent along with a question is not read, so it is not kept either.
      attachments: spoken.command === "ask" ? [] : message.attachments.map(readAttachment),
      locale: "en-GB",
    },
    replyAddress,
  };
}

/** With a message Discord says which roles somebody holds, and not what these let them do. */
function runsServer({ guild_id, author, member }: Message, surroundings: Surroundings): boolean {
  if (guild_id === undefined || member === undefined) return false;
  return mayRunServer(surroundings.permissionsIn(guild_id, { userId: author.id, roles: member.roles }));
}

/**
 * What is said with the bot's mention taken out; null when the text does not mention it. A reply pings whom it
 * answers without a word about them, so only a mention that was written counts.
 */
function afterMention(message: Message, guildId: string, surroundings: Surroundings): string | null {
  const role = surroundings.botRole(guildId);
  const roleMention = role === null ? "" : `|<@&${role}>`;
  const mention = new RegExp(`<@!?${surroundings.botId}>${roleMention}`, "g");
  const isMentioned = mention.test(message.content);
  // The content may be withheld where only the role is mentioned; the person still gets a word back.
  const isRoleMentioned = role !== null && message.mention_roles.includes(role);
  if (!isMentioned && !isRoleMentioned) return null;
  return message.content.replace(mention, " ");
}
