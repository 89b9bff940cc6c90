import { ComponentType } from "discord.js";
import { z } from "zod";
import type { CommandDescription } from "../../chat/command-description.ts";
import { readCommandId } from "./command-id.ts";
import type { Said } from "./read-interaction.ts";

const Pressed = z.object({ custom_id: z.string(), component_type: z.number().int() });

/** What pressing a button says: the same as its command; null for any other component. */
export function readPressedButton(data: unknown, commands: readonly CommandDescription[]): Said | null {
  const pressed = Pressed.parse(data);
  if (pressed.component_type !== ComponentType.Button) return null;
  const names = commands.map(({ name }) => name);
  return { ...readCommandId(pressed.custom_id, names), fields: null, attachments: [] };
}
