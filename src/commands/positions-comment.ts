import type { Form } from "../chat/form.ts";
import { commentCharacters } from "../directory/positions/position-comment.ts";
import { findCluster } from "../people/find-cluster.ts";
import { versionTitle } from "./cards/position-work-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { clusterField, fieldOf, textField } from "./form-fields.ts";
import { commentCommand, commentedVersion, commentForCluster } from "./positions/comment-for-cluster.ts";
import { type CommentSaid, CommentWords } from "./positions/comment-words.ts";
import { commentingClusters } from "./positions/commenting-clusters.ts";
import { positionOption, shownWords } from "./positions/position-words.ts";

/** “Comment …” asks for the text; `positions comment P7 It leaves out hardware.` has one already. */
export const positionsComment = defineCommand({
  name: commentCommand,
  summary: "Comment on a position that your cluster is asked about; all who are asked read it",
  usage: `${commentCommand} P7 It leaves out hardware.`,
  right: "follow-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: CommentWords,
  form: async (context, said) => (textOf(context, said) === "" ? await formOf(context, said) : null),
  run: async (context, said) => {
    const chosen = fieldOf(context.request.fields, "cluster");
    const cluster = chosen === "" ? null : findCluster(chosen, await context.needs.clusters.all());
    const meant = chosen === "" ? said.cluster : (cluster?.id ?? chosen);
    return await commentForCluster(context, {
      said: { ...said, cluster: meant },
      text: textOf(context, said),
    });
  },
});

/** What was filled in, typed, or waits for a cluster to be chosen. */
function textOf({ request, identity, needs }: CommandContext, { text, mark }: CommentSaid): string {
  if (request.fields !== null) return fieldOf(request.fields, "comment");
  const waiting = needs.unsaved.find(mark, { account: identity.account, command: commentCommand });
  return waiting?.comment?.[0] ?? text.trim();
}

/** Null where there is nobody to comment for, or nothing to comment on: that is told then. */
async function formOf(context: CommandContext, said: CommentSaid): Promise<Form | null> {
  const named = await commentedVersion(context, said);
  if (named.kind !== "found" || context.identity.account === null) return null;
  const { version } = named.consultation;
  const commenters = await commentingClusters(named.consultation, context);
  if (version.status !== "consulting" || commenters.length === 0) return null;
  const { messages, clusters } = context.needs;
  const { form: words } = messages.positionComments;
  const theirs = (await clusters.all()).filter(({ id }) => commenters.some(({ cluster }) => cluster === id));
  const here = context.identity.place?.cluster ?? null;
  const choice = clusterField(theirs, { label: words.cluster, hint: words.clusterHint }, here);
  const text = { ...textField("comment", words.text, words.textHint), isRequired: true, isLong: true };
  return {
    command: commentCommand,
    // Of what is typed, what is asked about now; of a button, what stood above it.
    text: said.shown === "" ? shownWords(version) : context.request.text,
    title: words.title,
    submit: words.submit,
    introduction: words.introduction(versionTitle(version, messages)),
    fields: [...(theirs.length > 1 ? [choice] : []), { ...text, maxLength: commentCharacters }],
  };
}
