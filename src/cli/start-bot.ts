import type { Platform } from "../chat/platform.port.ts";
import { BotError, codeOf, errorTable } from "../shared/errors.ts";
import type { Core } from "../wiring/open-core.ts";
import type { Bot } from "../wiring.ts";

/** How a platform came up: connected, or why not yet. */
export interface StartedPlatform {
  readonly name: string;
  readonly isConnected: boolean;
  readonly detail: string;
}

/** A platform that is slow to connect must not hold up the others; it goes on connecting behind the scenes. */
const patienceMilliseconds = 8_000;
const retryMilliseconds = 30_000;

export interface RunningBot {
  readonly platforms: readonly StartedPlatform[];
  /** Stops everything in the reverse order of its start. */
  stop(): Promise<void>;
}

/** What of the bot is started and stopped. */
export interface Parts
  extends Pick<
    Bot,
    | "chats"
    | "inbox"
    | "deliverer"
    | "reminders"
    | "notices"
    | "positions"
    | "startJobs"
    | "importSettings"
    | "log"
  > {
  readonly core: Pick<Core, "close"> & { readonly database: Pick<Core["database"], "engine"> };
  readonly web: Pick<Bot["web"], "start" | "stop">;
}

/**
 * Starts the parts in order: background jobs, web page, chat platforms, what an earlier run left, reminders, notices and positions. Setting up the
 * jobs keeps the embedded database busy for a moment, so nobody is let in before that is over.
 */
export async function startParts(bot: Parts, starting = startJobs(bot)): Promise<RunningBot> {
  const { core, inbox, deliverer, reminders, notices, positions, web, chats, log } = bot;
  const retries = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();

  const connect = async (platform: Platform): Promise<StartedPlatform> => {
    try {
      await platform.start(inbox);
      return { name: platform.name, isConnected: true, detail: platform.health().detail };
    } catch (error) {
      const code = codeOf(error);
      log.warn("platform-not-connected", { platform: platform.name, code, error });
      if (errorTable[code].retry && !stopping.signal.aborted) retryLater(platform);
      return { name: platform.name, isConnected: false, detail: explain(error) };
    }
  };
  const retryLater = (platform: Platform): void => {
    const timer = setTimeout(() => {
      retries.delete(timer);
      void connect(platform);
    }, retryMilliseconds);
    retries.add(timer);
  };

  const jobs = await starting;
  await bot.importSettings();
  await web.start(inbox);
  const platforms = await Promise.all(chats.map((chat) => withPatience(connect(chat), chat)));
  await inbox.start({ ownsEverything: core.database.engine === "embedded" });
  deliverer.start();
  reminders.start();
  notices.start();
  positions.start();
  return {
    platforms,
    stop: async () => {
      stopping.abort();
      for (const timer of retries) clearTimeout(timer);
      // First, because what is in hand is still to be sent: a platform that has stopped sends nothing.
      await Promise.all([inbox.stop(), deliverer.stop(), reminders.stop(), notices.stop(), positions.stop()]);
      await Promise.all(chats.map((chat) => chat.stop()));
      await web.stop();
      await jobs?.stop();
      await core.close();
    },
  };
}

/** Without background work the bot still answers. */
export async function startJobs({
  startJobs,
  log,
}: Pick<Bot, "startJobs" | "log">): Promise<Awaited<ReturnType<Bot["startJobs"]>> | null> {
  try {
    const jobs = await startJobs();
    await jobs.request("passages-embed", {});
    await jobs.request("records-forget", {});
    await jobs.request("events-extend", {});
    await jobs.request("announcements-keep-up", {});
    return jobs;
  } catch (error) {
    log.error("jobs-not-started", { code: codeOf(error), error });
    return null;
  }
}

async function withPatience(
  connecting: Promise<StartedPlatform>,
  platform: Platform,
): Promise<StartedPlatform> {
  const late = Promise.withResolvers<StartedPlatform>();
  const detail = "Still connecting; the log says when it is done.";
  const timer = setTimeout(
    () => late.resolve({ name: platform.name, isConnected: false, detail }),
    patienceMilliseconds,
  );
  try {
    return await Promise.race([connecting, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function explain(error: unknown): string {
  const { sentence } = errorTable[codeOf(error)];
  const detail = error instanceof BotError && error.detail !== undefined ? ` (${error.detail})` : "";
  return `${sentence}${detail}`;
}
