import { z } from "zod";
import { announcementForm, nothingWritten, ownClusters } from "./announcing/announcement-form.ts";
import { writeDraft } from "./announcing/write-draft.ts";
import { formOffer } from "./cards/form-offer.ts";
import { defineCommand } from "./command.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce write";

/** `/cluster announce`: what was written becomes a draft, which is shown before anybody is asked to approve it. */
export const announceWrite = defineCommand({
  name: command,
  summary: "Write an announcement: I show you first what each channel will see",
  usage: "announce write",
  right: "write-announcements",
  isPrivate: true,
  options: [],
  schema: z.string().trim(),
  form: async (context, text) => {
    const { messages, unsaved } = context.needs;
    const own = await ownClusters(context);
    if (own.length === 0) return null;
    const clusters = own.length > 1 ? own : [];
    const title = messages.announcements.form.title;
    const form = announcementForm({ command, text: "", title, clusters, written: nothingWritten }, context);
    const typed = unsaved.find(text === "" ? null : text, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context) => {
    const { announcements: words } = context.needs.messages;
    if (context.request.fields === null)
      return formOffer(words.form.introduction, { command, text: "", label: words.problem.open });
    return await writeDraft(context, { command, kept: null, cluster: null });
  },
});
