import { Temporal } from "temporal-polyfill";
import type { EventChange } from "../../announcing/about-event.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { momentText } from "./announcement-card.ts";

/** What became of the event an announcement is about since it was written, in one sentence. */
export function eventChangeText(
  change: EventChange | null,
  { preflight }: Pick<Messages, "preflight">,
): string {
  const words = preflight.event.changed;
  if (change === null) return words.other;
  if (change.kind !== "moved") return words[change.kind];
  const { to } = change;
  return words.moved(
    to.kind === "allDay"
      ? longDate(Temporal.PlainDate.from(to.day))
      : momentText(new Date(to.startsAt), to.zone),
  );
}
