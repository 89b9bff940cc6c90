import { z } from "zod";
import type { Reply } from "../chat/reply.ts";
import type { KeptAdded } from "../directory/events/added-events.port.ts";
import type { AddedOutcome } from "../directory/events/publish-added.ts";
import { openEventDraft } from "./adding-events/open-event.ts";
import { notPlanned } from "./adding-events/show-event-draft.ts";
import { addedEventBlocks } from "./cards/added-events-card.ts";
import { whenOf } from "./cards/event-text.ts";
import { paragraph } from "./cards/pieces.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** “Publish” under a draft of an event. Pressed twice it happens once. */
export const eventsPublish = defineCommand({
  name: "events publish",
  summary: "Publish an event that was added by hand",
  usage: "events publish draft",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "draft", summary: "The draft", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text): Promise<Reply> => {
    const { events, clock, clusters, messages } = context.needs;
    const opened = await openEventDraft(context, text);
    if (opened.kind === "refused") return opened.reply;
    const { id, key, added } = opened.draft;
    const outcome = await events.publish({ key, added }, doingOf(context));
    if (outcome.kind !== "published") return notPlanned(context, outcome, id);
    await events.drafts.finish(id);
    const kept = await events.added.find(outcome.key, clock.now());
    const sentence = publishedSentence(outcome, kept, context);
    const shown = kept === null ? [] : addedEventBlocks(kept, await clusters.all(), messages);
    return {
      summary: sentence,
      blocks: [paragraph(sentence), ...shown],
      data: { kind: "event-published", key: outcome.key, fate: outcome.fate },
    };
  },
});

function publishedSentence(
  { fate, plan }: Extract<AddedOutcome, { kind: "published" }>,
  kept: KeptAdded | null,
  { needs: { messages } }: CommandContext,
): string {
  const { published } = messages.addedEvents;
  const { title } = plan.shown.facts;
  const time = kept?.time ?? plan.shown.occurrences[0]?.time;
  const when = time === undefined ? "" : whenOf(time, messages.directory.events);
  const where = published.where[plan.shown.audience];
  switch (fate) {
    case "new":
      return `${published.new(title, when)} ${where}`;
    case "joined":
      return `${published.joined(title)} ${where}`;
    case "moved":
      return published.moved(title, when);
    case "cancelled":
      return published.cancelled(title);
    case "changed":
    case "gone":
      return published.changed(title);
    case null:
      return published.unchanged(title);
  }
}
