import { REST, Routes } from "discord.js";
import { z } from "zod";
import { BotError } from "../../shared/errors.ts";
import { readFailure } from "./discord-errors.ts";

const Self = z.object({ username: z.string() });

export interface DiscordCheck {
  readonly token: string;
  readonly apiUrl: string;
}

/**
 * Asks Discord whose token this is, without connecting. Returns the bot's name; throws BotError
 * PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE.
 */
export async function checkDiscordToken({ token, apiUrl }: DiscordCheck): Promise<string> {
  const rest = new REST({ version: "10", api: apiUrl, retries: 0, timeout: 10_000 }).setToken(token);
  try {
    return Self.parse(await rest.get(Routes.user("@me"))).username;
  } catch (error) {
    const isRefused = readFailure(error).kind === "unauthorised";
    throw new BotError(isRefused ? "PLATFORM_REFUSED_TOKEN" : "PLATFORM_UNREACHABLE", {
      cause: error,
      detail: "discord",
    });
  }
}
