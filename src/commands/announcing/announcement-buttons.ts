import { Temporal } from "temporal-polyfill";
import {
  type Announcement,
  announcementName,
  canChange,
  canMove,
  canReplace,
  notSaved,
} from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import { correctionFingerprint } from "../../announcing/correction-fingerprint.ts";
import { isGone } from "../../announcing/is-gone.ts";
import { slotsFrom } from "../../announcing/runs.ts";
import { shownFingerprint } from "../../announcing/shown-fingerprint.ts";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import type { Button } from "../../chat/reply.ts";
import type { CommandContext } from "../command.ts";
import { pageButtons } from "../form-pages.ts";
import { type Handled, mayFor } from "./named-announcement.ts";
import { previewButtons } from "./preview-buttons.ts";

const atMost = 10;
/** Where there is no room for all, these go before any other, in this order: what is to be decided, and a way back, stay. */
const leftOutFirst = [
  "announce again",
  "announce replace",
  "announce unskip",
  "announce skip",
  "announce preview",
];

interface Buttoned extends Handled {
  /** Of what is shown, where approval was asked for it. */
  readonly fingerprint: string | null;
  /** Of a text that is longer than what is shown; null when its end is. */
  readonly nextPage: number | null;
}

/** What the asker may do with an announcement; first of them what is to be done next. */
export function announcementButtons(shown: Buttoned, context: CommandContext): readonly Button[] {
  const { cluster, number, position } = shown.announcement;
  if (number === notSaved) return [];
  // What a position says there changes with the position.
  if (position !== null)
    return [
      ...readOnButton(shown, context),
      ...settlingButtons(shown, context),
      ...refreshButton(shown, context),
    ];
  const buttons = [
    ...readOnButton(shown, context),
    ...settlingButtons(shown, context),
    ...(mayFor(context, "approve-announcements", cluster) ? approvingButtons(shown, context) : []),
    ...(isToBeApproved(shown.announcement, context) ? previewButtons(shown.announcement, context) : []),
    ...(mayFor(context, "write-announcements", cluster) ? writingButtons(shown, context) : []),
    ...(mayFor(context, "handle-announcements", cluster) ? handlingButtons(shown, context) : []),
    ...(mayFor(context, "write-announcements", cluster) ? againButton(shown, context) : []),
  ];
  const fitting = leftOutFirst.reduce(
    (left, command) => (left.length <= atMost ? left : left.filter((one) => one.command !== command)),
    buttons,
  );
  return [...fitting, ...refreshButton(shown, context)].slice(0, atMost);
}

/** What nobody has approved yet is looked at as it will be read; a correction by those who may see it. */
function isToBeApproved({ state, proposed, cluster }: Announcement, context: CommandContext): boolean {
  if (state === "draft" || state === "awaiting-approval") return true;
  return proposed !== null && mayFor(context, "handle-announcements", cluster);
}

function readOnButton({ announcement, nextPage }: Buttoned, { needs }: CommandContext): Button[] {
  const text = `${announcementName(announcement)} ${nextPage}`;
  const label = needs.messages.announcements.button.readOn;
  return only(nextPage !== null, { label, command: "announce show", text, style: "primary" });
}

/** Nobody approves what they were not shown: with the end of the text, not before. */
function approvingButtons(
  { announcement, fingerprint, nextPage }: Buttoned,
  { needs }: CommandContext,
): Button[] {
  const { button } = needs.messages.announcements;
  const { state, proposed } = announcement;
  const name = announcementName(announcement);
  const approve = (label: string, shown: string): Button => ({
    label,
    command: "announce approve",
    text: `${name} ${shownFingerprint(shown)}`,
    style: "primary",
  });
  if (state === "awaiting-approval")
    return [
      ...(fingerprint === null || nextPage !== null ? [] : [approve(button.approve, fingerprint)]),
      { label: button.refuse, command: "announce refuse", text: name, style: "normal" },
    ];
  const isShown = proposed !== null && nextPage === null;
  return only(isShown, approve(button.approveEdit, correctionFingerprint(announcement)));
}

