import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { openEventDraft } from "./adding-events/open-event.ts";
import { defineCommand } from "./command.ts";

/** “Discard” under a draft of an event; what is published stays as it is. */
export const eventsDiscard = defineCommand({
  name: "events discard",
  summary: "Throw the draft of an event away",
  usage: "events discard draft",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "draft", summary: "The draft", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { events, messages } = context.needs;
    const opened = await openEventDraft(context, text);
    if (opened.kind === "refused") return opened.reply;
    const isDiscarded = await events.drafts.discard(opened.draft.id);
    return plainReply(isDiscarded ? messages.addedEvents.discarded : messages.addedEvents.draftGone);
  },
});
