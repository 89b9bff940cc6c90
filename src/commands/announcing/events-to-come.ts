import type { EventSearch, FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Readership } from "../../shared/audience.ts";
import { isToCome } from "../cards/remind-buttons.ts";

const aheadMilliseconds = 56 * 24 * 3_600_000;
const lookedThrough = 50;

interface Wanted {
  readonly clusters: readonly string[];
  readonly readership: Readership;
  readonly now: Date;
}

/** What these clusters hold in the next eight weeks and was not called off, the soonest first; of a series the next. */
export async function eventsToCome(
  { clusters, readership, now }: Wanted,
  search: Pick<EventSearch, "find">,
): Promise<readonly FoundEvent[]> {
  const { events } = await search.find(
    {
      window: { from: now, until: new Date(now.getTime() + aheadMilliseconds) },
      clusters,
      places: null,
      words: [],
      match: "all",
      isOnline: null,
      isFree: null,
      limit: lookedThrough,
    },
    readership,
  );
  const coming = events.filter((event) => isToCome(event, now));
  return [...new Map(coming.toReversed().map((event) => [event.eventId, event])).values()].toReversed();
}
