import type { Button } from "../../chat/reply.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import { fittingLabel } from "./remind-buttons.ts";

/** Opens the form of an announcement, filled in from this date of an event. */
export function announceEventButton({ occurrenceId }: FoundEvent, label: string): Button {
  return { label: fittingLabel(label), command: "announce event", text: occurrenceId, style: "normal" };
}
