import { OAuth2Scopes, PermissionFlagsBits, REST, Routes } from "discord.js";
import { z } from "zod";
import { BotError } from "../../shared/errors.ts";
import type { DiscordCheck } from "./check-token.ts";
import { readFailure } from "./discord-errors.ts";

/**
 * All the bot needs to answer where it is asked and to post announcements, and nothing else: pictures have to be
 * attached (without that right they are shown as a link), and history is read to see whether a message is there.
 */
const permissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

const Application = z.object({ id: z.string().regex(/^\d{1,20}$/) });

/** The link with which somebody who runs a server adds the bot to it. */
export function inviteLink(applicationId: string): string {
  const link = new URL("https://discord.com/oauth2/authorize");
  link.searchParams.set("client_id", applicationId);
  link.searchParams.set("scope", `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`);
  link.searchParams.set("permissions", permissions.toString());
  return link.href;
}

/** The id of the application a token belongs to. Throws BotError PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE. */
export async function applicationOf({ token, apiUrl }: DiscordCheck): Promise<string> {
  const rest = new REST({ version: "10", api: apiUrl, retries: 0, timeout: 10_000 }).setToken(token);
  try {
    return Application.parse(await rest.get(Routes.currentApplication())).id;
  } catch (error) {
    const isRefused = readFailure(error).kind === "unauthorised";
    throw new BotError(isRefused ? "PLATFORM_REFUSED_TOKEN" : "PLATFORM_UNREACHABLE", {
      cause: error,
      detail: "discord",
    });
  }
}
