import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { draftForm, enteredIn } from "./handing-in/draft-form.ts";
import { openDraft } from "./handing-in/open-draft.ts";
import { showDraft } from "./handing-in/show-draft.ts";

/** “Change details” under a draft: title, kind, audience and dates; nothing is read again. */
export const documentsDetails = defineCommand({
  name: "documents details",
  summary: "Change the title, kind, audience or dates of a draft",
  usage: "documents details draft",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "draft", summary: "The draft", isRequired: true }],
  schema: z.string().trim(),
  form: async (context, text) => {
    const { messages } = context.needs;
    const opened = await openDraft(context, text);
    if (opened.kind === "refused" || opened.draft.prepared === null) return null;
    const { metadata } = opened.draft.prepared;
    const filledIn = {
      title: metadata.title,
      kind: metadata.kind,
      audience: metadata.audience,
      published: metadata.publishedOn ?? "",
      effective: messages.documents.period(metadata.effectiveFrom, metadata.effectiveUntil) ?? "",
    };
    const command = "documents details";
    return draftForm(
      { command, text, purpose: "details", hasSource: true, clusters: [], filledIn },
      messages,
    );
  },
  run: async (context, text) => {
    const { documents, messages } = context.needs;
    const opened = await openDraft(context, text);
    if (opened.kind === "refused") return opened.reply;
    const { draft } = opened;
    if (draft.publishedAs !== null) return plainReply(messages.documents.draftPublished);
    if (draft.prepared === null) return plainReply(messages.documents.draftNotRead);
    const { facts } = draft.prepared;
    const cluster = draft.prepared.metadata.clusterId;
    const entered = enteredIn(context.request.fields, draft.prepared.entered, messages);
    const outcome = await documents.reconsider(facts, { cluster, entered });
    if (outcome.kind === "refused") return plainReply(messages.documents.notRead(outcome.reason));
    const { prepared } = outcome;
    const { sourceKey } = draft;
    const isSaved = await documents.drafts.save(draft.id, { clusterId: cluster, sourceKey, prepared });
    return isSaved
      ? showDraft(context, { id: draft.id, sourceKey, prepared })
      : plainReply(messages.documents.draftGone);
  },
});
