import type { Announcement } from "../../announcing/announcement.ts";
import type { DecideNeeds } from "../../announcing/decide.ts";
import type { Looked } from "../../announcing/promise.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";

/** Announcements as commands need them; filled in wiring. */
export interface AnnouncingDesk extends DecideNeeds {
  /** What each destination will see, when, and what is wrong. Asks the platforms. */
  readonly lookAhead: (announcement: Announcement) => Promise<Looked>;
  /** What it says, as plain text. */
  readonly read: (content: Pick<AnnouncementContent, "body">) => string;
}
