import { describe, expect, it } from "vitest";
import { type CalendarFeeds, createCalendarFeeds } from "../../../src/directory/events/calendar-feed.ts";
import { feedName, readFeedScope, tagKey } from "../../../src/directory/events/feed-scope.ts";
import type { PublishedEvent, PublishedEvents } from "../../../src/directory/events/published-events.port.ts";
import { feedMessages as words } from "../../../src/messages/feed-messages.ts";
import { BotError } from "../../../src/shared/errors.ts";
import { readWhole } from "../../adapters/feeds/calendar-text.ts";
import { aPublishedEvent } from "../../support/published-event.ts";

const start = new Date("2026-11-29T12:00:00Z");

function feedsOf(events: readonly PublishedEvent[] | (() => readonly PublishedEvent[])): {
  readonly feeds: CalendarFeeds;
  readonly asked: unknown[][];
  wait(seconds: number): void;
} {
  const asked: unknown[][] = [];
  let now = start;
  const store: PublishedEvents = {
    published: async (...question) => {
      asked.push(question);
      return typeof events === "function" ? events() : events;
    },
    tags: async () => [
      { tag: "Women in Tech", coming: 3 },
      { tag: "women in tech", coming: 1 },
      { tag: "AI", coming: 1 },
      { tag: "Over", coming: 0 },
      { tag: "!!", coming: 1 },
    ],
  };
  const clusters = async () => [{ id: "leeds", name: "Leeds Digital" }];
  const feeds = createCalendarFeeds({ events: store, clusters, clock: { now: () => now }, words });
  return { feeds, asked, wait: (seconds) => (now = new Date(now.getTime() + seconds * 1_000)) };
}

async function eventsIn(event: Partial<PublishedEvent>) {
  const feed = await feedsOf([aPublishedEvent(event)]).feeds.feed("all");
  return readWhole(feed?.content ?? "").events;
}

describe("the scope of a calendar", () => {
  it.each([
    "all",
    "cluster-scotlandis",
    "place-leeds",
    "tag-women-in-tech",
    "event-00000000-0000-4000-8000-0000000000d1",
  ])("%s is one, and is written as it is read", (name) => {
    const scope = readFeedScope(name);

    expect(scope === null ? null : feedName(scope)).toBe(name);
  });

  it.each([
    "",
    "ALL",
    "leeds",
    "cluster-",
    "cluster-../x",
    "tag-Women in Tech",
    "event-7",
    `tag-${"x".repeat(101)}`,
  ])("%j is none", (name) => expect(readFeedScope(name)).toBeNull());

  it("has tags in letters of every language", () => {
    expect(tagKey(" Women in Tech! ")).toBe("women-in-tech");
    expect(tagKey("Caffè & códe")).toBe("caffè-códe");
  });
});

describe("a calendar to subscribe to", () => {
  it("says what an event's record says, once", async () => {
    expect(await eventsIn({})).toMatchObject([
      {
        uid: "00000000-0000-4000-8000-0000000000e1-20261203T183000@clusterbot",
        sequence: 2,
        summary: "Leeds Cloud Night",
        description: "Short talks.\nPrice: Free\nOrganiser: Cloud Leeds\nTold by Leeds Digital.",
        location: "Copperfield Hall, 12 Copperfield Row, Leeds, LS1 9ZZ",
        url: "https://events.example/cloud",
        status: "confirmed",
      },
    ]);
  });

  it("keeps the identity of a date that is moved, so that calendars move it too", async () => {
    const time = { ...aPublishedEvent().time, startsAt: "2026-12-04T18:30:00Z" } as PublishedEvent["time"];

    const [event] = await eventsIn({ status: "moved", time });

    expect(event?.uid).toBe("00000000-0000-4000-8000-0000000000e1-20261203T183000@clusterbot");
    expect(event?.description).toContain(words.moved);
  });

  it("says in the title what calendars do not show: cancelled, sold out", async () => {
    const [cancelled] = await eventsIn({ status: "cancelled" });
    const [soldOut] = await eventsIn({ status: "sold out" });

    expect([cancelled?.status, cancelled?.summary]).toEqual(["cancelled", "CANCELLED: Leeds Cloud Night"]);
    expect(soldOut?.summary).toBe("Leeds Cloud Night (sold out)");
  });

  it("is there for every cluster, place and tag there is, and for no other", async () => {
    const { feeds } = feedsOf([]);
    const names = [
      "cluster-leeds",
      "cluster-nowhere",
      "place-leeds",
      "place-atlantis",
      "tag-women-in-tech",
      "tag-x",
    ];

    const titles = await Promise.all(
      names.map(async (name) => (await feeds.feed(name))?.content.match(/CALNAME:(.*)\r/)?.[1]),
    );

    expect(titles).toEqual([
      "Tech events: Leeds Digital",
      undefined,
      "Tech events: Leeds",
      undefined,
      "Tech events: Women in Tech",
      undefined,
    ]);
  });

  it("of one event bears its name, and is not there without it", async () => {
    const name = "event-00000000-0000-4000-8000-0000000000d1";

    expect((await feedsOf([aPublishedEvent()]).feeds.feed(name))?.content).toContain(
      "X-WR-CALNAME:Leeds Cloud Night",
    );
    expect(await feedsOf([]).feeds.feed(name)).toBeNull();
  });

  it("is asked of the records once a minute, however many ask, and changes its tag only with its content", async () => {
    let title = "Leeds Cloud Night";
    const { feeds, asked, wait } = feedsOf(() => [aPublishedEvent({ title })]);
    const first = await Promise.all([feeds.feed("all"), feeds.feed("all")]);
    wait(61);
    const same = await feeds.feed("all");
    title = "Leeds Cloud Morning";
    const early = await feeds.feed("all");
    wait(61);
    const changed = await feeds.feed("all");

    expect(asked).toHaveLength(3);
    const [tag] = first.map((feed) => feed?.etag);
    expect([same?.etag, early?.etag].every((other) => other === tag)).toBe(true);
    expect(changed?.etag).not.toBe(tag);
  });

  it("is asked for again at once when the records could not be read", async () => {
    let isAway = true;
    const { feeds } = feedsOf(() => {
      if (isAway) throw new BotError("DATABASE_UNAVAILABLE");
      return [];
    });
    await expect(feeds.feed("all")).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    isAway = false;

    expect(await feeds.feed("all")).not.toBeNull();
  });

  it("of a tag holds every spelling of it", async () => {
    const { feeds, asked } = feedsOf([]);

    await feeds.feed("tag-women-in-tech");

    expect(asked[0]?.[0]).toEqual({ kind: "tags", tags: ["Women in Tech", "women in tech"] });
  });

  it("is offered for everything, each cluster, the twelve regions and the usual tags", async () => {
    const offered = await feedsOf([]).feeds.offered();

    expect(offered).toMatchObject({
      all: { scope: "all" },
      clusters: [{ scope: "cluster-leeds", title: "Leeds Digital" }],
      tags: [{ scope: "tag-women-in-tech" }, { scope: "tag-ai" }],
    });
    expect(offered.regions).toHaveLength(12);
  });
});
