import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { openDraft } from "./handing-in/open-draft.ts";

/** “Discard” under a draft. */
export const documentsDiscard = defineCommand({
  name: "documents discard",
  summary: "Throw a draft away",
  usage: "documents discard draft",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "draft", summary: "The draft", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { documents: desk, messages } = context.needs;
    const opened = await openDraft(context, text);
    if (opened.kind === "refused") return opened.reply;
    if (opened.draft.publishedAs !== null) return plainReply(messages.documents.draftPublished);
    const isDiscarded = await desk.drafts.discard(opened.draft.id);
    return plainReply(isDiscarded ? messages.documents.discarded : messages.documents.draftGone);
  },
});
