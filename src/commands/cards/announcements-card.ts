import { type Announcement, announcementName } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { RunProgress } from "../../announcing/run-progress.port.ts";
import type { Block, Inline, Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { deliveryLine, stateText } from "./announcement-card.ts";
import { statusText } from "./announcement-status-card.ts";
import { actions, labelled, paragraph } from "./pieces.ts";

export interface RunUnderWay {
  readonly announcement: Announcement;
  readonly progress: RunProgress;
}

export interface ShownAnnouncements {
  readonly announcements: readonly Announcement[];
  /** What is being sent, corrected or taken back just now. */
  readonly underWay: readonly RunUnderWay[];
  /** What others announce in a region of theirs: held there, or to come. */
  readonly fromOthers: readonly DeliveryShown[];
  readonly isStopped: boolean;
  /** Whether whoever looks may let all announcements go on that were stopped. */
  readonly mayGoOn: boolean;
}

const fromOthersShown = 20;
const buttonsShown = 5;

/** What was written, newest first, and above it what waits for a cluster's yes. */
export function announcementsCard(shown: ShownAnnouncements, messages: Messages): Reply {
  const { announcements: words } = messages;
  const { announcements, underWay, fromOthers, isStopped } = shown;
  const stopped = isStopped ? [words.stopped] : [];
  const summary = announcements.length === 0 ? words.list.none : words.list.summary(announcements.length);
  const items: Inline[][] = announcements.map((one) =>
    labelled(words.name(announcementName(one), one.content.title), stateText(one, messages)),
  );
  const list: Block = items.length === 0 ? paragraph(summary) : { type: "list", ordered: false, items };
  return {
    summary: [...stopped, summary].join(" "),
    blocks: [
      { type: "heading", text: words.list.title },
      ...stopped.map(paragraph),
      ...underWay.map(({ announcement, progress }) =>
        paragraph(statusText(announcement, progress, messages)),
      ),
      ...fromOthersBlocks(fromOthers, messages),
      list,
      ...showButtons(shown, messages),
      ...brake(shown, messages),
    ],
    data: {
      kind: "announcements",
      announcements: announcements.map((one) => ({
        name: announcementName(one),
        title: one.content.title,
        state: one.state,
      })),
    },
    ...(underWay.length === 0 ? {} : { changesSoon: true }),
  };
}

/** What waits for their yes first. */
function fromOthersBlocks(fromOthers: readonly DeliveryShown[], messages: Messages): Block[] {
  const { list: words } = messages.announcements;
  return [
    { said: words.held, deliveries: fromOthers.filter(({ state }) => state === "held") },
    { said: words.coming, deliveries: fromOthers.filter(({ state }) => state !== "held") },
  ].flatMap(({ said, deliveries }): Block[] => {
    if (deliveries.length === 0) return [];
    const items = deliveries.slice(0, fromOthersShown).map((delivery) => deliveryLine(delivery, messages));
    return [paragraph(said(deliveries.length)), { type: "list", ordered: false, items }];
  });
}

function showButtons({ announcements, fromOthers }: ShownAnnouncements, messages: Messages): Block[] {
  const names = [...fromOthers.map(({ number }) => `A${number}`), ...announcements.map(announcementName)];
  const buttons = [...new Set(names)].slice(0, buttonsShown).map(
    (name) =>
      ({
        label: messages.announcements.button.show(name),
        command: "announce show",
        text: name,
        style: "normal",
      }) as const,
  );
  return actions(buttons);
}

/** In a row of its own, so that nobody presses it who meant another button. */
function brake({ isStopped, mayGoOn }: ShownAnnouncements, messages: Messages): Block[] {
  const { button } = messages.announcements;
  if (!isStopped)
    return actions([{ label: button.stop, command: "announce stop", text: "", style: "danger" }]);
  return mayGoOn
    ? actions([{ label: button.go, command: "announce restart", text: "", style: "normal" }])
    : [];
}
