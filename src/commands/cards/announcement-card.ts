import { Temporal } from "temporal-polyfill";
import { heldBackReasons } from "../../announcing/about-event.ts";
import { type Announcement, announcementName, notSaved } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import { wallTimeAt, zoneLabel } from "../../calendar/zones.ts";
import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { isKeyOf } from "../../shared/is-key-of.ts";
import { isNoted } from "../../shared/is-noted.ts";
import { actions, labelled, note, paragraph } from "./pieces.ts";

/** What is shown of an announcement, whatever it has come to. */
export interface ShownAnnouncement {
  readonly announcement: Announcement;
  readonly deliveries: readonly DeliveryShown[];
  readonly clusterName: string;
  /** What it says, as plain text. */
  readonly text: string;
  /** `scheduleText`. */
  readonly when: string;
  readonly to: string;
  readonly isStopped: boolean;
  /** A sentence above all else, for example what was just done. */
  readonly told: string | null;
  /** What each destination will see and when, before it is approved. */
  readonly preflight: readonly Block[];
  readonly buttons: readonly Button[];
}

const deliveriesShown = 12;

export function announcementCard(shown: ShownAnnouncement, messages: Messages): Reply {
  const { announcements: words } = messages;
  const { announcement, told } = shown;
  const { title } = announcement.content;
  const isKept = announcement.number !== notSaved;
  const name = isKept ? words.name(announcementName(announcement), title) : title;
  const state = isKept ? stateText(announcement, messages) : words.notKept;
  const deliveries = deliveryBlocks(shown, messages);
  return {
    summary: [told, name, state, countsText(shown.deliveries, messages)].filter((text) => text).join(" "),
    blocks: [
      ...(told === null ? [] : [paragraph(told)]),
      { type: "heading", text: name },
      paragraph([state, ...(shown.isStopped ? [words.stopped] : [])].join(" ")),
      { type: "list", ordered: false, items: facts(shown, messages) },
      paragraph(shown.text),
      ...shown.preflight,
      ...deliveries,
      ...actions(shown.buttons.slice(0, 5)),
      ...actions(shown.buttons.slice(5)),
    ],
    data: {
      kind: "announcement",
      name: isKept ? announcementName(announcement) : null,
      state: announcement.state,
      isPaused: announcement.isPaused,
      deliveries: shown.deliveries.map(({ id, destination, goal, state: reached, receipts, reason }) => ({
        id,
        ...destination,
        goal,
        state: reached,
        reason,
        links: receipts.map(({ link }) => link),
      })),
    },
  };
}

export function stateText(
  { state, isPaused, proposed }: Announcement,
  { announcements: words }: Messages,
): string {
  const isPausedNow = isPaused && state === "approved";
  return [
    isPausedNow ? words.paused : words.states[state],
    ...(proposed === null ? [] : [words.editWaiting]),
  ].join(" ");
}

function facts(shown: ShownAnnouncement, messages: Messages): Inline[][] {
  const { announcements, digests } = messages;
  const { field, late } = announcements;
  const { content, digest, lateMinutes } = shown.announcement;
  return [
    labelled(field.cluster, shown.clusterName),
    labelled(field.when, shown.when),
    labelled(field.to, shown.to),
    ...(digest === null ? [] : [labelled(digests.field, digests.fills(digest.days))]),
    ...(content.link === null
      ? []
      : [[...labelled(field.link, ""), { type: "link" as const, text: content.link, url: content.link }]]),
    ...(content.image === null ? [] : [labelled(field.image, content.image.alt)]),
    ...(content.topic === null ? [] : [labelled(field.topic, content.topic)]),
    ...(content.mention === undefined
      ? []
      : [labelled(field.notify, announcements.notify[content.mention.whom])]),
    labelled(field.late, late(lateMinutes)),
    ...placeFacts(shown.announcement, messages),
  ];
}

/** Whose place it takes, and what takes its. */
function placeFacts(
  { replaces, successor }: Announcement,
  { announcementReplace: words }: Messages,
): Inline[][] {
  const changed = words.successor[successor?.isApproved === true ? "approved" : "waiting"];
  return [
    ...(replaces === null
      ? []
      : [labelled(words.field.replaces, words.replaces(announcementName(replaces)))]),
    ...(successor === null ? [] : [labelled(words.field.successor, changed(announcementName(successor)))]),
  ];
}

/** The last of each destination that has something to tell, those in trouble first. */
function deliveryBlocks({ deliveries }: ShownAnnouncement, messages: Messages): Block[] {
  const { announcements: words } = messages;
  if (deliveries.length === 0) return [];
  const order = ["unconfirmed", "late", "refused", "held", "sending", "done", "waiting", "skipped"];
  const sorted = deliveries.toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state));
  const shown = sorted.slice(0, deliveriesShown);
  const more = deliveries.length - shown.length;
  return [
    { type: "heading", text: words.destinations(channelsOf(deliveries)) },
    paragraph(countsText(deliveries, messages)),
    { type: "list", ordered: false, items: shown.map((delivery) => deliveryLine(delivery, messages)) },
    ...(more > 0 ? [note(words.more(more))] : []),
  ];
}

