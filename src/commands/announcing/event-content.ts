import { escapeMarkdown } from "../../announcing/escape-markdown.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Messages } from "../../messages/english.ts";
import { priceText, whenOf, whereText } from "../cards/event-text.ts";

/** Tags that say how or when something is, not what it is about. */
const noTopic = new Set(["past", "online", "in person", "hybrid", "free"]);
const summaryCharacters = 1_500;

/** What an event says of itself, as an announcement to begin with. */
export function contentOfEvent(event: FoundEvent, { digests, directory }: Messages): AnnouncementContent {
  const labels = digests.event;
  const words = directory.events;
  const link = event.url ?? event.onlineUrl;
  const facts: readonly (readonly [string, string | null])[] = [
    [labels.when, whenOf(event.time, words)],
    [labels.where, whereText(event, words)],
    [labels.price, priceText(event, words)],
    [labels.join, event.onlineUrl === link ? null : event.onlineUrl],
  ];
  const lines = facts.flatMap(([label, fact]) =>
    fact === null ? [] : [`**${label}:** ${label === labels.join ? fact : escapeMarkdown(fact)}`],
  );
  const summary =
    event.summary === null ? [] : ["", escapeMarkdown(event.summary.slice(0, summaryCharacters))];
  return {
    title: event.title.slice(0, 150),
    body: [...lines, ...summary].join("\n"),
    topic:
      event.tags
        .find((tag) => !noTopic.has(tag.toLowerCase()))
        ?.toLowerCase()
        .slice(0, 40) ?? null,
    link,
    image: null,
  };
}
