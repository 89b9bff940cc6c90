import { createHash } from "node:crypto";
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
} from "discord.js";
import { z } from "zod";
import type { CommandDescription } from "../../chat/command-description.ts";
import type { DiscordRest } from "./discord-rest.ts";
import { commandName } from "./read-request.ts";

const Option = z.object({
  type: z.number().int(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
});

/** Of a registered command what we set ourselves; Discord adds ids, versions and defaults. */
const RegisteredCommand = z.object({
  type: z.number().int(),
  name: z.string(),
  description: z.string(),
  integration_types: z.array(z.number()).default([]),
  contexts: z.array(z.number()).nullish(),
  options: z.array(Option.extend({ options: z.array(Option).default([]) })).default([]),
});
type RegisteredCommand = z.infer<typeof RegisteredCommand>;

/**
 * `/cluster` with one subcommand for each command, for servers and direct messages with the bot.
 *
 * @param summary what `/cluster` is for, 1 to 100 characters
 */
export function commandsToRegister(
  descriptions: readonly CommandDescription[],
  summary: string,
): RegisteredCommand[] {
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: commandName,
      description: summary,
      integration_types: [ApplicationIntegrationType.GuildInstall],
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      options: descriptions.map((command) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name: command.name,
        description: command.summary,
        required: false,
        options: command.options.map((option) => ({
          type: ApplicationCommandOptionType.String,
          name: option.name,
          description: option.summary,
          required: option.isRequired,
        })),
      })),
    },
  ];
}

/**
 * Registers the commands with Discord when they differ from those registered: a server may be sent only 200 new
 * commands a day, and everybody's client loads them anew. Throws what the SDK throws.
 */
export async function registerCommands(
  wanted: readonly RegisteredCommand[],
  applicationId: string,
  rest: DiscordRest,
): Promise<"unchanged" | "registered"> {
  const route = Routes.applicationCommands(applicationId);
  const registered = z.array(RegisteredCommand).parse(await rest.get(route));
  if (fingerprint(registered) === fingerprint(wanted)) return "unchanged";
  await rest.put(route, { body: wanted });
  return "registered";
}

function fingerprint(commands: readonly RegisteredCommand[]): string {
  const normal = z.array(RegisteredCommand).parse(commands);
  return createHash("sha256").update(JSON.stringify(normal)).digest("hex");
}
