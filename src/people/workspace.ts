import type { Audience } from "../shared/audience.ts";

/** What a channel may be for; `mentions`: an announcement may notify everybody in it. */
export const channelPurposes = ["announcements", "mentions", "digests", "positions", "questions"] as const;
export type ChannelPurpose = (typeof channelPurposes)[number];

/** What to do with an announcement that falls on a bank holiday. */
export const bankHolidayRules = ["deliver", "next-working-day", "skip"] as const;
export type BankHolidayRule = (typeof bankHolidayRules)[number];

export interface WorkspaceChannel {
  readonly channel: string;
  readonly purposes: readonly ChannelPurpose[];
  readonly audience: Audience;
}

/** What a workspace agrees to when others announce something. */
export interface AnnouncementConsent {
  /** Held for this workspace's own approval. */
  readonly holds: boolean;
  /** For so many hours somebody here can say no before one is posted; null where it is held or posted at once. */
  readonly vetoHours: number | null;
  /** Announcements a day at most; null for no limit. */
  readonly dailyCap: number | null;
  /** Wall time `HH:MM` in `zone` between which nothing is posted; may go over midnight. */
  readonly quiet: { readonly from: string; readonly until: string } | null;
  /** IANA zone. */
  readonly zone: string;
  readonly optedOutTopics: readonly string[];
  readonly bankHolidays: BankHolidayRule;
}

/** What holds until a workspace says otherwise: nothing of others is posted before somebody here has seen it. */
export const cautiousConsent: AnnouncementConsent = {
  holds: true,
  vetoHours: null,
  dailyCap: null,
  quiet: null,
  zone: "Europe/London",
  optedOutTopics: [],
  bankHolidays: "next-working-day",
};

/** A Slack workspace or Discord server. Until it is confirmed all it says is a proposal without effect. */
export interface Workspace {
  readonly id: string;
  readonly platform: "slack" | "discord";
  /** Slack's team id, Discord's server id. */
  readonly externalId: string;
  readonly name: string;
  readonly state: "waiting" | "confirmed" | "gone";
  readonly cluster: string | null;
  readonly everyoneIsMember: boolean;
  readonly channels: readonly WorkspaceChannel[];
  readonly consent: AnnouncementConsent;
  /** Rises with every change. */
  readonly revision: number;
  /** Code of what last went wrong; null when it works. */
  readonly lastError: string | null;
  readonly joinedAt: Date;
  readonly confirmedAt: Date | null;
  readonly goneAt: Date | null;
}

/** The channels in which a reply may quote what is not public. */
export function closedChannels({ channels }: Pick<Workspace, "channels">): readonly WorkspaceChannel[] {
  return channels.filter(({ audience }) => audience !== "public");
}
