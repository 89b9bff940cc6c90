import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import type { AddedStatus } from "../directory/events/added-event.ts";
import { openAddedEvent } from "./adding-events/open-event.ts";
import { addedEventBlocks } from "./cards/added-events-card.ts";
import { paragraph } from "./cards/pieces.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

const statuses: ReadonlyMap<string, AddedStatus> = new Map([
  ["cancelled", "cancelled"],
  ["sold-out", "sold out"],
  ["on", "scheduled"],
]);

/** “Cancelled”, “Sold out” and “On again” under an event. It counts at once, and the next button takes it back. */
export const eventsMark = defineCommand({
  name: "events mark",
  summary: "Say that an event is cancelled, sold out, or on again",
  usage: "events mark event cancelled",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "event", summary: "The event, and how it stands", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text): Promise<Reply> => {
    const { events, clock, clusters, messages } = context.needs;
    const { marked, sayWhich, withdraw, series } = messages.addedEvents;
    const [key = "", as = ""] = text.split(/\s+/);
    const opened = await openAddedEvent(context, key);
    if (opened.kind === "refused") return opened.reply;
    const status = statuses.get(as);
    if (status === undefined) return plainReply(sayWhich);
    const { added } = opened.event;
    const outcome = await events.publish({ key, added: { ...added, status } }, doingOf(context));
    if (outcome.kind === "series") return plainReply(series(outcome.known.facts.title));
    const kept = await events.added.find(key, clock.now());
    if (outcome.kind === "withdrawn" || kept === null) return plainReply(withdraw.gone);
    const { title } = kept.added.facts;
    const isTaken = status === "scheduled" ? !isOff(kept.status) : kept.status === status;
    const isSame = added.status === status && opened.event.status === kept.status;
    const sentence = isSame ? marked.already : isTaken ? marked[status](title) : marked.notTaken(title);
    const shown = addedEventBlocks(kept, await clusters.all(), messages);
    return { summary: sentence, blocks: [paragraph(sentence), ...shown] };
  },
});

function isOff(status: string): boolean {
  return status === "cancelled" || status === "sold out";
}