function writingButtons(shown: Buttoned, context: CommandContext): Button[] {
  const { button } = context.needs.messages.announcements;
  const { announcement } = shown;
  const { state } = announcement;
  const text = announcementName(announcement);
  const isThere = isPosted(shown);
  const isChangeable = !isThere && canChange(announcement);
  const { more, picture } = button;
  const pages = pageButtons({ more, picture }, { command: "announce change", text }, context);
  return [
    ...only(isToBeAsked(shown), { label: button.ask, command: "announce ask", text, style: "primary" }),
    ...only(isChangeable, {
      label: button.change,
      command: "announce change",
      text,
      style: "normal",
    }),
    ...(isChangeable ? pages : []),
    ...only(!isChangeable && canReplace(announcement), {
      label: context.needs.messages.announcementReplace.button,
      command: "announce replace",
      text,
      style: "normal",
    }),
    ...only(isThere && canMove("propose-edit", state), {
      label: button.correct,
      command: "announce correct",
      text,
      style: "normal",
    }),
  ];
}

/** Also of what has changed, as it is no more what approval was asked for. */
function isToBeAsked({ announcement: { state }, fingerprint }: Buttoned): boolean {
  return state === "draft" || (state === "awaiting-approval" && fingerprint === null);
}

function handlingButtons(shown: Buttoned, { needs }: CommandContext): Button[] {
  const { button } = needs.messages.announcements;
  const { announcement, deliveries } = shown;
  const { state, isPaused, schedule, proposed } = announcement;
  const text = announcementName(announcement);
  const nextSlot = nextToSkip(shown, needs.clock.now());
  const [skippedSlot] = skippedSlots(deliveries, needs.clock.now());
  const style = "normal";
  const isApproved = state === "approved";
  return [
    ...only(proposed !== null, { label: button.refuseEdit, command: "announce drop", text, style }),
    ...only(isApproved && !isPaused, { label: button.pause, command: "announce pause", text, style }),
    ...only(isApproved && isPaused, { label: button.resume, command: "announce resume", text, style }),
    ...only(isApproved && schedule.kind === "repeat" && nextSlot !== null, {
      label: button.skipNext,
      command: "announce skip",
      text: `${text} ${nextSlot}`,
      style,
    }),
    ...only(isApproved && skippedSlot !== undefined, {
      label: button.unskip,
      command: "announce unskip",
      text: `${text} ${skippedSlot}`,
      style,
    }),
    ...only(canMove("cancel", state), { label: button.cancel, command: "announce cancel", text, style }),
    ...only(isPosted(shown) && canMove("recall", state), {
      label: button.recall,
      command: "announce recall",
      text,
      style: "danger",
    }),
  ];
}

/** The next time that is not skipped yet, also where its run is not made so far ahead. */
function nextToSkip(
  { announcement: { schedule }, deliveries }: Pick<Buttoned, "announcement" | "deliveries">,
  now: Date,
): string | null {
  const [slot] = slotsToSkip(deliveries, now);
  if (slot !== undefined) return slot;
  const made = new Set(deliveries.map((delivery) => delivery.slot));
  const wall = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(now.getTime()), ukZone);
  return slotsFrom(schedule, wall).find((one) => !made.has(one)) ?? null;
}

/** Times to come that are not skipped yet, in their order; deliveries come in that order. */
export function slotsToSkip(deliveries: readonly DeliveryShown[], now: Date): readonly string[] {
  return deliveries
    .filter(({ state, dueAt, isRunSkipped }) => {
      return !isRunSkipped && (state === "waiting" || state === "held") && dueAt > now;
    })
    .map(({ slot }) => slot);
}

/** Times to come that were skipped, in their order. */
export function skippedSlots(deliveries: readonly DeliveryShown[], now: Date): readonly string[] {
  return deliveries.filter(({ dueAt, isRunSkipped }) => isRunSkipped && dueAt > now).map(({ slot }) => slot);
}

