import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { addedEventsCard } from "./cards/added-events-card.ts";
import { defineCommand } from "./command.ts";
import { managedClusters } from "./handing-in/managed-clusters.ts";

const onePage = 15;

/** `/cluster events added`: those of the asker's own clusters; a number or words of a title show one with buttons. */
export const eventsAdded = defineCommand({
  name: "events added",
  summary: "See the events added by hand: change, move, cancel or withdraw one",
  usage: "events added [number or title]",
  right: "manage-documents",
  isPrivate: true,
  options: [{ name: "which", summary: "Its number in the list, or words of its title", isRequired: false }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { events: desk, clock, messages } = context.needs;
    const { list } = messages.addedEvents;
    const clusters = await managedClusters(context);
    const { words, number, page } = readWish(text);
    const limit = number === null ? onePage : 1;
    const offset = number === null ? (page - 1) * onePage : Math.max(0, number - 1);
    const ids = clusters.map(({ id }) => id);
    const { total, events } = await desk.added.list({
      clusters: ids,
      words,
      now: clock.now(),
      offset,
      limit,
    });
    if (events.length === 0) return plainReply(text === "" ? list.none : list.noneFound(words || text));
    const isLast = number !== null || offset + events.length >= total;
    // Numbers count in the whole list: only there another command finds them again.
    const isNumbered = words === "" && number === null;
    return addedEventsCard(
      {
        events,
        total: number === null ? total : 1,
        from: isNumbered ? offset + 1 : null,
        clusters,
        next: isLast ? null : `page ${page + 1}${words === "" ? "" : ` ${words.slice(0, 40)}`}`,
      },
      messages,
    );
  },
});

interface Wish {
  readonly number: number | null;
  readonly page: number;
  readonly words: string;
}

/** `[page <n>] [number or words]`. */
function readWish(text: string): Wish {
  const [, digits, afterPage] = /^page (\d{1,4})\b\s*(.*)$/s.exec(text) ?? [];
  const words = (afterPage ?? text).slice(0, 300);
  const number = /^\d{1,6}$/.test(words) ? Number(words) : null;
  return { number, page: Math.max(1, Number(digits ?? 1)), words: number === null ? words : "" };
}
