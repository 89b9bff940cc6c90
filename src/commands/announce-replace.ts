import { type Announcement, announcementName, canReplace } from "../announcing/announcement.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import { announcementForm, writtenOf } from "./announcing/announcement-form.ts";
import { announcementOption } from "./announcing/deciding.ts";
import { NameAndMark } from "./announcing/kept-form.ts";
import { mayFor, namedAnnouncement } from "./announcing/named-announcement.ts";
import { writeDraft } from "./announcing/write-draft.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce replace";

/** “Change what is to come”: another announcement that takes the place of what repeats, once somebody else approves it. */
export const announceReplace = defineCommand({
  name: command,
  summary: "Change an announcement that repeats from its next time on",
  usage: "announce replace A12",
  right: "write-announcements",
  isPrivate: true,
  isHidden: true,
  options: [announcementOption],
  schema: NameAndMark,
  form: async (context, { name, mark }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused" || whyNot(context, named.announcement) !== null) return null;
    const { messages, unsaved, clusters } = context.needs;
    const written = writtenOf(named.announcement, await clusters.all(), messages);
    const { title, introduction } = messages.announcementReplace;
    const form = announcementForm({ command, text: name, title, clusters: [], written }, context);
    const typed = unsaved.find(mark, { account: context.identity.account, command });
    const hint = messages.announcements.form.whenKept;
    const fields = form.fields.map((field) =>
      field.name === "when" ? { ...field, isRequired: false, hint } : field,
    );
    return { ...form, introduction, fields: asTyped(fields, typed) };
  },
  run: async (context, { name }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return named.reply;
    const { announcement } = named;
    const refused = whyNot(context, announcement);
    if (refused !== null) return refused;
    const { announcementReplace: words, announcements } = context.needs.messages;
    if (context.request.fields === null)
      return formOffer(words.introduction, { command, text: name, label: announcements.problem.open });
    const { cluster, id, number } = announcement;
    const kept = { ...announcement, replaces: { id, number } };
    return await writeDraft(context, { command, kept, cluster });
  },
});

function whyNot({ needs, ...context }: CommandContext, announcement: Announcement): Reply | null {
  const { permit, announcementReplace: words, announcements } = needs.messages;
  const { cluster, successor, position } = announcement;
  if (!mayFor(context, "write-announcements", cluster)) return plainReply(permit["other-cluster"]);
  if (position !== null) return plainReply(announcements.undecided["of-a-position"]);
  if (canReplace(announcement)) return null;
  const by = successor === null ? null : announcementName(successor);
  return plainReply(words.notNow(announcementName(announcement), by));
}
