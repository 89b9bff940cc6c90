import { z } from "zod";
import { announcementForm, type Kept, nothingWritten, ownClusters } from "./announcing/announcement-form.ts";
import { writeDraft } from "./announcing/write-draft.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce digest";

/** `/cluster announce digest`: an announcement that says what is on, worked out each time it is delivered. */
export const announceDigest = defineCommand({
  name: command,
  summary: "Have what is on posted regularly: approved once, filled from the calendar each time",
  usage: "announce digest",
  right: "write-announcements",
  isPrivate: true,
  options: [],
  schema: z.string().trim(),
  form: async (context, text) => {
    const { messages, unsaved } = context.needs;
    const own = await ownClusters(context);
    const [first] = own;
    if (first === undefined) return null;
    const clusters = own.length > 1 ? own : [];
    const written = { ...emptyDigest(context), to: own.length > 1 ? "" : first.name, when: "" };
    const form = announcementForm(
      { command, text: "", title: messages.digests.form.title, clusters, written },
      context,
    );
    const typed = unsaved.find(text === "" ? null : text, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context) => {
    const { announcements, digests } = context.needs.messages;
    if (context.request.fields === null)
      return formOffer(digests.form.introduction, { command, text: "", label: announcements.problem.open });
    return await writeDraft(context, { command, kept: emptyDigest(context), cluster: null });
  },
});

function emptyDigest({ needs }: CommandContext): Kept {
  const { usualTitle: title, usualBody: body } = needs.messages.digests.form;
  return {
    ...nothingWritten,
    content: { ...nothingWritten.content, title, body },
    digest: { kind: "events", days: 7 },
    schedule: null,
  };
}
