import { z } from "zod";
import { helpCard } from "./cards/help-card.ts";
import { defineCommand } from "./command.ts";

/** `/cluster help`: what can be asked and done. */
export const help = defineCommand({
  name: "help",
  summary: "What I can do and how to ask",
  usage: "help",
  right: "ask",
  options: [],
  schema: z.string(),
  run: async ({ needs, usable }) => helpCard(usable(), needs.messages),
});
