import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { isIdentifier } from "./handing-in/named-document.ts";
import { openDraft } from "./handing-in/open-draft.ts";

/** “Publish” under a draft; with a document's id after it, in the place of that one. Pressed twice it happens once. */
export const documentsPublish = defineCommand({
  name: "documents publish",
  summary: "Publish a draft, so that it can be cited",
  usage: "documents publish draft",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "draft", summary: "The draft", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { documents: desk, messages } = context.needs;
    const { documents } = messages;
    const [id = "", replaced = ""] = text.split(/\s+/);
    const opened = await openDraft(context, id);
    if (opened.kind === "refused") return opened.reply;
    const { draft } = opened;
    if (draft.publishedAs === null && draft.prepared === null) return plainReply(documents.draftNotRead);
    const outcome = await desk.drafts.publish({
      draft: draft.id,
      replacing: isIdentifier(replaced) ? replaced : null,
      acting: doingOf(context),
    });
    switch (outcome.kind) {
      case "published": {
        const { title, version, passages, isReplacement, documentId } = outcome;
        const { added, replaced: replacedBy } = documents.published;
        const sentence = isReplacement ? replacedBy(title, version, passages) : added(title, passages);
        return { ...plainReply(sentence), data: { kind: "document-published", documentId, version } };
      }
      case "already":
        return plainReply(documents.published.already(outcome.title));
      case "taken":
        return plainReply(documents.published.taken);
      case "gone":
        return plainReply(documents.draftGone);
    }
  },
});
