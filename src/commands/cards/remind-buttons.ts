import type { Button } from "../../chat/reply.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Messages } from "../../messages/english.ts";
import { startOf } from "../reminding/next-message.ts";

/** A button for each of these dates that is to come. */
export function remindButtons(
  events: readonly FoundEvent[],
  now: Date,
  messages: Messages,
): readonly Button[] {
  const words = messages.reminders;
  const coming = events.filter((event) => isToCome(event, now));
  return coming.map(({ title, occurrenceId }) => ({
    label: coming.length === 1 ? words.remindMe : fittingLabel(words.remindMeOf(title)),
    command: "remind",
    text: occurrenceId,
    style: "normal",
  }));
}

export function isToCome({ status, time }: FoundEvent, now: Date): boolean {
  return status !== "cancelled" && startOf(time) > now;
}

export function stopButton(id: string, label: string): Button {
  return { label, command: "remind", text: `stop ${id}`, style: "normal" };
}

/** As long as a button of Slack's may be. */
export function fittingLabel(label: string): string {
  return label.length <= 75 ? label : `${label.slice(0, 74).trimEnd()}…`;
}
