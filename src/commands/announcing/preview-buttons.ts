import { type Announcement, announcementName, notSaved } from "../../announcing/announcement.ts";
import type { Button } from "../../chat/reply.ts";
import type { CommandContext } from "../command.ts";

/** “Show as on Slack”, “Show as on Discord”: of each platform it goes to. */
export function previewButtons(
  announcement: Announcement,
  { needs }: Pick<CommandContext, "needs">,
): Button[] {
  const { button } = needs.messages.announcementPreview;
  if (announcement.number === notSaved) return [];
  return announcement.aim.platforms.map((platform) => ({
    label: button[platform],
    command: "announce preview",
    text: `${announcementName(announcement)} ${platform}`,
    style: "normal",
  }));
}
