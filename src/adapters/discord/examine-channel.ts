import { ChannelType, PermissionFlagsBits } from "discord.js";
import type { Examined } from "../../announcing/poster.port.ts";
import { cleanName } from "../../chat/clean-text.ts";
import { readFailure } from "./discord-errors.ts";
import { type DiscordRest, readChannel } from "./discord-rest.ts";
import { refusalOf } from "./refusal-reasons.ts";

/** What the bot may do in a channel, added up; null where the channel is not known. */
export type PermissionsOf = (channelId: string) => bigint | null;

const threads: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];
const textual: readonly number[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ...threads,
];

/** What Discord says of a channel, without posting in it. */
export async function examineChannel(
  { guildId, channelId }: { readonly guildId: string; readonly channelId: string },
  { rest, permissionsOf }: { readonly rest: DiscordRest; readonly permissionsOf: PermissionsOf },
): Promise<Examined> {
  try {
    const { type, guild_id, name, thread_metadata } = await readChannel(rest, channelId);
    if (guild_id !== guildId) return refused("channel-gone", "the channel is in another server");
    if (!textual.includes(type))
      return refused("may-not-post", "nothing can be posted in this kind of channel");
    if (thread_metadata?.archived === true) return refused("channel-archived", "the thread is archived");
    const held = permissionsOf(channelId);
    if (held === null) return { kind: "unknown", detail: "what the bot may do there is not known yet" };
    const may = (permission: bigint): boolean => (held & permission) === permission;
    const { ViewChannel, SendMessages, SendMessagesInThreads, AttachFiles, ReadMessageHistory } =
      PermissionFlagsBits;
    if (!may(ViewChannel)) return refused("not-in-channel", "View Channel");
    if (!may(threads.includes(type) ? SendMessagesInThreads : SendMessages))
      return refused("may-not-post", "Send Messages");
    return {
      kind: "ready",
      channelName: cleanName(name ?? ""),
      isShared: false,
      canReadBack: may(ReadMessageHistory),
      mayAttach: may(AttachFiles),
    };
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind === "answered") return { kind: "refused", ...refusalOf(failure) };
    if (failure.kind === "unauthorised") return refused("token-dead", "401");
    return { kind: "unknown", detail: failure.kind === "limited" ? "Discord is busy" : failure.reason };
  }
}

function refused(
  reason: "channel-gone" | "channel-archived" | "may-not-post" | "not-in-channel" | "token-dead",
  detail: string,
): Examined {
  return { kind: "refused", reason, detail };
}
