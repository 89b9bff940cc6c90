import { plainReply, type Reply } from "../chat/reply.ts";
import type { AddedEvent } from "../directory/events/added-event.ts";
import { eventForm } from "./adding-events/event-form.ts";
import { openAddedEvent, openEventDraft } from "./adding-events/open-event.ts";
import { showEventDraft } from "./adding-events/show-event-draft.ts";
import { understandEvent } from "./adding-events/understand-event.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { isIdentifier } from "./handing-in/named-document.ts";
import { asLeft, offerAgain, SetUpText } from "./set-up-step.ts";

const command = "events edit";

/** “Change” under a draft, or under an event that is published: of that it makes a draft first. `<id> [details]`. */
export const eventsEdit = defineCommand({
  name: command,
  summary: "Change an event that was added by hand",
  usage: "events edit event",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "event", summary: "The event", isRequired: true }],
  schema: SetUpText,
  form: async (context, text) => {
    const opened = await openEither(context, text);
    if (opened.kind === "refused") return null;
    const part = isDetails(text) ? "details" : "change";
    const order = { command, text: sayAgain(text), part, clusters: [], added: opened.added } as const;
    const form = eventForm(order, context.needs.messages);
    return { ...form, fields: asLeft(form.fields, { command, text }, context) };
  },
  run: async (context, text): Promise<Reply> => {
    const { events, clock, messages } = context.needs;
    const { fields } = context.request;
    const opened = await openEither(context, text);
    if (opened.kind === "refused") return opened.reply;
    const again = { command, text: sayAgain(text) };
    const { openForm, open, draftGone } = messages.addedEvents;
    if (fields === null) return formOffer(openForm, { ...again, label: open });
    const { added: before, key } = opened;
    const needs = { clusterId: before.clusterId, before, now: clock.now(), messages };
    const understood = understandEvent(fields, needs);
    if (understood.kind === "problem") return offerAgain(understood.sentence, { ...again, fields }, context);
    const { added, doubts } = understood;
    const id = opened.draft ?? (await events.drafts.add({ key, added }, doingOf(context)));
    if (opened.draft !== null && !(await events.drafts.save(id, added))) return plainReply(draftGone);
    return showEventDraft(context, { id, key, added }, doubts);
  },
});

type Opened =
  | {
      readonly kind: "opened";
      readonly key: string;
      readonly added: AddedEvent;
      /** Id of the draft; null of an event that is published. */
      readonly draft: string | null;
    }
  | { readonly kind: "refused"; readonly reply: Reply };

async function openEither(context: CommandContext, { words }: SetUpText): Promise<Opened> {
  const [id = ""] = words;
  const isDraft = isIdentifier(id) && (await context.needs.events.drafts.find(id)) !== null;
  if (isDraft) {
    const opened = await openEventDraft(context, id);
    if (opened.kind === "refused") return opened;
    return { ...opened.draft, kind: "opened", draft: id };
  }
  const opened = await openAddedEvent(context, id);
  if (opened.kind === "refused") return opened;
  const { key, added } = opened.event;
  return { kind: "opened", key, added, draft: null };
}

function isDetails({ words }: SetUpText): boolean {
  return words[1] === "details";
}

function sayAgain({ words }: SetUpText): string {
  return words.slice(0, 2).join(" ");
}
