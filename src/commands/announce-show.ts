import { announcementOption, NameAndShown } from "./announcing/deciding.ts";
import { namedAnnouncement } from "./announcing/named-announcement.ts";
import { showAnnouncement } from "./announcing/show-announcement.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce show A12`. */
export const announceShow = defineCommand({
  name: "announce show",
  summary: "Show an announcement, where it goes and how far it got",
  usage: "announce show A12",
  right: "handle-announcements",
  isPrivate: true,
  options: [announcementOption],
  schema: NameAndShown,
  run: async (context, { name, shown }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return named.reply;
    return await showAnnouncement(context, { ...named, page: /^\d{1,3}$/.test(shown) ? Number(shown) : 1 });
  },
});
