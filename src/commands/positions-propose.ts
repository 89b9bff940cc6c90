import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import { type Position, positionName, readPositionName } from "../directory/positions/position.ts";
import { writeVersion } from "../directory/positions/write-version.ts";
import { findCluster } from "../people/find-cluster.ts";
import { keptReply } from "./announcing/kept-form.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { fieldOf } from "./form-fields.ts";
import { findOwnPosition, type OwnPosition } from "./positions/find-own-position.ts";
import { nothingKept, positionForm, proposingClusters } from "./positions/position-form.ts";
import { topicIn, versionIn } from "./positions/read-position-form.ts";
import { showPosition } from "./positions/show-position.ts";
import { asTyped, unsavedSign } from "./unsaved-forms.ts";

const command = "positions propose";

/** The beginning of the fingerprint of the text that a form began with. */
const isShown = (word: string): boolean => /^[0-9a-f]{16}$/.test(word);

/** A topic or P7, and the mark of what was filled in and not saved. */
const TopicAndMark = z.string().transform((text) => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return {
    topic: words.filter((word) => !word.startsWith(unsavedSign) && !isShown(word)).join(" "),
    shown: words.find(isShown) ?? null,
    mark: words.find((word) => word.startsWith(unsavedSign)) ?? null,
  };
});

/** `/cluster positions propose [topic]`: a draft; a topic there is a line on begins with the text of the line. */
export const positionsPropose = defineCommand({
  name: command,
  summary: "Propose a position for clusters to sign: a draft first, that nobody is asked about yet",
  usage: "positions propose [topic]",
  right: "propose-positions",
  isPrivate: true,
  options: [{ name: "topic", summary: "What it is about, or P7 for its next version", isRequired: false }],
  schema: TopicAndMark,
  form: async (context, { topic, mark }) => {
    const { messages, unsaved } = context.needs;
    const { form: words } = messages.positionWork;
    const own = await proposingClusters(context);
    if (own.length === 0) return null;
    const found = await findOwnPosition(context, topic);
    if (found === null && readPositionName(topic) !== null) return null;
    const common = { command, introduction: words.introduction };
    const form =
      found === null
        ? positionForm(
            {
              ...common,
              text: "",
              title: words.title,
              topic: topic.slice(0, 100),
              clusters: own.length > 1 ? own : [],
              kept: nothingKept,
            },
            messages,
          )
        : positionForm(
            {
              ...common,
              text: found.words,
              title: words.nextTitle,
              topic: null,
              clusters: [],
              kept: found.kept,
            },
            messages,
          );
    const typed = unsaved.find(mark, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context, { topic, shown }) => {
    const { form, button, needsAccount, problem } = context.needs.messages.positionWork;
    if (context.identity.account === null) return plainReply(needsAccount);
    const found = await findOwnPosition(context, topic);
    // No topic of that name is made.
    if (found === null && readPositionName(topic) !== null)
      return plainReply(context.needs.messages.positionWork.unknown(topic.slice(0, 60)));
    const text = found === null ? topic.slice(0, 60) : positionName(found.position);
    if (context.request.fields === null)
      return formOffer(form.introduction, { command, text, label: button.form });
    // What of its text had no room in the form would be the end of another one.
    const asShown = found === null || found.words.split(" ").find(isShown) === (shown ?? undefined);
    if (asShown) return await draftOf(context, found);
    const again = { ...context, request: { ...context.request, text: found.words } };
    return keptReply(again, command, [problem.changed(positionName(found.position))]);
  },
});

async function draftOf(context: CommandContext, found: OwnPosition | null): Promise<Reply> {
  const { needs, request, identity } = context;
  const { positionWork: words } = needs.messages;
  const { store, clock, changed } = needs.positionDesk;
  const owner = found?.position.owner ?? (await ownerIn(context));
  const topic = found === null ? topicIn(request.fields, needs.messages) : null;
  const title = found?.position.topic ?? fieldOf(request.fields, "topic");
  const version = await versionIn(context, found?.kept ?? nothingKept, title);
  if (owner === null || topic?.kind === "problems" || version.kind === "problems")
    return keptReply(context, command, [
      ...(owner === null ? [words.problem.cluster] : []),
      ...(topic?.kind === "problems" ? topic.sentences : []),
      ...(version.kind === "problems" ? version.sentences : []),
    ]);
  const position = found?.position ?? (topic === null ? null : await ensured(context, owner, topic.value));
  if (position === null) return keptReply(context, command, [words.problem.topic]);
  const written = writeVersion(position.id, { ...version.value, author: identity.account });
  const made = { by: doingOf(context), now: clock.now() };
  const draft = await store.addVersion(position.id, written, made);
  const name = positionName(position);
  if (draft === null) return keptReply(context, command, [words.problem.atWork(name)]);
  await changed(draft.id);
  const consultation = await store.consultation(draft.id);
  if (consultation === null) return plainReply(words.unknown(name));
  const { decided } = words;
  const told =
    draft.version > 1 && found === null ? decided.nextVersion(name, draft.version) : decided.proposed(name);
  return await showPosition(context, consultation, { told });
}

async function ensured(
  context: CommandContext,
  owner: string,
  read: Pick<Position, "topic" | "alsoCalled" | "audience">,
): Promise<Position> {
  const audienceClusters = read.audience === "public" ? [] : [owner];
  const position = { ...read, owner, audienceClusters, isSample: false };
  return await context.needs.positionDesk.store.ensure(position, doingOf(context));
}

/** Whose position it is: the cluster chosen, or the only one there is to choose. */
async function ownerIn(context: CommandContext): Promise<string | null> {
  const said = fieldOf(context.request.fields, "cluster");
  if (said !== "") {
    const cluster = findCluster(said, await context.needs.clusters.all());
    return cluster !== null && mayFor(context, "propose-positions", cluster.id) ? cluster.id : null;
  }
  const [only, ...others] = await proposingClusters(context);
  return only === undefined || others.length > 0 ? null : only.id;
}
