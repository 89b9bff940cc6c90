import { Temporal } from "temporal-polyfill";
import { type Announcement, canMove } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { Aim } from "../../announcing/choose-destinations.ts";
import { correctionFingerprint } from "../../announcing/correction-fingerprint.ts";
import type { Looked } from "../../announcing/promise.ts";
import type { Block, Button, Reply } from "../../chat/reply.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { announcementCard, cut } from "../cards/announcement-card.ts";
import { paragraph } from "../cards/pieces.ts";
import { preflightBlocks } from "../cards/preflight-blocks.ts";
import { describeSchedule } from "../cards/schedule-text.ts";
import type { CommandContext } from "../command.ts";
import { type Handled, mayFor } from "./named-announcement.ts";

/** Enough of a fingerprint to bind a button to what was shown. */
const shownCharacters = 16;
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
      buttons: buttonsOf(
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

export function nameOf(cluster: string, clusters: readonly NamedCluster[]): string {
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
function proposedBlocks({ proposed }: Announcement, { needs }: CommandContext): readonly Block[] {
  if (proposed === null) return [];
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

interface Buttoned extends Handled {
  readonly fingerprint: string | null;
}

/** The first of them is what to do next. At most ten. */
function buttonsOf({ announcement, deliveries, fingerprint }: Buttoned, context: CommandContext): Button[] {
  const { cluster, state, isPaused, proposed, number } = announcement;
  const { button } = context.needs.messages.announcements;
  const name = `A${number}`;
  const mayWrite = mayFor(context, "write-announcements", cluster);
  const mayHandle = mayFor(context, "handle-announcements", cluster);
  const mayApprove = mayFor(context, "approve-announcements", cluster);
  const make = (label: string, command: string, text: string, style: Button["style"] = "normal"): Button => ({
    label,
    command,
    text,
    style,
  });
  const shown = (fingerprint ?? "").slice(0, shownCharacters);
  const hasPosted = deliveries.some(({ receipts, goal }) => receipts.length > 0 && goal !== "recall");
  const buttons: (Button | false)[] = [
    ...settlingButtons({ announcement, deliveries }, context),
    mayWrite && state === "draft" && make(button.ask, "announce ask", name, "primary"),
    mayApprove &&
      state === "awaiting-approval" &&
      make(button.approve, "announce approve", `${name} ${shown}`, "primary"),
    mayApprove && state === "awaiting-approval" && make(button.refuse, "announce refuse", name),
    mayApprove &&
      proposed !== null &&
      make(
        button.approveEdit,
        "announce approve",
        `${name} ${correctionFingerprint(announcement).slice(0, shownCharacters)}`,
        "primary",
      ),
    mayHandle && proposed !== null && make(button.refuseEdit, "announce drop", name),
    mayWrite && !hasPosted && canMove("change", state) && make(button.change, "announce change", name),
    mayWrite && hasPosted && canMove("propose-edit", state) && make(button.correct, "announce correct", name),
    mayHandle &&
      state === "approved" &&
      (isPaused ? make(button.resume, "announce resume", name) : make(button.pause, "announce pause", name)),
    mayHandle &&
      state === "approved" &&
      announcement.schedule.kind === "repeat" &&
      make(button.skipNext, "announce skip", name),
    mayHandle && canMove("cancel", state) && make(button.cancel, "announce cancel", name),
    mayHandle &&
      hasPosted &&
      canMove("recall", state) &&
      make(button.recall, "announce recall", name, "danger"),
    mayWrite &&
      state !== "draft" &&
      state !== "awaiting-approval" &&
      make(button.useAgain, "announce again", name),
    deliveries.length > 0 && make(button.refresh, "announce show", name),
  ];
  return buttons.filter((one) => one !== false).slice(0, 10);
}

/** What somebody has to decide on first: each unconfirmed one by itself, the others of an announcement together. */
function settlingButtons({ announcement, deliveries }: Handled, context: CommandContext): Button[] {
  const { button } = context.needs.messages.announcements;
  const name = `A${announcement.number}`;
  const make = (label: string, text: string, style: Button["style"] = "normal"): Button => ({
    label,
    command: "announce settle",
    text,
    style,
  });
  const mine = deliveries.filter((delivery) => maySettle(context, announcement, delivery));
  const unconfirmed = mine.find(({ state }) => state === "unconfirmed");
  if (unconfirmed !== undefined) {
    const { id } = unconfirmed;
    return [
      make(button.there, `there ${id}`),
      make(button.again, `again ${id}`),
      make(button.leave, `leave ${id}`),
    ];
  }
  if (mine.some(({ state }) => state === "held"))
    return [
      make(button.release, `release ${name} held`, "primary"),
      make(button.leave, `leave ${name} held`),
    ];
  const trouble = (["late", "refused"] as const).find((state) => mine.some((one) => one.state === state));
  if (trouble === undefined) return [];
  return [make(button.again, `again ${name} ${trouble}`), make(button.leave, `leave ${name} ${trouble}`)];
}

/** What a region holds is its own to decide on, everything else the announcing cluster's. */
export function maySettle(
  context: CommandContext,
  announcement: Announcement,
  { state, cluster }: DeliveryShown,
): boolean {
  const whose = state === "held" ? cluster : announcement.cluster;
  return whose !== null && mayFor(context, "handle-announcements", whose);
}
