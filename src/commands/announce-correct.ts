import {
  type Announcement,
  type CorrectionReach,
  canMove,
  correctionReaches,
  goesOn,
} from "../announcing/announcement.ts";
import { proposeEdit } from "../announcing/decide.ts";
import { plainReply } from "../chat/reply.ts";
import { correctionForm } from "./announcing/announcement-form.ts";
import { announcementOption } from "./announcing/deciding.ts";
import { filledWith, keptReply, NameAndMark } from "./announcing/kept-form.ts";
import { mayFor, namedAnnouncement } from "./announcing/named-announcement.ts";
import { contentIn } from "./announcing/read-announcement-form.ts";
import { notNow, tellDecided } from "./announcing/tell-decided.ts";
import { formOffer } from "./cards/form-offer.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { chosenIn, type Fields, fieldOf } from "./form-fields.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce correct";

/** A repeat may have been posted a hundred times: that all of it is changed has to be chosen. */
const usualReach = "to-come";

function reachIn(
  announcement: Announcement,
  fields: Fields,
  labels: Readonly<Record<CorrectionReach, string>>,
): CorrectionReach {
  if (!goesOn(announcement)) return "everywhere";
  const said = chosenIn(correctionReaches, labels, fieldOf(fields, "reach"));
  return said ?? announcement.proposed?.reach ?? usualReach;
}

/** “Correct it”: a new text for what is there already, to be approved by somebody else. */
export const announceCorrect = defineCommand({
  name: command,
  summary: "Correct an announcement everywhere it was sent, once somebody else approves",
  usage: "announce correct A12",
  right: "write-announcements",
  isPrivate: true,
  options: [announcementOption],
  schema: NameAndMark,
  form: async (context, { name, mark }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return null;
    const { content, proposed, cluster, state } = named.announcement;
    if (!mayFor(context, "write-announcements", cluster) || !canMove("propose-edit", state)) return null;
    const { unsaved } = context.needs;
    const text = `${name} ${filledWith(named.announcement)}`;
    const reach = goesOn(named.announcement) ? (proposed?.reach ?? usualReach) : null;
    const form = correctionForm({ command, text, content: proposed?.content ?? content, reach }, context);
    const typed = unsaved.find(mark, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context, { name, filled }) => {
    const { needs, request, identity } = context;
    const { announcements: words, permit } = needs.messages;
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return named.reply;
    const { announcement } = named;
    if (!mayFor(context, "write-announcements", announcement.cluster))
      return plainReply(permit["other-cluster"]);
    if (!canMove("propose-edit", announcement.state)) return notNow(announcement, needs.messages);
    const introduction = goesOn(announcement)
      ? words.form.correctRepeatIntroduction
      : words.form.correctIntroduction;
    if (request.fields === null)
      return formOffer(introduction, { command, text: name, label: words.problem.open });
    if (filled !== null && filled !== filledWith(announcement))
      return keptReply(context, command, [words.undecided["changed-meanwhile"]]);
    // What the form was filled with to begin with.
    const before = announcement.proposed?.content ?? announcement.content;
    const written = contentIn(request, before, needs.messages);
    if (written.kind === "problems") return keptReply(context, command, written.sentences);
    const reach = reachIn(announcement, request.fields, words.reach);
    const decider = { identity, doing: doingOf(context), content: written.value, reach };
    const decided = await proposeEdit(announcement, decider, needs.announcements);
    return await tellDecided(context, decided, words.decided["propose-edit"]);
  },
});
