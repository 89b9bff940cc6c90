import { defineCommand } from "./command.ts";
import { deciding, workspaceOption } from "./decide-step.ts";
import { SetUpText } from "./set-up-step.ts";

/** `/cluster workspaces refuse slack:T012AB3CD`: sends a proposal back: it goes on waiting. */
export const workspacesRefuse = defineCommand({
  name: "workspaces refuse",
  summary: "Refuse what a waiting workspace proposes; it goes on waiting",
  usage: "workspaces refuse slack:T012AB3CD",
  right: "confirm-workspaces",
  isPrivate: true,
  options: [workspaceOption],
  schema: SetUpText,
  run: deciding({ kind: "refuse" }),
});
