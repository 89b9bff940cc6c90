import { Temporal } from "temporal-polyfill";
import type { Announcement } from "../../announcing/announcement.ts";
import type { Aim } from "../../announcing/choose-destinations.ts";
import type { Looked } from "../../announcing/promise.ts";
import type { Block, Reply } from "../../chat/reply.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { announcementCard, cut } from "../cards/announcement-card.ts";
import { paragraph } from "../cards/pieces.ts";
import { preflightBlocks } from "../cards/preflight-blocks.ts";
import { describeSchedule } from "../cards/schedule-text.ts";
import type { CommandContext } from "../command.ts";
import { announcementButtons } from "./announcement-buttons.ts";
import { type Handled, mayFor } from "./named-announcement.ts";

const todayCharacters = 1200;

/** The card of an announcement as it is now, with what the asker may do. `told` is a sentence above it. */
export async function showAnnouncement(
  context: CommandContext,
  { announcement, deliveries }: Handled,
  told: string | null = null,
): Promise<Reply> {
  const { messages, announcements, clusters, clock } = context.needs;
  const named = await clusters.all();
  const isPlanned = announcement.state === "draft" || announcement.state === "awaiting-approval";
  const ahead = isPlanned ? await announcements.lookAhead(announcement) : null;
  const stopped = await announcements.store.stoppedBy();
  const proposed: readonly Block[] = proposedBlocks(announcement, context);
  return announcementCard(
    {
      announcement,
      deliveries,
      clusterName: nameOf(announcement.cluster, named),
      text: announcements.read(announcement.content),
      when: describeSchedule(announcement.schedule, now(clock.now()), messages),
      to: aimText(announcement.aim, named, context),
      isStopped: stopped !== null,
      told,
      preflight:
        ahead === null
          ? proposed
          : [...todayBlocks(ahead, context), ...preflightBlocks(ahead.preflight, messages)],
      buttons: announcementButtons(
        { announcement, deliveries, fingerprint: ahead?.promised.fingerprint ?? null },
        context,
      ),
    },
    messages,
  );
}

function now(at: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime());
}

function nameOf(cluster: string, clusters: readonly NamedCluster[]): string {
  return clusters.find(({ id }) => id === cluster)?.name ?? cluster;
}

function aimText(
  { clusters, audience, platforms }: Aim,
  named: readonly NamedCluster[],
  { needs }: CommandContext,
): string {
  const { aim } = needs.messages.announcements;
  const names = clusters === "all" ? aim.everyone : clusters.map((id) => nameOf(id, named)).join(", ");
  return aim.text(names, aim.audiences[audience], platforms.map((name) => aim.platforms[name]).join(", "));
}

/** The correction that waits, as it would read. */
function proposedBlocks({ proposed, cluster }: Announcement, context: CommandContext): readonly Block[] {
  // Nobody has approved it: other clusters see what is.
  if (proposed === null || !mayFor(context, "handle-announcements", cluster)) return [];
  const { needs } = context;
  const { messages, announcements } = needs;
  const text = `${proposed.content.title}\n${announcements.read(proposed.content)}`;
  return [
    { type: "heading", text: messages.announcements.editWaiting },
    { type: "paragraph", content: [{ type: "text", text: text.slice(0, 1200) }] },
  ];
}

/** What a digest would say today. */
function todayBlocks(
  { today }: Looked,
  { needs: { messages, announcements } }: CommandContext,
): readonly Block[] {
  if (today === null) return [];
  const { workspace, destination } = today.chosen;
  const where = messages.announcements.destination(
    workspace.name || workspace.externalId,
    destination.channel,
  );
  const text = announcements.read({ body: today.filled });
  return [paragraph(messages.digests.today(where)), paragraph(cut(text, todayCharacters))];
}
