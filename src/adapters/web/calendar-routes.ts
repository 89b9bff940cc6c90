import type { Hono } from "hono";
import type { CalendarFeed, OfferedFeed } from "../../directory/events/calendar-feed.ts";
import { BotError } from "../../shared/errors.ts";
import { escapeHtml } from "./escape-html.ts";
import { isAtPublicHost } from "./guards.ts";
import { lead, sectionOf, titled } from "./page-parts.ts";
import {
  accessOf,
  keepCalendarsToLimit,
  only,
  type RouteNeeds,
  sendPage,
  surroundingsOf,
} from "./respond.ts";
import type { WebContext, WebEnvironment } from "./web-needs.ts";

/** Calendars of public events: open to everybody, as calendar programs do not sign in. */
export function addCalendarRoutes(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  routes.get("/calendar/:file", async (context) => {
    keepCalendarsToLimit(context, needs);
    const [, scope] = /^(.+)\.ics$/.exec(context.req.param("file")) ?? [];
    const feed = scope === undefined ? null : await needs.calendars.feed(scope);
    if (feed === null) throw new BotError("WEB_NOT_FOUND");
    return sendFeed(context, feed);
  });
  routes.get("/calendars", (context) => calendarsPage(context, needs));
  only(routes, "GET", "/calendars");
}

function sendFeed(context: WebContext, { content, etag, fileName }: CalendarFeed): Response {
  context.header("ETag", etag);
  context.header("Cache-Control", "public, max-age=300");
  const known = (context.req.header("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  if (known.includes(etag) || known.includes(`W/${etag}`)) return context.body(null, 304);
  // Letters of every language may stand in a tag: RFC 8187.
  context.header("Content-Disposition", `inline; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  return context.body(content, 200, { "Content-Type": "text/calendar; charset=utf-8" });
}

async function calendarsPage(context: WebContext, needs: RouteNeeds): Promise<Response> {
  keepCalendarsToLimit(context, needs);
  const { sentences } = needs;
  const { all, clusters, regions, tags } = await needs.calendars.offered();
  const isPublic = isAtPublicHost(context, needs.publicUrl);
  const host = context.req.header("host") ?? "";
  const list = (feeds: readonly OfferedFeed[]): string =>
    `<ul class="feeds">${feeds.map((feed) => feedItem(feed, isPublic ? host : null, needs)).join("\n")}</ul>`;
  const section = (title: string, feeds: readonly OfferedFeed[]): string =>
    feeds.length === 0 ? "" : sectionOf(title, list(feeds));
  const main = titled(
    sentences.calendarsTitle,
    [
      lead(isPublic ? sentences.calendarsLead : sentences.calendarsOnlyHere),
      list([all]),
      section(sentences.calendarsOfRegions, regions),
      section(sentences.calendarsOfClusters, clusters),
      section(sentences.calendarsOfTags, tags),
    ].join("\n"),
  );
  const around = surroundingsOf(context, needs, await accessOf(context, needs));
  return sendPage(context, { title: sentences.calendarsTitle, main, script: null }, around);
}

/** `host`: where calendar programs elsewhere reach it; null for this computer only, to which none can subscribe. */
function feedItem({ scope, title }: OfferedFeed, host: string | null, { sentences }: RouteNeeds): string {
  const path = `/calendar/${encodeURIComponent(scope)}.ics`;
  const file = `<a href="${escapeHtml(path)}">${escapeHtml(sentences.calendarFile)}</a>`;
  const subscribe =
    host === null
      ? ""
      : `<a href="${escapeHtml(`webcal://${host}${path}`)}">${escapeHtml(sentences.calendarSubscribe)}</a> `;
  return `<li><span class="feed-title">${escapeHtml(title)}</span> ${subscribe}${file}</li>`;
}
