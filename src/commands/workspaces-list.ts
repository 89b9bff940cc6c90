import { z } from "zod";
import { workspacesCard } from "./cards/workspaces-card.ts";
import { defineCommand } from "./command.ts";

const Page = z.string().transform((text) => Number(/^\s*(\d{1,4})\s*$/.exec(text)?.[1] ?? 1));

/** `/cluster workspaces`: every workspace the bot is in, and those it was in. */
export const workspacesList = defineCommand({
  name: "workspaces list",
  summary: "All workspaces, with those that wait for an administrator to confirm them",
  usage: "workspaces list",
  right: "confirm-workspaces",
  isPrivate: true,
  options: [],
  schema: Page,
  run: async ({ needs }, page) => {
    const [workspaces, clusters] = await Promise.all([needs.workspaces.store.all(), needs.clusters.all()]);
    return workspacesCard({ workspaces, clusters, page }, needs.messages);
  },
});
