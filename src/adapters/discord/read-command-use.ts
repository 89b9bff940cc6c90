import { ApplicationCommandOptionType, ApplicationCommandType } from "discord.js";
import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { CommandDescription } from "../../chat/command-description.ts";
import { AttachedFile, readAttachment, Snowflake, withReferences } from "./discord-objects.ts";
import type { Said } from "./read-interaction.ts";

/** The name of the application command that holds all others as subcommands. */
export const commandName = "cluster";

/** An option with what was given for it: a text, or the id of a person, role or file. */
const Given = z.object({ type: z.number().int(), name: z.string(), value: z.string() });
type Given = z.infer<typeof Given>;

const Subcommand = z.object({
  type: z.literal(ApplicationCommandOptionType.Subcommand),
  name: z.string(),
  options: z.array(Given).default([]),
});
const Group = z.object({
  type: z.literal(ApplicationCommandOptionType.SubcommandGroup),
  name: z.string(),
  options: z.array(Subcommand),
});

const Used = z.object({
  type: z.number().int().default(ApplicationCommandType.ChatInput),
  name: z.string(),
  target_id: Snowflake.optional(),
  options: z.array(z.unknown()).default([]),
  resolved: z
    .object({
      attachments: z.record(z.string(), AttachedFile).default({}),
      roles: z.record(z.string(), z.unknown()).default({}),
      messages: z
        .record(z.string(), z.object({ content: z.string(), attachments: z.array(AttachedFile).default([]) }))
        .default({}),
    })
    .default({ attachments: {}, roles: {}, messages: {} }),
});
type Used = z.infer<typeof Used>;

/** What using `/cluster`, or a command in the menu of a message, says; null when the command is not ours. */
export function readCommandUse(
  data: unknown,
  guildId: string | undefined,
  commands: readonly CommandDescription[],
): Said | null {
  const used = Used.parse(data);
  if (used.type === ApplicationCommandType.Message) return readMenuUse(used, commands);
  if (used.type !== ApplicationCommandType.ChatInput || used.name !== commandName) return null;
  const [first] = used.options;
  if (first === undefined) return { command: "help", text: "", fields: null, attachments: [] };
  const { command, given } = readSubcommand(first);
  const inOrder = given.toSorted(byPlaceIn(commands.find(({ name }) => name === command)));
  const text = inOrder.flatMap((option) => wordsOf(option, used, guildId)).join(" ");
  return {
    command,
    text: withReferences(cleanText(text).trim(), command, guildId),
    fields: null,
    attachments: inOrder.flatMap((option) => filesOf(option, used)).map(readAttachment),
  };
}

/** The message's words and files are what the command is about. */
function readMenuUse({ name, target_id = "", resolved }: Used, commands: readonly CommandDescription[]) {
  const command = commands.find(({ messageMenu }) => messageMenu === name);
  const message = resolved.messages[target_id];
  if (command === undefined || message === undefined) return null;
  return {
    command: command.name,
    text: cleanText(message.content).trim(),
    fields: null,
    attachments: message.attachments.map(readAttachment),
  };
}

function readSubcommand(option: unknown): { command: string; given: readonly Given[] } {
  const { name, options, type } = z.discriminatedUnion("type", [Subcommand, Group]).parse(option);
  if (type === ApplicationCommandOptionType.Subcommand) return { command: name, given: options };
  const [subcommand] = options;
  return { command: `${name} ${subcommand?.name ?? ""}`.trim(), given: subcommand?.options ?? [] };
}

/** Discord gives options in any order; a command reads them in its own. */
function byPlaceIn(command: CommandDescription | undefined) {
  const names = command?.options.map(({ name }) => name) ?? [];
  return (left: Given, right: Given): number => names.indexOf(left.name) - names.indexOf(right.name);
}

function wordsOf({ type, value }: Given, { resolved }: Used, guildId: string | undefined): string[] {
  if (type === ApplicationCommandOptionType.Attachment) return [];
  if (type !== ApplicationCommandOptionType.Mentionable) return [value];
  const isRole = value in resolved.roles && guildId !== undefined;
  return [isRole ? `discord-role:${guildId}/${value}` : `discord:${value}`];
}

function filesOf({ type, value }: Given, { resolved }: Used): AttachedFile[] {
  const file = resolved.attachments[value];
  return type !== ApplicationCommandOptionType.Attachment || file === undefined ? [] : [file];
}
