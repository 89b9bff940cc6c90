import type { Announcement } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { DecideNeeds } from "../../announcing/decide.ts";
import type { CorrectionLooked } from "../../announcing/look-at-correction.ts";
import type { MessagesAsked, MessagesLooked } from "../../announcing/look-at-messages.ts";
import type { Looked } from "../../announcing/promise.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Readership } from "../../shared/audience.ts";

/** Announcements as commands need them; filled in wiring. */
export interface AnnouncingDesk extends DecideNeeds {
  /** What each destination will see, when, and what is wrong. Asks the platforms. */
  readonly lookAhead: (announcement: Announcement) => Promise<Looked>;
  /** What the correction that waits would come to in each channel; null when none waits. Asks the platforms. */
  readonly lookAtCorrection: (
    announcement: Announcement,
    deliveries: readonly DeliveryShown[],
  ) => Promise<CorrectionLooked | null>;
  /** How it will be read on a platform, by what posts it there. Nothing is asked of the platform. */
  readonly lookAtMessages: (asked: MessagesAsked) => Promise<MessagesLooked>;
  /** What it says, as plain text. */
  readonly read: (content: Pick<AnnouncementContent, "body">) => string;
  /** What these clusters hold in the next eight weeks, as far as the readers may hear of it, the soonest first. */
  readonly eventsToCome: (
    clusters: readonly string[],
    readership: Readership,
  ) => Promise<readonly FoundEvent[]>;
}
