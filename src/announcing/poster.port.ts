import type { Button } from "../chat/reply.ts";
import type { mentionables, RichText } from "../chat/rich-text.ts";
import type { MessagePreview } from "./message-preview.port.ts";

export type Mentionable = (typeof mentionables)[number];

/** A channel of a workspace: Slack's team id and channel id, Discord's server id and channel id. */
export interface Destination {
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly channel: string;
}

/** What is to be shown: the content of an announcement once its Markdown is read. */
export interface Announced {
  readonly title: string;
  readonly body: RichText;
  readonly link: string | null;
  readonly image: { readonly url: string; readonly alt: string } | null;
  /** Whom it notifies at its top; only where it is live. Room for it is kept anyway, so that the parts are the same. Absent: nobody. */
  readonly mention?: { readonly whom: Mentionable; readonly isLive: boolean } | undefined;
  /** Below the last part. Absent: none. */
  readonly buttons?: readonly Button[] | undefined;
  /** Small print at the end, for example whose announcement it is. */
  readonly footer: string;
}

/**
 * What the platform gave back for a part; `link` is where people see it, null where that is not known. `id` is empty
 * where a person said that the part is there: it cannot be changed or taken back from here.
 */
export interface Receipt {
  readonly id: string;
  readonly link: string | null;
}

/** One part of an announcement on its way into a channel. */
export interface PartToPost {
  readonly destination: Destination;
  readonly announced: Announced;
  /** From 0. */
  readonly part: number;
  /** The parts before, in order: later ones are linked to the first. */
  readonly before: readonly Receipt[];
  /** The same for every attempt at this part, at most 25 characters, safe as a Discord nonce. */
  readonly key: string;
  /** When the first attempt that may have been shown began; null when certainly none was. */
  readonly doubtSince: Date | null;
  /** False: what is in doubt is only looked for, and not posted any more. */
  readonly isWanted: boolean;
  /**
   * Asked right before the message is sent or changed: false once so much time went by, with a computer that was
   * suspended for example, that another process may be at it. Then nothing is sent, and the outcome is `wait`.
   */
  readonly maySend: () => boolean;
}

/**
 * What came of an attempt to post.
 *
 * - `posted`: there, once.
 * - `wait`: certainly not there, unless `doubtSince` says since when it may be; to be tried again after `seconds`.
 *   `scope` is what has to wait: this channel only, the workspace, or the whole platform (Discord's global limit).
 * - `refused`: not there and never will be. `scope` is `workspace` when nothing else will work there either: the token
 *   is dead, the bot was removed.
 * - `uncertain`: may be there, and the platform cannot tell; must not be sent again.
 * - `absent`: was only looked for, and is not there; where it is wanted it is posted by another attempt, in no doubt.
 *   What was sent a moment ago may still come: whoever asks waits before concluding anything from it.
 */
export type PostOutcome =
  | { readonly kind: "posted"; readonly receipt: Receipt }
  | {
      readonly kind: "wait";
      readonly seconds: number;
      readonly scope: "channel" | "workspace" | "platform";
      readonly doubtSince: Date | null;
    }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly detail: string }
  | { readonly kind: "uncertain"; readonly detail: string }
  | { readonly kind: "absent" };

/** What came of changing or deleting a part; doing it twice does no harm, so nothing is uncertain. */
export type ChangeOutcome =
  | { readonly kind: "changed" }
  | {
      readonly kind: "wait";
      readonly seconds: number;
      readonly scope: "channel" | "workspace" | "platform";
    }
  /** Somebody deleted it. */
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly detail: string };

/** Why a platform said no; the sentences stand in the message catalogue. */
export const refusalReasons = [
  "token-dead",
  "bot-removed",
  "channel-gone",
  "channel-archived",
  "deleted",
  "not-in-channel",
  "may-not-post",
  "may-not-attach",
  "too-long",
  "too-old",
  "refused",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Reasons for which nothing else will work in that workspace either. */
export const workspaceReasons: readonly RefusalReason[] = ["token-dead", "bot-removed"];

/**
 * What can be found out about a destination without posting. `isSharedWith` are other workspaces that see the channel
 * (Slack Connect), so that two destinations can be known for one. `canReadBack`: whether a lost answer can be looked up.
 */
export type Examined =
  | {
      readonly kind: "ready";
      readonly channelName: string;
      readonly isShared: boolean;
      readonly canReadBack: boolean;
      /** It can post, but not a picture. */
      readonly mayAttach: boolean;
    }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly detail: string }
  | { readonly kind: "unknown"; readonly detail: string };

/** What a platform allows; the pacer keeps within it. Milliseconds. */
export interface Pace {
  /** Between two posts in one channel. */
  readonly channelSpacing: number;
  /** Between two posts in one lane. */
  readonly laneSpacing: number;
  /** Posts in a lane within `milliseconds`, at most. */
  readonly laneWindow: { readonly posts: number; readonly milliseconds: number } | null;
  /** Posts on their way in a lane at once. */
  readonly atOnce: number;
}

/** Posts announcements on one platform. Never throws for what a platform may answer: every such outcome is a value. */
export interface Poster {
  readonly platform: "slack" | "discord";
  readonly pace: Pace;
  /** Which lane a workspace's deliveries are worked on in, by one process at a time; and whether a lane is one of these. */
  laneOf(workspace: string): string;
  isLane(lane: string): boolean;
  /** How many messages this takes there, and how each will read. */
  preview(announced: Announced): readonly MessagePreview[];
  post(part: PartToPost): Promise<PostOutcome>;
  /** Replaces a part that was posted. */
  edit(
    part: Omit<PartToPost, "key" | "doubtSince" | "isWanted"> & { readonly receipt: Receipt },
  ): Promise<ChangeOutcome>;
  remove(destination: Destination, receipt: Receipt): Promise<ChangeOutcome>;
  examine(destination: Destination): Promise<Examined>;
}
