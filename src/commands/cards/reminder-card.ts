import { Temporal } from "temporal-polyfill";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import type { Block, Reply } from "../../chat/reply.ts";
import type { EventTime } from "../../directory/events/event-search.port.ts";
import type { Messages } from "../../messages/english.ts";
import { type MessageKind, startOf } from "../reminding/next-message.ts";
import type { DateFound, ListedReminder } from "../reminding/reminder-store.port.ts";
import { whenOf } from "./event-text.ts";
import { eventItem } from "./events-card.ts";
import { actions, note, paragraph } from "./pieces.ts";
import type { RecordsCardNeeds } from "./records-card.ts";
import { fittingLabel, stopButton } from "./remind-buttons.ts";

/** What a message to somebody who asked for it is made of. */
export interface ReminderToTell {
  readonly id: string;
  readonly message: MessageKind;
  readonly found: DateFound;
  /** When it was to be, as they were last told. */
  readonly known: EventTime;
  readonly now: Date;
}

/** A reminder, or what has changed, as a direct message. */
export function reminderCard(told: ReminderToTell, needs: RecordsCardNeeds): Reply {
  const { messages } = needs;
  const sentences = sentencesOf(told, messages);
  const event = told.found.kind === "date" ? told.found.event : null;
  const blocks: Block[] = [
    paragraph(sentences.join(" ")),
    ...(event === null ? [] : [{ type: "paragraph" as const, content: eventItem(event, needs) }]),
    ...(event?.isSample === true ? [note(messages.directory.sample)] : []),
    note(messages.reminders.message.asked),
    ...actions([stopButton(told.id, messages.reminders.stop)]),
  ];
  return { summary: sentences.join(" "), blocks };
}

function sentencesOf({ message, found, known, now }: ReminderToTell, messages: Messages): readonly string[] {
  const [words, events] = [messages.reminders.message, messages.directory.events];
  const { title } = found.event;
  const before = whenOf(known, events);
  if (found.kind === "gone") return [words.gone(title, before, found.event.clusterName)];
  const { time } = found.event;
  const isMoved = startOf(time).getTime() !== startOf(known).getTime();
  const movedFrom = isMoved ? [events.movedFrom(before)] : [];
  switch (message) {
    case "day":
      return [words.day(title, daysUntil(time, now)), ...movedFrom];
    case "hour":
      return [
        words.hour(title, Math.round((startOf(time).getTime() - now.getTime()) / 60_000)),
        ...movedFrom,
      ];
    case "moved":
      return [events.isMoved(title, whenOf(time, events)), ...movedFrom];
    case "off":
      return [events.isCancelled(title, whenOf(time, events))];
    case "on":
      return [words.on(title), ...movedFrom];
  }
}

function daysUntil(time: EventTime, now: Date): number {
  return dayOf(now).until(dayOf(startOf(time)), { largestUnit: "day" }).days;
}

function dayOf(date: Date): Temporal.PlainDate {
  return wallTimeAt(Temporal.Instant.fromEpochMilliseconds(date.getTime()), ukZone).toPlainDate();
}

/** Reminders shown at a time, and the buttons of a row. */
const [shownAtMost, inRow] = [10, 5] as const;

/** What somebody has asked for, with a button to stop each. */
export function remindersCard(reminders: readonly ListedReminder[], needs: RecordsCardNeeds): Reply {
  const words = needs.messages.reminders;
  const shown = reminders.slice(0, shownAtMost);
  const buttons = shown.map(({ id, event }) => stopButton(id, fittingLabel(words.stopOf(event.title))));
  const titles = shown.map(
    ({ event }) => `${event.title} (${whenOf(event.time, needs.messages.directory.events)})`,
  );
  const items = shown.map(({ event, isRefused }) => [
    ...eventItem(event, needs),
    ...(isRefused ? [{ type: "emphasis" as const, text: ` ${words.refused}` }] : []),
  ]);
  const more = reminders.length - shown.length;
  return {
    summary: `${words.list} ${titles.join("; ")}.`,
    blocks: [
      paragraph(words.list),
      { type: "list", ordered: false, items },
      ...(more > 0 ? [note(needs.messages.directory.events.more(more))] : []),
      ...actions(buttons.slice(0, inRow)),
      ...actions(buttons.slice(inRow)),
    ],
  };
}
