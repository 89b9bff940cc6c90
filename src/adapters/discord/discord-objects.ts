import { GuildMemberFlags, PermissionFlagsBits } from "discord.js";
import { z } from "zod";
import { cleanName, cleanText } from "../../chat/clean-text.ts";
import type { Asker, Attachment } from "../../chat/request.ts";

export const Snowflake = z.string().regex(/^\d{1,20}$/);

/** The fields we use of Discord's user object. */
export const User = z.object({
  id: Snowflake,
  username: z.string().default(""),
  global_name: z.string().nullish(),
});
type User = z.infer<typeof User>;

/** The fields we use of Discord's guild member object. */
export const Member = z.object({
  roles: z.array(Snowflake),
  /** Has not yet passed the server's membership screening. */
  pending: z.boolean().optional(),
  flags: z.number().int().optional(),
  nick: z.string().nullish(),
  /** What they may do there, added up; said with interactions only. */
  permissions: z.string().regex(/^\d+$/).optional(),
});
export type Member = z.infer<typeof Member>;

/** The fields we use of Discord's attachment object. */
export const AttachedFile = z.object({
  filename: z.string(),
  url: z.string(),
  content_type: z.string().nullish(),
  size: z.number().int().nonnegative().nullish(),
});
export type AttachedFile = z.infer<typeof AttachedFile>;

/**
 * Who asks, and whether they run the server. In a direct message Discord says nothing of servers or roles, so the standing is unknown; who it is is
 * certain all the same.
 */
export function readAsker(user: User, member: Member | undefined, runsServer: boolean): Asker {
  const name = cleanName(member?.nick || user.global_name || user.username);
  if (member === undefined)
    return { id: user.id, name, standing: "unknown", groups: [], runsWorkspace: false };
  return {
    id: user.id,
    name,
    standing: standingOf(member),
    groups: member.roles,
    runsWorkspace: runsServer,
  };
}

export function standingOf(member: Pick<Member, "pending" | "flags">): "guest" | "member" {
  const isGuest = member.pending === true || ((member.flags ?? 0) & GuildMemberFlags.IsGuest) !== 0;
  return isGuest ? "guest" : "member";
}

/** Whether somebody with these permissions, as Discord writes them, may run a server. */
export function mayRunServer(permissions: string | undefined): boolean {
  const held = BigInt(permissions ?? "0");
  return (held & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

export function readAttachment(file: AttachedFile): Attachment {
  return {
    name: cleanText(file.filename).trim() || "file",
    address: file.url,
    mediaType: file.content_type ?? null,
    size: file.size ?? null,
  };
}

/** In a command's text people and roles stand as chat/reference.ts writes them; a question stays as it was asked. */
export function withReferences(text: string, command: string, guildId: string | undefined): string {
  if (command === "ask") return text;
  const named = text.replaceAll(/<@!?(\d{1,20})>/g, "discord:$1");
  return guildId === undefined ? named : named.replaceAll(/<@&(\d{1,20})>/g, `discord-role:${guildId}/$1`);
}
