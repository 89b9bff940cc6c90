import { z } from "zod";
import { parseBody, Refusal } from "./rules.ts";

/** Source: interactions/application-commands, application command naming. */
const Name = z.string().regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u);
const LowerCaseName = Name.refine((name) => name === name.toLowerCase());
/** Source: interactions/application-commands: descriptions of 1 to 100 characters. */
const Description = z.string().min(1).max(100);

const Option = z.object({
  type: z.number().int().min(3).max(11),
  name: LowerCaseName,
  description: Description,
  required: z.boolean().optional(),
});

const Subcommand = z.object({
  type: z.literal(1),
  name: LowerCaseName,
  description: Description,
  // Source: interactions/application-commands: at most 25 options.
  options: z.array(Option).max(25).optional(),
});

const Command = z.object({
  type: z.literal(1).optional(),
  name: LowerCaseName,
  description: Description,
  integration_types: z.array(z.union([z.literal(0), z.literal(1)])).optional(),
  contexts: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])).optional(),
  options: z.array(Subcommand).max(25).optional(),
});

/** The commands as Discord keeps them, or a refusal. */
export function checkCommands(body: unknown): z.infer<typeof Command>[] {
  // Source: interactions/application-commands: at most 100 commands of the slash kind.
  const commands = parseBody(z.array(Command).max(100), body);
  for (const subcommand of commands.flatMap((command) => command.options ?? [])) {
    const options = subcommand.options ?? [];
    const firstOptional = options.findIndex((option) => option.required !== true);
    // Source: interactions/application-commands: required options must be listed before optional ones.
    if (firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required === true)) {
      throw new Refusal(400, 50_035, "Invalid Form Body: required options must come first");
    }
  }
  return commands;
}
