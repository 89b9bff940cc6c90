import { z } from "zod";
import { defineCommand } from "./command.ts";
import { cardOf, workspaceHere } from "./set-up-step.ts";

/** `/cluster setup`: this workspace as it stands, with what can be changed. */
export const setupShow = defineCommand({
  name: "setup show",
  summary: "What is set up in this workspace: its cluster, channels, announcements and contacts",
  usage: "setup show",
  right: "set-up-workspace",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const here = await workspaceHere(context);
    return here.kind === "refused" ? here.reply : cardOf(here.workspace, [], context);
  },
});
