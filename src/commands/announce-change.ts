import { type Announcement, announcementName, canChange } from "../announcing/announcement.ts";
import { plainReply } from "../chat/reply.ts";
import type { Messages } from "../messages/english.ts";
import { announcementForm, writtenOf } from "./announcing/announcement-form.ts";
import { announcementOption } from "./announcing/deciding.ts";
import { announcementPages, filledWith, keptReply, NameAndMark } from "./announcing/kept-form.ts";
import { type Handled, mayFor, namedAnnouncement } from "./announcing/named-announcement.ts";
import { announcementIn } from "./announcing/read-announcement-form.ts";
import { showAnnouncement } from "./announcing/show-announcement.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { pageOf, pageText } from "./form-pages.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce change";

/** “Change it” under a draft: whatever was approved or asked for before is void. */
export const announceChange = defineCommand({
  name: command,
  summary: "Change an announcement that has not gone out",
  usage: "announce change A12",
  right: "write-announcements",
  isPrivate: true,
  options: [announcementOption],
  schema: NameAndMark,
  form: async (context, { name, page, mark }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused" || !isChangeable(context, named)) return null;
    const { messages, unsaved, clusters } = context.needs;
    const written = writtenOf(named.announcement, await clusters.all(), messages);
    const title = messages.announcements.form.changeTitle;
    const text = pageText(`${name} ${filledWith(named.announcement)}`, page);
    const whole = announcementForm({ command, text, title, clusters: [], written }, context);
    const form = pageOf(whole, announcementPages, page);
    const typed = unsaved.find(mark, { account: context.identity.account, command });
    const fields = form.fields.map((field) =>
      field.name === "when"
        ? { ...field, isRequired: false, hint: messages.announcements.form.whenKept }
        : field,
    );
    return { ...form, fields: asTyped(fields, typed) };
  },
  run: async (context, { name, page, filled }) => {
    const { needs, request } = context;
    const { announcements: words } = needs.messages;
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return named.reply;
    const { announcement } = named;
    if (!isChangeable(context, named)) return plainReply(whyNot(announcement, needs.messages));
    if (request.fields === null)
      return formOffer(words.form.introduction, {
        command,
        text: pageText(name, page),
        label: words.problem.open,
      });
    if (filled !== null && filled !== filledWith(announcement))
      return keptReply(context, command, [words.undecided["changed-meanwhile"]]);
    const written = await announcementIn(context, announcement);
    if (written.kind === "problems") return keptReply(context, command, written.sentences);
    const { about: _, ...value } = written.value;
    const saved = await needs.announcements.store.save(
      announcement.id,
      {
        ...value,
        // Else whoever changed it could approve their own words.
        author: context.identity.account ?? announcement.author,
        state: "draft",
        fingerprint: null,
        expiresAt: null,
        // It was of words that are no more.
        proposed: null,
        deliveries: "unmake",
        runs: { made: [], until: null },
      },
      { revision: announcement.revision, move: "change", by: doingOf(context), now: needs.clock.now() },
    );
    if (saved === null) return keptReply(context, command, [words.undecided.changed]);
    return await showAnnouncement(context, { announcement: saved, deliveries: [] });
  },
});

/** Before anything of it went out; afterwards it is corrected. */
function isChangeable(context: CommandContext, { announcement, deliveries }: Handled): boolean {
  const { cluster } = announcement;
  const isUntried = deliveries.every(
    ({ receipts, state: reached }) =>
      receipts.length === 0 && !["sending", "unconfirmed", "done"].includes(reached),
  );
  return isUntried && canChange(announcement) && mayFor(context, "write-announcements", cluster);
}

function whyNot({ successor, state, ...named }: Announcement, messages: Messages): string {
  const { undecided, states } = messages.announcements;
  return successor === null
    ? undecided["not-now"](states[state])
    : messages.announcementReplace.notNow(announcementName(named), announcementName(successor));
}