function againButton({ announcement }: Buttoned, { needs }: CommandContext): Button[] {
  const { state } = announcement;
  return only(state !== "draft" && state !== "awaiting-approval", {
    label: needs.messages.announcements.button.useAgain,
    command: "announce again",
    text: announcementName(announcement),
    style: "normal",
  });
}

function refreshButton({ announcement, deliveries }: Buttoned, { needs }: CommandContext): Button[] {
  const { button } = needs.messages.announcements;
  const text = announcementName(announcement);
  return only(deliveries.length > 0, {
    label: button.refresh,
    command: "announce show",
    text,
    style: "normal",
  });
}

function only(isSo: boolean, button: Button): Button[] {
  return isSo ? [button] : [];
}

function isPosted({ deliveries }: Buttoned): boolean {
  return deliveries.some(({ receipts, goal }) => receipts.length > 0 && goal !== "recall");
}

/** What somebody has to decide on first: each unconfirmed one by itself, the others of an announcement together. */
function settlingButtons({ announcement, deliveries }: Handled, context: CommandContext): Button[] {
  const { button, changeButton } = context.needs.messages.announcements;
  const name = `A${announcement.number}`;
  const make = (label: string, text: string, style: Button["style"] = "normal"): Button => ({
    label,
    command: "announce settle",
    text,
    style,
  });
  const isOver = announcement.state === "cancelled" || announcement.state === "recalled";
  const mine = deliveries.filter((delivery) => maySettle(context, announcement, delivery));
  const unconfirmed = mine.find(({ state }) => state === "unconfirmed");
  if (unconfirmed !== undefined) {
    const { id } = unconfirmed;
    return [
      make(button.there, `there ${id}`),
      ...(isOver ? [] : [make(button.again, `again ${id}`)]),
      make(button.leave, `leave ${id}`),
    ];
  }
  if (mine.some(({ state }) => state === "held"))
    return [
      make(button.release, `release ${name} held ${announcement.contentRevision}`, "primary"),
      make(button.leave, `leave ${name} held`),
    ];
  // Whoever answers for the announcement itself cancels it, or skips a time.
  const isFromOthers = !mayFor(context, "handle-announcements", announcement.cluster);
  if (isFromOthers && mine.some(canVeto)) return [make(button.veto, `veto ${name} waiting`)];
  if (mine.some(({ state }) => state === "late"))
    return [make(button.again, `again ${name} late`), make(button.leave, `leave ${name} late`)];
  const refused = mine.filter((one) => one.state === "refused" && !isGone(one));
  const goal = (["post", "edit", "recall"] as const).find((one) => refused.some((each) => each.goal === one));
  if (goal === undefined) return [];
  const words = goal === "post" ? button : changeButton[goal];
  // Of what is called off nothing is begun any more.
  const isTooLate = (one: DeliveryShown) => isOver && one.goal === "post" && one.receipts.length === 0;
  const mayWork = refused.some((one) => one.goal === goal && !isForPeople(one) && !isTooLate(one));
  return [
    ...(mayWork ? [make(words.again, `again ${name} refused ${goal}`)] : []),
    make(words.leave, `leave ${name} refused ${goal}`),
  ];
}

/** Nothing that the bot does to it would go otherwise: it is not there, or only people can reach it. */
function isForPeople({ goal, reason }: DeliveryShown): boolean {
  return goal !== "post" && (reason === "deleted" || reason === "said-to-be-there");
}

/** What a region holds, or is still to get, is its own to decide on, everything else the announcing cluster's. */
export function maySettle(
  context: CommandContext,
  announcement: Announcement,
  delivery: DeliveryShown,
): boolean {
  const isTheRegions = delivery.state === "held" || canVeto(delivery);
  const whose = isTheRegions ? delivery.cluster : announcement.cluster;
  return whose !== null && mayFor(context, "handle-announcements", whose);
}

/** Of which nothing was tried. */
function canVeto({ state, goal, receipts }: DeliveryShown): boolean {
  return state === "waiting" && goal === "post" && receipts.length === 0;
}