/** How many channels these are: what repeats is delivered to each of them again and again. */
function channelsOf(deliveries: readonly DeliveryShown[]): number {
  return new Set(deliveries.map(({ destination }) => JSON.stringify(destination))).size;
}

export function deliveryLine(delivery: DeliveryShown, messages: Messages): Inline[] {
  const { announcements: words } = messages;
  const where = words.destination(delivery.workspaceName, channelText(delivery));
  const [receipt] = delivery.receipts;
  const link: Inline[] =
    receipt?.link == null || delivery.goal === "recall"
      ? []
      : [
          { type: "text", text: " " },
          { type: "link", text: "→", url: receipt.link },
        ];
  return [...labelled(where, deliveryText(delivery, messages)), ...link];
}

export function channelText({ destination, channelName }: DeliveryShown): string {
  return channelName === "" ? destination.channel : `#${channelName}`;
}

function deliveryText(delivery: DeliveryShown, { announcements: words }: Messages): string {
  const { goal, state, finishedAt, dueAt, zone } = delivery;
  const reason = reasonText(delivery.reason, words.reason);
  if (goal !== "post" && (state === "waiting" || state === "sending" || state === "done"))
    return words.change[goal][state];
  if (goal !== "post" && state === "skipped" && delivery.reason === "left-out")
    return words.change[goal].left;
  if (goal !== "post" && state === "refused") return `${words.change[goal].refused}: ${reason}`;
  if (goal === "edit" && state === "held") return words.change.edit.held;
  if (state === "done" && delivery.reason === "correction-left-out") return words.change.edit.leftOut;
  const when = momentText(state === "done" && finishedAt !== null ? finishedAt : dueAt, zone);
  if (isHeldBack(delivery)) return words.delivery.refused(when, reason);
  if (state === "held") return words.delivery.held(when, whyHeld(delivery.notes, words.held));
  return words.delivery[state](when, reason);
}

function reasonText(reason: string | null, words: Messages["announcements"]["reason"]): string {
  return reason !== null && isKeyOf(reason, words) ? words[reason] : words.other;
}

/** The first reason of several; what was held before reasons were kept was so for its region's approval. */
function whyHeld(notes: readonly unknown[], why: Messages["announcements"]["held"]): string {
  if (isNoted(notes, "own-approval")) return why["own-approval"];
  if (isNoted(notes, "daily-cap")) return why["daily-cap"];
  return isNoted(notes, "bank-holidays-unknown") ? why["bank-holidays-unknown"] : why["own-approval"];
}

/** `Tuesday 1 December 2026, 09:00 GMT`, on the clock there. */
export function momentText(at: Date, zone: string): string {
  const wall = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(at.getTime()), { id: zone });
  const clock = wall.toPlainTime().toString({ smallestUnit: "minute" });
  return `${longDate(wall.toPlainDate())}, ${clock} ${zoneLabel(wall, { id: zone })}`;
}

const countedStates = [
  "unconfirmed",
  "late",
  "refused",
  "held",
  "sending",
  "done",
  "waiting",
  "skipped",
] as const satisfies readonly DeliveryShown["state"][];

function countsText(deliveries: readonly DeliveryShown[], messages: Messages): string {
  const counts = countsOf(deliveries, messages);
  return counts.length === 0 ? "" : messages.announcements.counts(counts);
}

/** `2 sent`, `1 to be corrected`: what is corrected or taken back was sent, and is counted as what it is. */
export function countsOf(
  deliveries: readonly DeliveryShown[],
  { announcements: words, announcementStatus }: Messages,
): readonly string[] {
  const heldBack = deliveries.filter(isHeldBack).length;
  const heldEdits = deliveries.filter(isHeldEdit).length;
  const counts = [
    ...countedStates.map((state) => {
      const count = deliveries.filter(
        (one) => one.state === state && !isChange(one) && !isHeldBack(one),
      ).length;
      return count === 0 ? null : words.count[state](count);
    }),
    ...(["edit", "recall"] as const).flatMap((goal) =>
      changedStates.map((state) => {
        const count = deliveries.filter((one) => one.goal === goal && changeState(one) === state).length;
        return count === 0 ? null : words.changed(count, words.change[goal][state]);
      }),
    ),
    heldEdits === 0 ? null : announcementStatus.heldEdits(heldEdits),
    heldBack === 0 ? null : announcementStatus.heldBack(heldBack),
  ];
  return counts.filter((text) => text !== null);
}

const changedStates = ["refused", "sending", "done", "waiting"] as const;

function isChange(delivery: DeliveryShown): boolean {
  return isHeldEdit(delivery) || (delivery.goal !== "post" && changeState(delivery) !== undefined);
}

/** What somebody left as it is was not changed, and is there. */
function changeState({ state, reason }: DeliveryShown): (typeof changedStates)[number] | undefined {
  if (state === "skipped" && reason === "left-out") return "refused";
  return changedStates.find((one) => one === state);
}

/** What it is of was sent. */
function isHeldEdit({ goal, state }: DeliveryShown): boolean {
  return goal === "edit" && state === "held";
}

/** Its event has changed; it is not late by itself. */
function isHeldBack({ state, reason }: DeliveryShown): boolean {
  return state === "late" && (heldBackReasons as readonly (string | null)[]).includes(reason);
}

export function cut(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}
