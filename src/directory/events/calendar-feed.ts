import { createHash } from "node:crypto";
import type { Clock } from "../../shared/clock.port.ts";
import { createTurns } from "../../shared/in-turns.ts";
import { placeOf, places, regionOf } from "../places/places.ts";
import { type FeedScope, feedName, readFeedScope, tagKey } from "./feed-scope.ts";
import type { PublishedEvent, PublishedEvents, PublishedScope } from "./published-events.port.ts";
import { type CalendarEntry, calendarPieces } from "./write-calendar.ts";

/** What is said in a calendar; each gives one line of plain text. */
export interface FeedWords {
  readonly all: string;
  readonly of: (what: string) => string;
  readonly tagged: (tag: string) => string;
  readonly cancelled: (title: string) => string;
  readonly soldOut: (title: string) => string;
  readonly moved: string;
  readonly organiser: (who: string) => string;
  readonly price: (price: string) => string;
  readonly online: (address: string) => string;
  readonly from: (cluster: string) => string;
  readonly noZone: string;
}

export interface FeedNeeds {
  readonly events: PublishedEvents;
  readonly clusters: () => Promise<readonly Named[]>;
  readonly clock: Clock;
  readonly words: FeedWords;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface CalendarFeed {
  /** An iCalendar file, UTF-8. */
  readonly content: string;
  /** Changes when the content does. */
  readonly etag: string;
  readonly fileName: string;
}

/** A calendar that can be subscribed to. */
export interface OfferedFeed {
  /** `<scope>` in `/calendar/<scope>.ics`. */
  readonly scope: string;
  readonly title: string;
}

/** Calendars to subscribe to: public events only, whoever asks. Methods throw BotError DATABASE_UNAVAILABLE. */
export interface CalendarFeeds {
  /** A scope's calendar; null when there is no such scope. */
  feed(scope: string): Promise<CalendarFeed | null>;
  offered(): Promise<OfferedFeeds>;
}

export interface OfferedFeeds {
  readonly all: OfferedFeed;
  readonly clusters: readonly OfferedFeed[];
  readonly regions: readonly OfferedFeed[];
  /** Of coming events, the most usual first. */
  readonly tags: readonly OfferedFeed[];
}

/** Over for this long, an event leaves the feeds. */
const keptDays = 31;
/** Dates in one feed, the next ones. */
const mostDates = 2_000;
/** How long a feed is served as it is, and for how many scopes: many calendars ask for the same one at the full hour. */
const servedMilliseconds = 60_000;
const scopesServed = 50;
const tagsOffered = 24;

export function createCalendarFeeds(needs: FeedNeeds): CalendarFeeds {
  const serve = servingAgain(needs);
  return {
    feed: async (name) => {
      const scope = readFeedScope(name);
      return scope === null ? null : serve(name, scope);
    },
    offered: async () => {
      const [clusters, tags] = await Promise.all([needs.clusters(), needs.events.tags(needs.clock.now())]);
      const coming = tags.filter((tag) => tag.coming > 0 && tagKey(tag.tag) !== "");
      // Of spellings that come to the same, the usual one names it.
      const byKey = new Map(coming.toReversed().map(({ tag }) => [tagKey(tag), tag]));
      const usual = coming.filter(({ tag }) => byKey.get(tagKey(tag)) === tag).slice(0, tagsOffered);
      return {
        all: { scope: "all", title: needs.words.all },
        clusters: clusters.map(({ id, name }) => offer({ kind: "cluster", id }, name)),
        regions: regions.map(({ id, name }) => offer({ kind: "place", id }, name)),
        tags: usual.map(({ tag }) => offer({ kind: "tag", key: tagKey(tag) }, tag)),
      };
    },
  };
}

const regions = places
  .filter(({ id }) => regionOf(id)?.id === id)
  .toSorted((left, right) => left.name.localeCompare(right.name, "en-GB"));

function offer(scope: FeedScope, title: string): OfferedFeed {
  return { scope: feedName(scope), title };
}

/** A calendar is written once a minute at most. */
function servingAgain(needs: FeedNeeds) {
  const served = new Map<string, { readonly feed: Promise<CalendarFeed | null>; readonly until: number }>();
  return async (name: string, scope: FeedScope): Promise<CalendarFeed | null> => {
    const now = needs.clock.now().getTime();
    const known = served.get(name);
    if (known !== undefined && known.until > now) return known.feed;
    const feed = writeFeed(scope, needs);
    served.delete(name);
    served.set(name, { feed, until: now + servedMilliseconds });
    const [oldest] = served.keys();
    if (served.size > scopesServed && oldest !== undefined) served.delete(oldest);
    // What failed, or is not there yet, is looked for again.
    feed.then(
      (written) => written === null && served.delete(name),
      () => served.delete(name),
    );
    return feed;
  };
}

async function writeFeed(scope: FeedScope, needs: FeedNeeds): Promise<CalendarFeed | null> {
  const asked = await askedBy(scope, needs);
  if (asked === null) return null;
  const after = new Date(needs.clock.now().getTime() - keptDays * 86_400_000);
  const events = await needs.events.published(asked.scope, after, mostDates);
  const [first] = events;
  if (scope.kind === "event" && first === undefined) return null;
  const entries = events.map((event) => entryOf(event, needs.words));
  const name = scope.kind === "event" && first !== undefined ? first.title : asked.title;
  const pieces: string[] = [];
  const turn = createTurns();
  for (const piece of calendarPieces({ name, entries })) {
    pieces.push(piece);
    await turn();
  }
  const content = pieces.join("");
  const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 27)}"`;
  return { content, etag, fileName: `${feedName(scope)}.ics` };
}

