import { Temporal } from "temporal-polyfill";
import { type Announcement, isAsked } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { Aim } from "../../announcing/choose-destinations.ts";
import type { Looked } from "../../announcing/promise.ts";
import type { Block, Reply } from "../../chat/reply.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { announcementCard, cut } from "../cards/announcement-card.ts";
import { correctionBlocks } from "../cards/correction-blocks.ts";
import { eventChangeText } from "../cards/event-change-text.ts";
import { note, paragraph } from "../cards/pieces.ts";
import { preflightBlocks } from "../cards/preflight-blocks.ts";
import { pageBlocks, placesText, previewPages } from "../cards/preview-blocks.ts";
import { describeRepeat, describeSchedule } from "../cards/schedule-text.ts";
import type { CommandContext } from "../command.ts";
import { announcementButtons, skippedSlots } from "./announcement-buttons.ts";
import { textPages } from "./fitting-text.ts";
import { type Handled, mayFor } from "./named-announcement.ts";
import { previewAnnouncement } from "./preview-announcement.ts";

const todayCharacters = 1200;
/** Of a text a card shows so many characters at a time: Discord shows one message of 2,000. */
const pageCharacters = 1200;

/** `page` is which part of a long text is shown, from 1. */
interface Showable extends Handled {
  readonly page?: number;
}

/** The card of an announcement as it is now, with what the asker may do. `told` is a sentence above it. */
export async function showAnnouncement(
  context: CommandContext,
  { announcement, deliveries, page = 1 }: Showable,
  told: string | null = null,
): Promise<Reply> {
  const { messages, announcements, clusters } = context.needs;
  const named = await clusters.all();
  const isPlanned = announcement.state === "draft" || announcement.state === "awaiting-approval";
  const ahead = isPlanned ? await announcements.lookAhead(announcement) : null;
  const isVoid =
    ahead !== null && announcement.state !== "draft" && !isAsked(announcement, ahead.promised.fingerprint);
  const stopped = await announcements.store.stoppedBy();
  const pages = pagesOf(announcement, context);
  const part = Math.min(Math.max(page, 1), pages.count);
  const shown = [
    pages.present[part - 1],
    ...(pages.count > 1 ? [messages.announcements.page(part, pages.count)] : []),
  ];
  const correction =
    pages.proposed === null ? null : await announcements.lookAtCorrection(announcement, deliveries);
  const proposed = [
    ...changedBlocks({ announcement, deliveries }, context),
    ...proposedBlocks(pages.proposed?.[part - 1] ?? null, context),
    ...(correction === null ? [] : correctionBlocks(correction, messages)),
    ...(pages.proposed === null
      ? []
      : await previewBlocks(context, { announcement, deliveries, ahead: null })),
  ];
  return announcementCard(
    {
      announcement,
      deliveries,
      clusterName: nameOf(announcement.cluster, named),
      text: shown.filter((text) => text !== undefined).join("\n\n"),
      when: whenText({ announcement, deliveries }, context),
      to: aimText(announcement.aim, named, context),
      isStopped: stopped !== null,
      told,
      preflight:
        ahead === null
          ? proposed
          : [
              ...(isVoid ? [paragraph(messages.announcements.askedForOther)] : []),
              ...todayBlocks(ahead, context),
              ...(await previewBlocks(context, { announcement, deliveries, ahead })),
              ...preflightBlocks(ahead.preflight, messages),
            ],
      buttons: announcementButtons(
        {
          announcement,
          deliveries,
          fingerprint: isVoid ? null : (ahead?.promised.fingerprint ?? null),
          nextPage: part < pages.count ? part + 1 : null,
        },
        context,
      ),
    },
    messages,
  );
}

/** When it goes out; of what repeats the next time that nobody skipped, and none once it is called off. */
function whenText(
  { announcement: { schedule, state }, deliveries }: Handled,
  { needs: { clock, messages } }: CommandContext,
): string {
  const present = now(clock.now());
  if (schedule.kind !== "repeat") return describeSchedule(schedule, present, messages);
  if (state === "cancelled" || state === "recalled") return describeRepeat(schedule, messages);
  const skipped = skippedSlots(deliveries, clock.now()).filter((slot) => !schedule.except.includes(slot));
  const except = [...schedule.except, ...new Set(skipped)].toSorted();
  return describeSchedule({ ...schedule, except }, present, messages);
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

/** What it says, and would say once corrected, in parts; on the command line all at once. */
function pagesOf({ content, proposed, cluster }: Announcement, context: CommandContext) {
  const { read } = context.needs.announcements;
  const characters = context.identity.isOperator ? Number.POSITIVE_INFINITY : pageCharacters;
  const present = textPages(read(content), characters);
  // Nobody has approved the correction: other clusters see what is.
  const isShown = proposed !== null && mayFor(context, "handle-announcements", cluster);
  const corrected = isShown
    ? textPages(`${proposed.content.title}\n${read(proposed.content)}`, characters)
    : null;
  return { present, proposed: corrected, count: Math.max(present.length, corrected?.length ?? 0) };
}

/** That the event has changed since, and what will come of that; before approval preflight says so. */
function changedBlocks(
  { announcement: { state, about }, deliveries }: Handled,
  { needs: { messages } }: CommandContext,
): readonly Block[] {
  if (state !== "approved" || about?.change === undefined) return [];
  const changed = eventChangeText(about.change, messages);
  const isComing = deliveries.some(isUntried);
  return [paragraph(isComing ? messages.preflight.event.comingChanged(changed) : changed)];
}

function isUntried({ state, goal, receipts }: DeliveryShown): boolean {
  return (state === "waiting" || state === "held") && goal === "post" && receipts.length === 0;
}

/** The correction that waits, as it would read. */
function proposedBlocks(text: string | null, { needs }: CommandContext): readonly Block[] {
  if (text === null) return [];
  return [{ type: "heading", text: needs.messages.announcements.editWaiting }, paragraph(text)];
}

/** On the command line, where nothing can be pressed, each message as it will be read, on each platform. */
async function previewBlocks(
  context: CommandContext,
  asked: Handled & { readonly ahead: Looked | null },
): Promise<readonly Block[]> {
  if (!context.identity.isOperator) return [];
  const { messages } = context.needs;
  const { announcementPreview: words, announcements } = messages;
  const blocks: Block[] = [];
  for (const platform of asked.announcement.aim.platforms) {
    const previewed = await previewAnnouncement(context, { ...asked, platform });
    const characters = Number.POSITIVE_INFINITY;
    const pages = previewPages(previewed.looked.messages, { isNative: false, characters });
    blocks.push(
      { type: "heading", text: words.asOn(announcements.aim.platforms[platform]) },
      ...pages.flatMap((page) => pageBlocks(page, previewed, messages)),
      note(placesText(previewed, messages)),
    );
  }
  return blocks;
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
