import type { Form } from "../chat/form.ts";
import { plainReply } from "../chat/reply.ts";
import type { Messages } from "../messages/english.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import type { SetUpSeen } from "../people/decide-on-workspace.ts";
import { findCluster } from "../people/find-cluster.ts";
import { closedChannels, type Workspace } from "../people/workspace.ts";
import { formOffer } from "./cards/form-offer.ts";
import { consentText } from "./cards/workspace-card.ts";
import { channelNames, closedChannelsShown } from "./cards/workspace-set-up.ts";
import { workspaceName, workspaceReference } from "./cards/workspaces-card.ts";
import { defineCommand } from "./command.ts";
import { decideStep, workspaceMeant, workspaceOption } from "./decide-step.ts";
import { type Fields, fieldOf } from "./form-fields.ts";
import { membersField, workspaceClusterField } from "./set-up-fields.ts";
import { revisionMark, SetUpText, sinceCard } from "./set-up-step.ts";

/** `/cluster workspaces confirm slack:T012AB3CD [cluster]`: says whose a workspace is. */
export const workspacesConfirm = defineCommand({
  name: "workspaces confirm",
  summary: "Confirm which cluster a workspace belongs to",
  usage: "workspaces confirm slack:T012AB3CD scotlandis",
  right: "confirm-workspaces",
  isPrivate: true,
  options: [
    workspaceOption,
    { name: "cluster", summary: "Id or name of the cluster it belongs to", isRequired: false },
  ],
  schema: SetUpText,
  form: async (context, text): Promise<Form | null> => {
    const [reference, ...cluster] = text.words;
    const meant = await workspaceMeant(reference, context);
    const clusters = await context.needs.clusters.all();
    if (meant.kind === "unknown" || meant.workspace.state === "gone") return null;
    if (cluster.length > 0 || clusters.length === 0) return null;
    const { workspace } = meant;
    const { messages } = context.needs;
    return {
      command: "workspaces confirm",
      text: `${workspaceReference(workspace)} ${revisionMark(workspace)}`,
      title: messages.workspaces.form.title,
      submit: messages.workspaces.form.submit,
      introduction: `${sinceCard(text, workspace, context)}${proposal(workspace, messages)}`,
      fields: [
        workspaceClusterField(clusters, workspace.cluster, messages),
        membersField(workspace.everyoneIsMember, messages),
      ],
    };
  },
  run: async (context, text) => {
    const { request, needs } = context;
    const { workspaces: words, setup } = needs.messages;
    const [reference, ...named] = text.words;
    const meant = await workspaceMeant(reference, context);
    if (meant.kind === "unknown") return plainReply(meant.sentence);
    const { workspace } = meant;
    if (workspace.state === "gone") return plainReply(words.notPossible.confirm(workspaceName(workspace)));
    const { fields } = request;
    const typed = fieldOf(fields, "cluster") || named.join(" ");
    const again = { command: "workspaces confirm", text: workspaceReference(workspace) };
    if (typed === "") return formOffer(words.needsCluster(again.text), { ...again, label: setup.open });
    const clusters = await needs.clusters.all();
    const cluster = findCluster(typed, clusters);
    if (cluster === null) return plainReply(words.unknownCluster(typed, knownIds(clusters)));
    const seen = text.revision === null ? null : seenIn(fields, workspace);
    const decision = { kind: "confirm", cluster: cluster.id, seen } as const;
    return decideStep({ workspace, decision }, text, context);
  },
});

function knownIds(clusters: readonly NamedCluster[]): string {
  return clusters
    .map(({ id }) => id)
    .toSorted()
    .join(", ");
}

/** What the form showed, of the revision it was sent in with; null where no form was sent in. */
function seenIn(fields: Fields, workspace: Workspace): SetUpSeen | null {
  const members = fieldOf(fields, "members");
  if (members === "") return null;
  const channels = shownChannels(workspace).map(({ channel }) => channel);
  return { everyoneIsMember: members === "everyone", channels };
}

function shownChannels(workspace: Workspace) {
  return closedChannels(workspace).slice(0, closedChannelsShown);
}

/** What would have effect from now on. */
function proposal(workspace: Workspace, messages: Messages): string {
  const { form, closedChannels: closed, noClosedChannels } = messages.workspaces;
  const shown = shownChannels(workspace);
  const more = closedChannels(workspace).length - shown.length;
  const named = `${workspaceName(workspace)} (${workspaceReference(workspace)})`;
  const channels = shown.length === 0 ? noClosedChannels : closed(channelNames(shown, messages).join(", "));
  // Topics that are not wanted would take too much room, and let nobody read anything.
  const consent = consentText({ ...workspace.consent, optedOutTopics: [] }, messages.setup);
  return [
    form.asks(named),
    workspace.everyoneIsMember ? form.everyone : form.given,
    `${channels.charAt(0).toUpperCase()}${channels.slice(1)}.`,
    ...(more > 0 ? [form.notShown(more)] : []),
    form.announcements(consent),
  ].join(" ");
}
