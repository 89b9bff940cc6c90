import { canMove } from "../announcing/announcement.ts";
import { recall } from "../announcing/decide.ts";
import { plainReply } from "../chat/reply.ts";
import { announcementOption, NameAndShown } from "./announcing/deciding.ts";
import { mayFor, namedAnnouncement } from "./announcing/named-announcement.ts";
import { notNow, tellDecided } from "./announcing/tell-decided.ts";
import { countsOf } from "./cards/announcement-card.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** Asks first: it cannot be undone. */
export const announceRecall = defineCommand({
  name: "announce recall",
  summary: "Take an announcement back everywhere it was sent",
  usage: "announce recall A12",
  right: "handle-announcements",
  isPrivate: true,
  options: [announcementOption],
  schema: NameAndShown,
  run: async (context, { name, shown }) => {
    const { needs, identity } = context;
    const { announcements: words, permit } = needs.messages;
    const found = await namedAnnouncement(context, name);
    if (found.kind === "refused") return found.reply;
    const { announcement, deliveries } = found;
    if (!mayFor(context, "handle-announcements", announcement.cluster))
      return plainReply(permit["other-cluster"]);
    if (!canMove("recall", announcement.state)) return notNow(announcement, needs.messages);
    if (shown !== "yes") {
      const sentence = words.recallAsk(`A${announcement.number}`, countsOf(deliveries, needs.messages));
      const button = { label: words.button.yesRecall, command: "announce recall", text: `${name} yes` };
      const reply = plainReply(sentence);
      return {
        ...reply,
        blocks: [...reply.blocks, { type: "actions", buttons: [{ ...button, style: "danger" }] }],
      };
    }
    const decided = await recall(announcement, { identity, doing: doingOf(context) }, needs.announcements);
    return await tellDecided(context, decided, words.decided.recall);
  },
});
