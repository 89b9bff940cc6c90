import { randomUUID } from "node:crypto";
import { plainReply, type Reply } from "../chat/reply.ts";
import { eventForm } from "./adding-events/event-form.ts";
import { showEventDraft } from "./adding-events/show-event-draft.ts";
import { understandEvent } from "./adding-events/understand-event.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { type Fields, fieldOf } from "./form-fields.ts";
import { type ChosenCluster, chooseCluster, managedClusters } from "./handing-in/managed-clusters.ts";
import { asLeft, offerAgain, SetUpText } from "./set-up-step.ts";

const command = "events add";

/** `/cluster events add`: what is typed in becomes a draft, which is shown before anybody publishes it. */
export const eventsAdd = defineCommand({
  name: command,
  summary: "Add an event: I show what I understood before it is published",
  usage: "events add",
  right: "manage-documents",
  isPrivate: true,
  options: [],
  schema: SetUpText,
  form: async (context, text) => {
    const managed = await managedClusters(context);
    if (managed.length === 0) return null;
    const clusters = managed.length > 1 ? managed : [];
    const order = { command, text: "", part: "new", clusters, added: null } as const;
    const form = eventForm(order, context.needs.messages);
    return { ...form, fields: asLeft(form.fields, { command, text }, context) };
  },
  run: async (context): Promise<Reply> => {
    const { addedEvents } = context.needs.messages;
    const { fields } = context.request;
    if (fields === null)
      return formOffer(addedEvents.openForm, { command, text: "", label: addedEvents.open });
    const chosen = await chooseCluster(context, fieldOf(fields, "cluster"));
    if (chosen.kind !== "chosen") return notChosen(context, chosen, fields);
    return addAsDraft(context, chosen.cluster.id, fields);
  },
});

async function addAsDraft(
  context: CommandContext,
  clusterId: string,
  fields: NonNullable<Fields>,
): Promise<Reply> {
  const { events, clock, messages } = context.needs;
  const understood = understandEvent(fields, { clusterId, before: null, now: clock.now(), messages });
  if (understood.kind === "problem")
    return offerAgain(understood.sentence, { command, text: "", fields }, context);
  const { added, doubts } = understood;
  const key = randomUUID();
  const id = await events.drafts.add({ key, added }, doingOf(context));
  return showEventDraft(context, { id, key, added }, doubts);
}

function notChosen(
  context: CommandContext,
  chosen: Exclude<ChosenCluster, { kind: "chosen" }>,
  fields: NonNullable<Fields>,
): Reply {
  const { addedEvents, permit } = context.needs.messages;
  if (chosen.kind === "not-yours") return plainReply(permit["other-cluster"]);
  if (chosen.kind === "none") return plainReply(addedEvents.noCluster);
  return offerAgain(addedEvents.problem.chooseCluster, { command, text: "", fields }, context);
}
