import { GuildMemberFlags } from "discord.js";
import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { IncomingRequest } from "../../chat/platform.port.ts";
import type { Asker } from "../../chat/request.ts";
import { readMentionText } from "../../chat/spoken-command.ts";
import type { ReplyAddress } from "./reply-address.ts";

/** What has to be known of the bot and its places to read what people say to it. */
export interface Surroundings {
  readonly botId: string;
  /** Names a message can begin with instead of a question. */
  readonly commandNames: readonly string[];
  /** The role Discord made for the bot when it joined; picking "@Clusterbot" often picks the role. */
  botRole(guildId: string): string | null;
  /** The channel a thread belongs to; null when it is not a thread, or not a known one. */
  parentOfThread(channelId: string): string | null;
}

/** The name of the application command that holds all others as subcommands. */
export const commandName = "cluster";

const Snowflake = z.string().regex(/^\d{1,20}$/);

const Member = z.object({
  roles: z.array(Snowflake),
  /** Has not yet passed the server's membership screening. */
  pending: z.boolean().optional(),
  flags: z.number().int().optional(),
});
type Member = z.infer<typeof Member>;

/** The fields we use of Discord's message object. */
const Message = z.object({
  id: Snowflake,
  type: z.number().int(),
  channel_id: Snowflake,
  guild_id: Snowflake.optional(),
  author: z.object({ id: Snowflake, bot: z.boolean().optional(), system: z.boolean().optional() }),
  webhook_id: Snowflake.optional(),
  member: Member.optional(),
  /** Empty without the message content intent, except in direct messages and where the bot is mentioned. */
  content: z.string(),
  mention_roles: z.array(Snowflake).default([]),
});
type Message = z.infer<typeof Message>;

const OptionValue = z.object({ value: z.union([z.string(), z.number(), z.boolean()]) });

/** The fields we use of Discord's interaction object, for slash commands. */
const Interaction = z.object({
  id: Snowflake,
  application_id: Snowflake,
  token: z.string().min(1),
  guild_id: Snowflake.optional(),
  channel_id: Snowflake.optional(),
  member: Member.extend({ user: z.object({ id: Snowflake }) }).optional(),
  user: z.object({ id: Snowflake }).optional(),
  locale: z.string().optional(),
  data: z.object({
    name: z.string(),
    options: z.array(z.object({ name: z.string(), options: z.array(OptionValue).default([]) })).default([]),
  }),
});

const applicationCommand = 2;
const InteractionKind = z.object({
  type: z.number().int(),
  data: z.object({ name: z.string().optional() }).optional(),
});

/** Messages people write themselves: plain ones and replies. Joins, pins and the like are written by Discord. */
const writtenByPeople = new Set([0, 19]);

/** A message that speaks to the bot, or null. Throws ZodError when Discord sent something unknown. */
export function readMessage(packet: unknown, surroundings: Surroundings): IncomingRequest | null {
  const message = Message.parse(packet);
  const { author } = message;
  if (author.bot || author.system || author.id === surroundings.botId) return null;
  if (message.webhook_id !== undefined || !writtenByPeople.has(message.type)) return null;
  const spoken =
    message.guild_id === undefined ? message.content : afterMention(message, message.guild_id, surroundings);
  if (spoken === null) return null;
  const parentId = surroundings.parentOfThread(message.channel_id);
  const isDirectMessage = message.guild_id === undefined;
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
      isExternallyShared: false,
      isDirectMessage,
      asker: readAsker(author.id, message.member),
      visibility: isDirectMessage ? "private" : "shared",
      ...readMentionText(cleanText(spoken).trim(), surroundings.commandNames),
      fields: null,
      attachments: [],
      locale: "en-GB",
    },
    replyAddress,
  };
}

/** A use of `/cluster`, or null. Throws ZodError when Discord sent something unknown. */
export function readInteraction(packet: unknown, surroundings: Surroundings): IncomingRequest | null {
  const kind = InteractionKind.parse(packet);
  if (kind.type !== applicationCommand || kind.data?.name !== commandName) return null;
  const interaction = Interaction.parse(packet);
  const userId = (interaction.member?.user ?? interaction.user)?.id;
  if (userId === undefined) return null;
  const channelId = interaction.channel_id ?? null;
  const parentId = channelId === null ? null : surroundings.parentOfThread(channelId);
  const [subcommand] = interaction.data.options;
  const replyAddress: ReplyAddress = {
    kind: "interaction",
    interactionId: interaction.id,
    applicationId: interaction.application_id,
    token: interaction.token,
    channelId,
  };
  return {
    request: {
      deliveryKey: `interaction-${interaction.id}`,
      platform: "discord",
      workspace: interaction.guild_id ?? null,
      channel: parentId ?? channelId,
      thread: parentId === null ? null : channelId,
      isExternallyShared: false,
      isDirectMessage: interaction.guild_id === undefined,
      asker: readAsker(userId, interaction.member),
      visibility: "private",
      command: subcommand?.name ?? "help",
      text: cleanText((subcommand?.options ?? []).map((option) => String(option.value)).join(" ")).trim(),
      fields: null,
      attachments: [],
      locale: interaction.locale ?? "en-GB",
    },
    replyAddress,
  };
}

/**
 * In a direct message Discord says nothing of servers or roles, so the asker counts as unknown and is answered
 * from public material.
 */
function readAsker(id: string, member: Member | undefined): Asker {
  const plain = { id, name: "", runsWorkspace: false };
  if (member === undefined) return { ...plain, standing: "unknown", groups: [] };
  const isGuest = member.pending === true || ((member.flags ?? 0) & GuildMemberFlags.IsGuest) !== 0;
  return { ...plain, standing: isGuest ? "guest" : "member", groups: member.roles };
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
