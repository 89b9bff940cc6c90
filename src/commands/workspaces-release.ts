import { defineCommand } from "./command.ts";
import { deciding, workspaceOption } from "./decide-step.ts";
import { SetUpText } from "./set-up-step.ts";

/** `/cluster workspaces release slack:T012AB3CD`: takes a confirmation back. */
export const workspacesRelease = defineCommand({
  name: "workspaces release",
  summary: "Take the confirmation of a workspace back; it waits again",
  usage: "workspaces release slack:T012AB3CD",
  right: "confirm-workspaces",
  isPrivate: true,
  options: [workspaceOption],
  schema: SetUpText,
  run: deciding({ kind: "release" }),
});
