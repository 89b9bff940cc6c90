import { z } from "zod";
import { announcementOption } from "./announcing/deciding.ts";
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
  schema: z.string(),
  run: async (context, text) => {
    const named = await namedAnnouncement(context, text);
    return named.kind === "refused" ? named.reply : await showAnnouncement(context, named);
  },
});
