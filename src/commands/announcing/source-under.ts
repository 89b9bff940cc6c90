import { announcementName } from "../../announcing/announcement.ts";
import type { AnnouncementAsked } from "../../announcing/announcement-store.port.ts";
import { withFilled } from "../../announcing/with-filled.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";
import type { FoundPassage } from "../../knowledge/passage-search.port.ts";
import type { CommandContext } from "../command.ts";
import { callContent } from "../positions/call-content.ts";

/** The announcement somebody says something under, in its thread or as a reply to it; null where there is none. */
export async function announcementUnder({
  request,
  needs,
}: Pick<CommandContext, "request" | "needs">): Promise<AnnouncementAsked | null> {
  const { platform, workspace, channel, thread, repliesTo = null } = request;
  if ((platform !== "slack" && platform !== "discord") || workspace === null || channel === null) return null;
  for (const message of new Set([repliesTo, thread])) {
    if (message === null) continue;
    const asked = await needs.announcements.store.ofMessage({ platform, workspace, channel, message });
    if (asked !== null) return asked;
  }
  return null;
}

/**
 * The announcement a question was asked under, as a source to answer it from: whoever is in the channel sees it there.
 * Null where there is none, or it is taken back.
 */
export async function sourceUnder(context: CommandContext): Promise<FoundPassage | null> {
  const asked = await announcementUnder(context);
  if (asked === null) return null;
  const { announcement, clusterName, filled, link, postedAt } = asked;
  const { cluster, aim } = announcement;
  const content = await withoutComments(asked, context);
  const name = announcementName(announcement);
  const text = context.needs.announcements.read(withFilled(content, filled));
  return {
    passageId: announcement.number,
    documentId: `announcement:${name}`,
    sourceKey: `announcement:${name}`,
    title: content.title,
    clusterId: cluster,
    clusterName,
    region: null,
    kind: "other",
    audience: aim.audience,
    audienceClusters: aim.clusters === "all" ? [] : aim.clusters,
    url: link,
    anchor: null,
    page: null,
    headingPath: [],
    text: content.link === null ? text : `${text}\n\n${content.link}`,
    publishedOn: postedAt.toISOString().slice(0, 10),
    effectiveFrom: null,
    effectiveUntil: null,
    supersededById: null,
    isSample: false,
    score: 1,
  };
}

/** Comments on a position are never answered from. */
async function withoutComments(
  { announcement: { content, position } }: AnnouncementAsked,
  { needs }: CommandContext,
): Promise<AnnouncementContent> {
  if (position?.role !== "call") return content;
  const consultation = await needs.positionDesk.store.consultation(position.version);
  return consultation === null ? content : callContent(consultation, needs.messages);
}