interface Asked {
  readonly scope: PublishedScope;
  readonly title: string;
}

/** Null when there is no such cluster, place or tag. */
async function askedBy(scope: FeedScope, needs: FeedNeeds): Promise<Asked | null> {
  const { words } = needs;
  switch (scope.kind) {
    case "all":
    case "event":
      return { scope, title: words.all };
    case "cluster": {
      const cluster = (await needs.clusters()).find(({ id }) => id === scope.id);
      return cluster === undefined ? null : { scope, title: words.of(cluster.name) };
    }
    case "place": {
      const place = placeOf(scope.id);
      return place === null ? null : { scope, title: words.of(place.name) };
    }
    case "tag": {
      const all = await needs.events.tags(needs.clock.now());
      const tags = all.flatMap(({ tag }) => (tagKey(tag) === scope.key ? tag : []));
      const [usual] = tags;
      return usual === undefined ? null : { scope: { kind: "tags", tags }, title: words.tagged(usual) };
    }
  }
}

function entryOf(event: PublishedEvent, words: FeedWords): CalendarEntry {
  const { title, status } = event;
  const isCancelled = status === "cancelled";
  return {
    uid: `${event.eventId}-${event.original.replaceAll(/[^0-9A-Za-z]/g, "")}@clusterbot`,
    sequence: event.sequence,
    changedAt: event.changedAt,
    time: event.time,
    isCancelled,
    title: isCancelled ? words.cancelled(title) : status === "sold out" ? words.soldOut(title) : title,
    description: describe(event, words),
    location: whereOf(event),
    url: event.url ?? event.onlineUrl,
    tags: event.tags,
  };
}

function describe(event: PublishedEvent, words: FeedWords): string {
  const isFloating = event.time.kind === "timed" && event.time.isFloating;
  const lines = [
    event.summary,
    event.status === "moved" ? words.moved : null,
    event.price === null ? null : words.price(event.price),
    event.onlineUrl === null ? null : words.online(event.onlineUrl),
    event.organiser === null ? null : words.organiser(event.organiser),
    isFloating ? words.noZone : null,
    words.from(event.clusterName),
  ];
  return lines.filter((line) => line !== null && line !== "").join("\n");
}

function whereOf({ venue, address, postcode, onlineUrl }: PublishedEvent): string | null {
  const parts = [venue, address, postcode].filter((part) => part !== null && part !== "");
  const distinct = parts.filter(
    (part, index) => !parts.some((other, place) => place !== index && contains(other, part, place < index)),
  );
  return distinct.length === 0 ? onlineUrl : distinct.join(", ");
}

/** Whether one says what the other says; of two that are the same the first stays. */
function contains(other: string | null, part: string | null, isEarlier: boolean): boolean {
  if (other === null || part === null) return false;
  if (other.toLowerCase() === part.toLowerCase()) return isEarlier;
  return other.toLowerCase().includes(part.toLowerCase());
}
