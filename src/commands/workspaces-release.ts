import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { decideStep, workspaceMeant } from "./decide-step.ts";
import { SetUpText } from "./set-up-step.ts";

/** `/cluster workspaces release slack:T012AB3CD`: takes a confirmation back. */
export const workspacesRelease = defineCommand({
  name: "workspaces release",
  summary: "Take the confirmation of a workspace back; it waits again",
  usage: "workspaces release slack:T012AB3CD",
  right: "confirm-workspaces",
  isPrivate: true,
  options: [{ name: "workspace", summary: "Platform and id, for example slack:T012AB3CD", isRequired: true }],
  schema: SetUpText,
  run: async (context, text) => {
    const meant = await workspaceMeant(text.words[0], context);
    if (meant.kind === "unknown") return plainReply(meant.sentence);
    const { workspace } = meant;
    return decideStep({ workspace, decision: { kind: "release" } }, text, context);
  },
});
