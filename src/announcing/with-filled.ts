import type { AnnouncementContent } from "../chat/rich-text.ts";

/** A digest as it is shown: what fills it stands below what its author wrote. */
export function withFilled(content: AnnouncementContent, filled: string | null): AnnouncementContent {
  return filled === null || filled === "" ? content : { ...content, body: `${content.body}\n\n${filled}` };
}
