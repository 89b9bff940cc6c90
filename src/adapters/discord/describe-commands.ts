import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from "discord.js";
import type { CommandDescription, CommandOption } from "../../chat/command-description.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import { limits } from "./limits.ts";
import { commandName } from "./read-command-use.ts";

/** An option as it is registered; subcommands and groups hold further ones. */
export interface RegisteredOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly options?: readonly RegisteredOption[];
}

export interface CommandToRegister extends RegisteredOption {
  readonly integration_types: readonly number[];
  readonly contexts: readonly number[];
}

type Sentences = Pick<DiscordMessages, "commandSummary" | "commandGroup">;

/** In servers and in direct messages with the bot, for everybody: who may do what is decided when it is used. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/**
 * `/cluster` with a subcommand for each command, those with the same first word in a group, and what stands in the menu
 * of a message. Throws an Error that names the command when Discord would not take it.
 */
export function commandsToRegister(
  descriptions: readonly CommandDescription[],
  sentences: Sentences,
): readonly CommandToRegister[] {
  const shown = descriptions.filter(({ isHidden }) => isHidden !== true);
  const options = topLevel(shown, sentences);
  checkSizes(options, sentences.commandSummary);
  const cluster = {
    type: ApplicationCommandType.ChatInput,
    name: commandName,
    description: sentences.commandSummary,
    options,
    ...everywhere,
  };
  const menus = descriptions.flatMap(({ messageMenu }) => (messageMenu === undefined ? [] : [messageMenu]));
  return [
    cluster,
    ...menus.map((name) => ({
      type: ApplicationCommandType.Message,
      name,
      description: "",
      options: [],
      ...everywhere,
    })),
  ];
}

/** In the order of the catalogue; a group stands where its first command does. */
function topLevel(shown: readonly CommandDescription[], { commandGroup }: Sentences): RegisteredOption[] {
  const families = Map.groupBy(shown, ({ name }) => name.split(" ")[0] ?? name);
  return [...families].flatMap(([word, family]) => {
    const [first] = family;
    if (family.length === 1 && first?.name === word) return [subcommand(first, word)];
    const alone = family.find(({ name }) => name === word);
    if (alone !== undefined)
      throw new Error(`"${word}" cannot be a command and begin "${family.at(-1)?.name}" as well`);
    const subcommands = family.map((command) => subcommand(command, command.name.slice(word.length + 1)));
    const names = subcommands.map(({ name }) => name);
    return [
      {
        type: ApplicationCommandOptionType.SubcommandGroup,
        name: word,
        description: commandGroup(word, names).slice(0, 100),
        options: subcommands,
      },
    ];
  });
}

function subcommand(command: CommandDescription, name: string): RegisteredOption {
  if (command.options.length > limits.options)
    throw new Error(`"${command.name}" has more than ${limits.options} options`);
  // Discord wants what is required first.
  const options = command.options.toSorted(
    (left, right) => Number(right.isRequired) - Number(left.isRequired),
  );
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: command.summary,
    options: options.map((option) => optionOf(option, command.name)),
  };
}

const optionTypes = {
  text: ApplicationCommandOptionType.String,
  grantee: ApplicationCommandOptionType.Mentionable,
  file: ApplicationCommandOptionType.Attachment,
} as const;

function optionOf({ name, summary, isRequired, kind = "text", choices }: CommandOption, command: string) {
  const option = { type: optionTypes[kind], name, description: summary, required: isRequired };
  if (choices === undefined || kind !== "text") return option;
  const tooLong = choices.find((choice) => choice.length > limits.choiceCharacters);
  if (choices.length > limits.options || tooLong !== undefined)
    throw new Error(`"${command}" has more or longer choices for "${name}" than Discord takes`);
  return { ...option, choices: choices.map((choice) => ({ name: choice, value: choice })) };
}

/** Discord counts what stands in all subcommands together. */
function checkSizes(options: readonly RegisteredOption[], summary: string): void {
  const crowded = options.find((option) => (option.options?.length ?? 0) > limits.options);
  const extra = options[limits.options] ?? crowded;
  if (extra !== undefined)
    throw new Error(`"${extra.name}" is one more, or holds more, than the ${limits.options} Discord takes`);
  let characters = commandName.length + summary.length;
  for (const option of options) {
    characters += charactersOf(option);
    if (characters > limits.commandCharacters)
      throw new Error(
        `with "${option.name}" all commands have more than ${limits.commandCharacters} characters`,
      );
  }
}

function charactersOf({ name, description, choices = [], options = [] }: RegisteredOption): number {
  const ofChoices = choices.reduce((sum, choice) => sum + choice.name.length + choice.value.length, 0);
  const ofOptions = options.reduce((sum, option) => sum + charactersOf(option), 0);
  return name.length + description.length + ofChoices + ofOptions;
}
