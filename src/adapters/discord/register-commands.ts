import { createHash } from "node:crypto";
import { Routes } from "discord.js";
import { z } from "zod";
import type { CommandToRegister } from "./describe-commands.ts";
import type { DiscordRest } from "./discord-rest.ts";

const Option = z.object({
  type: z.number().int(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  get options() {
    return z.array(Option).default([]);
  },
});

/** Of a registered command what we set ourselves; Discord adds ids, versions and defaults. */
const RegisteredCommand = z.object({
  type: z.number().int().default(1),
  name: z.string(),
  description: z.string().default(""),
  integration_types: z.array(z.number()).default([]),
  contexts: z.array(z.number()).nullish(),
  options: z.array(Option).default([]),
});

/**
 * Registers the commands with Discord when they differ from those registered: a server may be sent only 200 new
 * commands a day, and everybody's client loads them anew. Throws what the SDK throws.
 */
export async function registerCommands(
  wanted: readonly CommandToRegister[],
  applicationId: string,
  rest: DiscordRest,
): Promise<"unchanged" | "registered"> {
  const route = Routes.applicationCommands(applicationId);
  const registered = await rest.get(route);
  if (fingerprint(registered) === fingerprint(wanted)) return "unchanged";
  await rest.put(route, { body: wanted });
  return "registered";
}

/** Of commands in any order: Discord gives them back in its own. */
function fingerprint(commands: unknown): string {
  const normal = z.array(RegisteredCommand).parse(commands);
  const inOrder = normal.toSorted((left, right) => keyOf(left).localeCompare(keyOf(right)));
  return createHash("sha256").update(JSON.stringify(inOrder)).digest("hex");
}

function keyOf({ type, name }: z.infer<typeof RegisteredCommand>): string {
  return `${type} ${name}`;
}
