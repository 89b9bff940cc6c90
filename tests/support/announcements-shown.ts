import { places } from "./fake-discord/world.ts";
import { readableText } from "./fake-slack/message-rules.ts";
import type { BotBetweenFakes } from "./running-bot.ts";

type Between = Pick<BotBetweenFakes, "slack" | "discord">;

/** Texts of announcements in the channels of both platforms. */
export interface AnnouncementsShown {
  readonly slack: readonly string[];
  readonly discord: readonly string[];
}

/** What everybody in the two channels sees of announcements. */
export function announcementsShown({ slack, discord }: Between): AnnouncementsShown {
  return {
    slack: slack.workspace.messages
      .filter((message) => message.metadata?.event_type === "clusterbot_announcement")
      .map(readableText),
    discord: discord
      .seen()
      .filter(
        ({ channelId, replyTo, onlyFor }) =>
          channelId === places.general && replyTo === null && onlyFor === null,
      )
      .map(({ content }) => content)
      .filter((content) => content.includes("Announcement of")),
  };
}

/** The newest message of an announcement on Slack, by its `ts`, and that on Discord, by its id. */
export function announcementPosts({ slack, discord }: Between): readonly [string, string] {
  const onSlackSide = slack.workspace.messages.findLast(
    (message) => message.metadata?.event_type === "clusterbot_announcement",
  );
  const onDiscordSide = discord
    .seen()
    .findLast(({ content, onlyFor }) => onlyFor === null && content.includes("Announcement of"));
  return [onSlackSide?.ts ?? "", onDiscordSide?.id ?? ""];
}
