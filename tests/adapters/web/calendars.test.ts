import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCalendarFeeds } from "../../../src/directory/events/calendar-feed.ts";
import { feedMessages as words } from "../../../src/messages/feed-messages.ts";
import { aPublishedEvent } from "../../support/published-event.ts";
import { plainHttp } from "./plain-http.ts";
import { type RunningWeb, startWeb } from "./running-web.ts";

const calendars = createCalendarFeeds({
  events: {
    published: async () => [aPublishedEvent()],
    tags: async () => [{ tag: "Caffè", coming: 1 }],
  },
  clusters: async () => [{ id: "leeds", name: "Leeds <Digital>" }],
  clock: { now: () => new Date("2026-11-29T12:00:00Z") },
  words,
});

let web: RunningWeb;

beforeAll(async () => {
  web = await startWeb({ needs: { calendars }, settings: { publicUrl: "https://bot.example.org" } });
});
afterAll(() => web.stop());

/** As a calendar program elsewhere asks, through the https server. */
const fromOutside = (path: string, headers: Record<string, string> = {}) =>
  plainHttp(`${web.url}${path}`, {
    headers: { host: "bot.example.org", "x-forwarded-for": "203.0.113.7", ...headers },
  });

describe("calendars on the web", () => {
  it("are open to everybody, by the public name too", async () => {
    const feed = await fromOutside("/calendar/all.ics");

    expect(feed.status).toBe(200);
    expect(feed.headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(feed.text).toContain("SUMMARY:Leeds Cloud Night\r\n");
  });

  it("are not sent again to who has them", async () => {
    const { headers } = await fromOutside("/calendar/all.ics");
    const again = await fromOutside("/calendar/all.ics", {
      "if-none-match": `"other", W/${headers.etag}`,
    });
    const other = await fromOutside("/calendar/all.ics", { "if-none-match": '"other"' });

    expect([again.status, again.text]).toEqual([304, ""]);
    expect(other.status).toBe(200);
  });

  it("of subjects are reached by their letters", async () => {
    expect((await fromOutside(`/calendar/${encodeURIComponent("tag-caffè")}.ics`)).status).toBe(200);
  });

  it.each([
    "/calendar/nothing.ics",
    "/calendar/all",
    "/calendar/cluster-nowhere.ics",
    "/calendar/%2e%2e.ics",
  ])("are not there at %s", async (path) => expect((await fromOutside(path)).status).toBe(404));

  it("are offered on a page, to subscribe to where there is a public name", async () => {
    const [outside, here] = [await fromOutside("/calendars"), await plainHttp(`${web.url}/calendars`)];

    expect(outside.text).toContain('href="webcal://bot.example.org/calendar/cluster-leeds.ics"');
    expect(outside.text).toContain("Leeds &lt;Digital&gt;");
    expect(here.text).not.toContain("webcal:");
    expect(here.text).toContain('href="/calendar/place-scotland.ics"');
  });
});
