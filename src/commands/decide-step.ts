import { plainReply, type Reply } from "../chat/reply.ts";
import { decideOnWorkspace, type WorkspaceDecision } from "../people/decide-on-workspace.ts";
import type { Workspace } from "../people/workspace.ts";
import { confirmedSentence } from "./cards/workspace-set-up.ts";
import { workspaceName } from "./cards/workspaces-card.ts";
import type { CommandContext } from "./command.ts";
import { doingOf } from "./doing.ts";
import type { SetUpText } from "./set-up-step.ts";

/** Which workspace is decided on, as a command's only option. */
export const workspaceOption = {
  name: "workspace",
  summary: "Platform and id, for example slack:T012AB3CD",
  isRequired: true,
} as const;

/** Runs a command that decides in this way on the workspace it names. */
export function deciding(decision: WorkspaceDecision) {
  return async (context: CommandContext, text: SetUpText): Promise<Reply> => {
    const meant = await workspaceMeant(text.words[0], context);
    if (meant.kind === "unknown") return plainReply(meant.sentence);
    return decideStep({ workspace: meant.workspace, decision }, text, context);
  };
}

export type WorkspaceMeant =
  | { readonly kind: "found"; readonly workspace: Workspace }
  | { readonly kind: "unknown"; readonly sentence: string };

/** The workspace an administrator means by `slack:<team id>` or `discord:<server id>`. */
export async function workspaceMeant(
  reference: string | undefined,
  { needs }: Pick<CommandContext, "needs">,
): Promise<WorkspaceMeant> {
  const { workspaces: words } = needs.messages;
  const parts = /^(slack|discord):([A-Za-z0-9]{1,30})$/i.exec(reference ?? "");
  if (reference === undefined || parts === null)
    return { kind: "unknown", sentence: words.sayWhich("slack:T012AB3CD") };
  const [, platform = "", id = ""] = parts;
  const workspace = await needs.workspaces.store.find(platform.toLowerCase(), id.toUpperCase());
  return workspace === null
    ? { kind: "unknown", sentence: words.notFound(reference) }
    : { kind: "found", workspace };
}

/** Carries a decision out and says what came of it. */
export async function decideStep(
  { workspace, decision }: { readonly workspace: Workspace; readonly decision: WorkspaceDecision },
  text: SetUpText,
  context: CommandContext,
): Promise<Reply> {
  const { needs } = context;
  const { workspaces: words, setup } = needs.messages;
  // Somebody who types the command names no revision: it holds for whose the workspace is, and nothing unseen with it.
  const revision = text.revision === null ? workspace.revision : Number(text.revision);
  const decider = { ...doingOf(context), revision };
  const outcome = await decideOnWorkspace(workspace, { decision, decider }, needs.workspaces.store);
  const name = workspaceName(outcome.workspace);
  if (outcome.kind === "not-possible") return plainReply(words.notPossible[decision.kind](name));
  if (outcome.kind === "changed-meanwhile") return plainReply(words.changedMeanwhile(name));
  const ended = outcome.groupRolesEnded;
  const more = ended === 0 ? "" : ` ${setup.rolesEnded(ended)}`;
  const decided = { decision, before: workspace, after: outcome.workspace };
  return plainReply(`${await decidedSentence(decided, context)}${more}`);
}

async function decidedSentence(
  {
    decision,
    before,
    after,
  }: { readonly decision: WorkspaceDecision; readonly before: Workspace; readonly after: Workspace },
  { needs }: CommandContext,
): Promise<string> {
  const { workspaces: words } = needs.messages;
  const name = workspaceName(after);
  if (decision.kind === "refuse") return words.refused(name);
  if (decision.kind === "release") return words.released(name);
  const clusters = await needs.clusters.all();
  const cluster = clusters.find(({ id }) => id === decision.cluster)?.name ?? decision.cluster;
  return confirmedSentence({ before, after, cluster }, name, needs.messages);
}
