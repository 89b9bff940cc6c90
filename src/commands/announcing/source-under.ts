import { announcementName } from "../../announcing/announcement.ts";
import { withFilled } from "../../announcing/with-filled.ts";
import type { FoundPassage } from "../../knowledge/passage-search.port.ts";
import type { CommandContext } from "../command.ts";

/**
 * The announcement a question was asked under, as a source to answer it from: whoever is in the channel sees it there.
 * Null where there is none, or it is taken back.
 */
export async function sourceUnder({ request, needs }: CommandContext): Promise<FoundPassage | null> {
  const { platform, workspace, channel, thread, repliesTo = null } = request;
  if ((platform !== "slack" && platform !== "discord") || workspace === null || channel === null) return null;
  for (const message of new Set([repliesTo, thread])) {
    if (message === null) continue;
    const asked = await needs.announcements.store.ofMessage({ platform, workspace, channel, message });
    if (asked === null) continue;
    const { announcement, clusterName, filled, link, postedAt } = asked;
    const { content, cluster, aim } = announcement;
    const name = announcementName(announcement);
    const text = needs.announcements.read(withFilled(content, filled));
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
  return null;
}
