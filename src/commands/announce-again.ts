import { plainReply } from "../chat/reply.ts";
import { announcementForm, writtenOf } from "./announcing/announcement-form.ts";
import { announcementOption } from "./announcing/deciding.ts";
import { NameAndMark } from "./announcing/kept-form.ts";
import { mayFor, namedAnnouncement } from "./announcing/named-announcement.ts";
import { writeDraft } from "./announcing/write-draft.ts";
import { formOffer } from "./cards/form-offer.ts";
import { defineCommand } from "./command.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce again";

/** “Use it again”: what was announced is the beginning of another one, with a time of its own. */
export const announceAgain = defineCommand({
  name: command,
  summary: "Write an announcement that begins as a copy of another",
  usage: "announce again A12",
  right: "write-announcements",
  isPrivate: true,
  options: [announcementOption],
  schema: NameAndMark,
  form: async (context, { name, mark }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused" || !mayFor(context, "write-announcements", named.announcement.cluster))
      return null;
    const { messages, unsaved, clusters } = context.needs;
    const written = writtenOf(named.announcement, await clusters.all(), messages);
    const title = messages.announcements.form.againTitle;
    const form = announcementForm({ command, text: name, title, clusters: [], written }, context);
    const typed = unsaved.find(mark, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context, { name }) => {
    const { announcements: words, permit } = context.needs.messages;
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return named.reply;
    const { announcement } = named;
    if (!mayFor(context, "write-announcements", announcement.cluster))
      return plainReply(permit["other-cluster"]);
    if (context.request.fields === null)
      return formOffer(words.form.introduction, { command, text: name, label: words.problem.open });
    const { cluster } = announcement;
    return await writeDraft(context, {
      command,
      kept: { ...announcement, schedule: null, replaces: null },
      cluster,
    });
  },
});
