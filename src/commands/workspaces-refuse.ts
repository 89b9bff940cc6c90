import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { decideStep, workspaceMeant } from "./decide-step.ts";
import { SetUpText } from "./set-up-step.ts";

/** `/cluster workspaces refuse slack:T012AB3CD`: sends a proposal back: it goes on waiting. */
export const workspacesRefuse = defineCommand({
  name: "workspaces refuse",
  summary: "Refuse what a waiting workspace proposes; it goes on waiting",
  usage: "workspaces refuse slack:T012AB3CD",
  right: "confirm-workspaces",
  isPrivate: true,
  options: [{ name: "workspace", summary: "Platform and id, for example slack:T012AB3CD", isRequired: true }],
  schema: SetUpText,
  run: async (context, text) => {
    const meant = await workspaceMeant(text.words[0], context);
    if (meant.kind === "unknown") return plainReply(meant.sentence);
    const { workspace } = meant;
    return decideStep({ workspace, decision: { kind: "refuse" } }, text, context);
  },
});
