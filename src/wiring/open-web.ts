import path from "node:path";
import { createPublishedEvents } from "../adapters/postgres/published-events.ts";
import type { Readiness } from "../adapters/web/readiness.ts";
import type { Mount, WebPlatform } from "../adapters/web/web-platform.ts";
import type { Platform } from "../chat/platform.port.ts";
import { readAccountReference } from "../chat/reference.ts";
import { descriptions } from "../commands/catalogue.ts";
import type { Config } from "../config.ts";
import { type CalendarFeeds, createCalendarFeeds } from "../directory/events/calendar-feed.ts";
import { english } from "../messages/english.ts";
import { createSignIn, type SignIn } from "../people/sign-in.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";
import { createPageAccess } from "./page-access.ts";

export interface WebParts {
  readonly mounts: readonly Mount[];
  readonly readiness: () => Promise<Readiness>;
  readonly log: Log;
  /** Where people who sign in come from: asked every few minutes what they are there. */
  readonly chats: readonly Platform[];
}

/** The web page, and signing in on it. */
export async function openWeb(
  config: Config,
  core: Core,
  { mounts, readiness, log, chats }: WebParts,
): Promise<{ readonly web: WebPlatform; readonly signIn: SignIn }> {
  const { createWebPlatform } = await import("../adapters/web/web-platform.ts");
  const signIn = createSignIn({
    store: core.sessions,
    clock,
    address: () => {
      const address = web.address();
      if (address === null) return null;
      return { url: config.publicUrl ?? address.url, isPublic: config.publicUrl !== null };
    },
    lookUp: async ({ account, workspace }) => {
      const chat = chats.find(({ name }) => name === workspace?.platform);
      if (workspace === null || chat?.lookUp === undefined) return null;
      return chat.lookUp({ workspace: workspace.externalId, user: readAccountReference(account).user });
    },
  });
  const web: WebPlatform = createWebPlatform(
    {
      name: "Clusterbot",
      examples: config.settings.examples,
      port: config.port,
      publicUrl: config.publicUrl,
      uploadFolder: path.join(config.dataFolder, "uploads"),
      answerMilliseconds: 30_000,
      stopMilliseconds: 5_000,
      commands: descriptions,
      sentences: english.web,
    },
    { clock, log, readiness, mounts, signIn, access: createPageAccess(core), calendars: calendarFeeds(core) },
  );
  return { web, signIn };
}

function calendarFeeds({ database, clusters }: Core): CalendarFeeds {
  return createCalendarFeeds({
    events: createPublishedEvents(database.pool),
    clusters: () => clusters.all(),
    clock,
    words: english.feeds,
  });
}
