import { z } from "zod";
import { parseBody, Refusal } from "./rules.ts";

/** Source: interactions/application-commands, application command naming. */
const Name = z.string().regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u);
const LowerCaseName = Name.refine((name) => name === name.toLowerCase());
/** Source: interactions/application-commands: descriptions of 1 to 100 characters. */
const Description = z.string().min(1).max(100);

/** Source: interactions/application-commands: at most 25 choices of 100 characters, of text and numbers only. */
const Choice = z.object({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) });

const Option = z
  .object({
    type: z.number().int().min(3).max(11),
    name: LowerCaseName,
    description: Description,
    required: z.boolean().optional(),
    choices: z.array(Choice).max(25).optional(),
  })
  .refine(({ type, choices }) => choices === undefined || type === 3, "choices are for texts");
export type RegisteredOption = z.infer<typeof Option>;

const Subcommand = z.object({
  type: z.literal(1),
  name: LowerCaseName,
  description: Description,
  // Source: interactions/application-commands: at most 25 options.
  options: z.array(Option).max(25).default([]),
});
export type RegisteredSubcommand = z.infer<typeof Subcommand>;

const Group = z.object({
  type: z.literal(2),
  name: LowerCaseName,
  description: Description,
  options: z.array(Subcommand).min(1).max(25),
});

const everywhere = {
  integration_types: z.array(z.union([z.literal(0), z.literal(1)])).optional(),
  contexts: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])).optional(),
};

const SlashCommand = z.object({
  type: z.literal(1),
  name: LowerCaseName,
  description: Description,
  ...everywhere,
  options: z
    .array(z.discriminatedUnion("type", [Subcommand, Group]))
    .max(25)
    .default([]),
});

/** Source: interactions/application-commands: names with blanks and capitals, no description, no options. */
const MenuCommand = z.object({
  type: z.literal(3),
  name: z.string().min(1).max(32),
  description: z.literal("").optional(),
  ...everywhere,
  options: z.array(z.never()).optional(),
});

const Command = z.discriminatedUnion("type", [SlashCommand, MenuCommand]);
export type RegisteredCommand = z.infer<typeof Command>;

const invalid = (what: string): Refusal => new Refusal(400, 50_035, `Invalid Form Body: ${what}`);

/** The commands as Discord keeps them, or a refusal. */
export function checkCommands(body: unknown): readonly RegisteredCommand[] {
  const typed = Array.isArray(body)
    ? body.map((command: unknown) => (typeof command === "object" ? { type: 1, ...command } : command))
    : body;
  const commands = parseBody(z.array(Command), typed);
  // Source: interactions/application-commands: at most 100 commands of the slash kind, 15 in the menu of a message.
  for (const [type, most] of [
    [1, 100],
    [3, 15],
  ] as const)
    if (commands.filter((command) => command.type === type).length > most) throw invalid("too many commands");
  for (const command of commands) {
    if (command.type !== 1) continue;
    checkNames(command.options);
    // Source: interactions/application-commands: 8000 characters of names, descriptions and values altogether.
    if (charactersOf(command) > 8_000) throw invalid("Command exceeds maximum size (8000)");
    for (const subcommand of subcommandsOf(command)) checkOrder(subcommand);
  }
  return commands;
}

export function subcommandsOf(command: z.infer<typeof SlashCommand>): readonly RegisteredSubcommand[] {
  return command.options.flatMap((option) => (option.type === 1 ? [option] : option.options));
}

/** Source: interactions/application-commands: names are unique beside each other. */
function checkNames(options: z.infer<typeof SlashCommand>["options"]): void {
  const levels = [options, ...options.map((option) => option.options)];
  for (const level of levels)
    if (new Set(level.map(({ name }) => name)).size !== level.length)
      throw invalid("option names must be unique");
}

/** Source: interactions/application-commands: required options must be listed before optional ones. */
function checkOrder({ options }: RegisteredSubcommand): void {
  const firstOptional = options.findIndex((option) => option.required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required === true))
    throw invalid("required options must come first");
}

interface Sized {
  readonly name: string;
  readonly description?: string | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly options?: readonly Sized[] | undefined;
}

function charactersOf({ name, description = "", choices = [], options = [] }: Sized): number {
  const ofChoices = choices.reduce((sum, choice) => sum + choice.name.length + choice.value.length, 0);
  return (
    name.length + description.length + ofChoices + options.reduce((sum, one) => sum + charactersOf(one), 0)
  );
}
