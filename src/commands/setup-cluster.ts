import type { FormField } from "../chat/form.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { findCluster } from "../people/find-cluster.ts";
import { mayGiveTo } from "../people/set-up-workspace.ts";
import type { Workspace } from "../people/workspace.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { type Fields, fieldOf } from "./form-fields.ts";
import { membersField, workspaceClusterField } from "./set-up-fields.ts";
import { runSetUpStep, SetUpText, setUpForm, type Understood } from "./set-up-step.ts";

/** `/cluster setup cluster`: whose workspace this is and who in it is a member. */
export const setupCluster = defineCommand({
  name: "setup cluster",
  summary: "Say which cluster this workspace belongs to and who in it is a member",
  usage: "setup cluster",
  right: "set-up-workspace",
  isPrivate: true,
  options: [],
  schema: SetUpText,
  form: (context, text) =>
    setUpForm(context, text, async (workspace) => {
      const { clusterForm } = context.needs.messages.setup;
      const clusters = await clustersToChoose(workspace, context);
      if (clusters === "none-known") return null;
      const state = workspace.state === "confirmed" ? clusterForm.confirmed : clusterForm.waiting;
      const warning = workspace.platform === "discord" ? ` ${clusterForm.everybodyJoins}` : "";
      const { title, submit } = clusterForm;
      const fields = fieldsOf(clusters, workspace, context);
      return { command: "setup cluster", title, submit, introduction: `${state}${warning}`, fields };
    }),
  run: async (context, text) => {
    const clusters = await context.needs.clusters.all();
    const step = { command: "setup cluster", action: "workspace-set-up" };
    return runSetUpStep(context, text, {
      ...step,
      understand: (fields, workspace) => understand(fields, { workspace, clusters }, context),
    });
  },
});

/** `fixed`: it is confirmed, and the asker is no administrator. */
async function clustersToChoose(
  workspace: Workspace,
  { identity, needs }: CommandContext,
): Promise<readonly NamedCluster[] | "none-known" | "fixed"> {
  const clusters = await needs.clusters.all();
  if (clusters.length === 0) return "none-known";
  const allowed = clusters.filter(({ id }) => mayGiveTo(id, workspace, identity).kind === "yes");
  return workspace.state === "confirmed" && allowed.length < 2 ? "fixed" : allowed;
}

function fieldsOf(
  clusters: readonly NamedCluster[] | "fixed",
  workspace: Workspace,
  { needs }: CommandContext,
): FormField[] {
  const members = membersField(workspace.everyoneIsMember, needs.messages);
  if (clusters === "fixed") return [members];
  return [workspaceClusterField(clusters, workspace.cluster, needs.messages), members];
}

function understand(
  fields: Fields,
  { workspace, clusters }: { readonly workspace: Workspace; readonly clusters: readonly NamedCluster[] },
  { identity, needs }: CommandContext,
): Understood {
  const problem = (sentence: string): Understood => ({ kind: "problem", sentence });
  const refused = (sentence: string): Understood => ({ kind: "refused", sentence });
  const { clusterForm, noClusters } = needs.messages.setup;
  if (clusters.length === 0) return refused(noClusters);
  const members = fieldOf(fields, "members");
  if (members !== "everyone" && members !== "given") return problem(clusterForm.chooseMembers);
  const everyoneIsMember = members === "everyone";
  const typed = fieldOf(fields, "cluster") || (workspace.cluster ?? "");
  if (typed === "") return problem(clusterForm.chooseCluster);
  const cluster = findCluster(typed, clusters);
  if (cluster === null) return problem(clusterForm.unknownCluster(typed));
  const permit = mayGiveTo(cluster.id, workspace, identity);
  if (permit.kind === "no") {
    if (workspace.state === "confirmed") return problem(clusterForm.confirmed);
    return refused(needs.messages.permit[permit.reason]);
  }
  return { kind: "change", change: { cluster: cluster.id, everyoneIsMember }, note: null };
}
