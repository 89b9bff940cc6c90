import { type Announcement, announcementName } from "../../announcing/announcement.ts";
import type { RunCount, RunProgress } from "../../announcing/run-progress.port.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { momentText } from "./announcement-card.ts";
import { actions, paragraph } from "./pieces.ts";

/** A sentence to somebody who did not ask, with a button that shows the announcement. */
export function announcementNotice(
  sentence: string,
  announcement: Announcement,
  { announcements: words }: Messages,
): Reply {
  const name = announcementName(announcement);
  const label = words.button.show(name);
  return {
    summary: sentence,
    blocks: [
      paragraph(sentence),
      ...actions([{ label, command: "announce show", text: name, style: "primary" }]),
    ],
  };
}

/** To an administrator, with the button that lets announcements go on. */
export function stoppedNotice({ announcements: { told, button } }: Messages): Reply {
  return {
    summary: told.stopped,
    blocks: [
      paragraph(told.stopped),
      ...actions([{ label: button.go, command: "announce restart", text: "", style: "normal" }]),
    ],
  };
}

export function titledName(announcement: Announcement, { announcementStatus }: Messages): string {
  return announcementStatus.name(announcementName(announcement), announcement.content.title);
}

/** How far a run got, in one sentence. */
export function statusText(announcement: Announcement, progress: RunProgress, messages: Messages): string {
  const { announcementStatus: words } = messages;
  const goal = goalOf(progress);
  const name = titledName(announcement, messages);
  const lead = isUnderWay(progress, "ever") ? words.underWay[goal](name) : name;
  const all = sum(progress.counts, (one) => goal === "post" || one.goal === goal);
  const done = sum(progress.counts, (one) => one.state === "done" && (goal === "post" || one.goal === goal));
  return words.text(lead, [words.reached[goal](done, all), ...besides(progress, messages)]);
}

/** What is being done with it: the last that was decided on. */
export function goalOf({ counts }: Pick<RunProgress, "counts">): RunCount["goal"] {
  return (["recall", "edit"] as const).find((goal) => counts.some((one) => one.goal === goal)) ?? "post";
}

/** Whether something is still to be done: `now`, or `ever`, with what is promised for later. */
export function isUnderWay({ counts }: Pick<RunProgress, "counts">, when: "now" | "ever"): boolean {
  return counts.some(
    ({ state, isToCome }) => state === "sending" || (state === "waiting" && (when === "ever" || !isToCome)),
  );
}

/** What was refused or is in doubt. */
export function troublesOf({ counts }: Pick<RunProgress, "counts">, messages: Messages): readonly string[] {
  const { announcementStatus: words } = messages;
  return [
    ...(["post", "edit", "recall"] as const).flatMap((goal) =>
      some(
        words.refused[goal],
        sum(counts, (one) => one.goal === goal && one.state === "refused"),
      ),
    ),
    ...some(
      words.unconfirmed,
      sum(counts, ({ state }) => state === "unconfirmed"),
    ),
  ];
}

function besides({ counts, next }: RunProgress, messages: Messages): readonly string[] {
  const { announcementStatus: words } = messages;
  const inState = (wanted: RunCount["state"]): number => sum(counts, ({ state }) => state === wanted);
  const toCome = (count: number): string =>
    words.toCome(count, next === null ? "" : momentText(next.at, next.zone));
  return [
    ...troublesOf({ counts }, messages),
    ...some(
      words.late,
      sum(counts, ({ state, isHeldBack }) => state === "late" && !isHeldBack),
    ),
    ...some(
      words.heldBack,
      sum(counts, ({ isHeldBack }) => isHeldBack),
    ),
    ...some(
      words.held,
      sum(counts, ({ state, goal }) => state === "held" && goal !== "edit"),
    ),
    ...some(
      words.heldEdits,
      sum(counts, ({ state, goal }) => state === "held" && goal === "edit"),
    ),
    ...some(words.skipped, inState("skipped")),
    ...some(
      toCome,
      sum(counts, ({ isToCome }) => isToCome),
    ),
  ];
}

function some(words: (count: number) => string, count: number): readonly string[] {
  return count === 0 ? [] : [words(count)];
}

function sum(counts: readonly RunCount[], isCounted: (one: RunCount) => boolean): number {
  return counts.filter(isCounted).reduce((total, { count }) => total + count, 0);
}
