import type { BackgroundJobs } from "./adapters/postgres/background-jobs.ts";
import { createDataFolderLock } from "./adapters/postgres/data-folder-lock.ts";
import { createRecordRetention } from "./adapters/postgres/record-retention.ts";
import type { Readiness } from "./adapters/web/readiness.ts";
import type { WebPlatform } from "./adapters/web/web-platform.ts";
import type { Deliverer } from "./announcing/deliver/deliverer.ts";
import type { Platform } from "./chat/platform.port.ts";
import type { RunningPositions } from "./commands/positions/run-positions.ts";
import type { RunningReminders } from "./commands/reminding/run-reminders.ts";
import type { RunningInbox } from "./commands/request-inbox.ts";
import type { Config } from "./config.ts";
import { extendSeries } from "./directory/events/extend-series.ts";
import { createJobs } from "./jobs.ts";
import type { RunningNotices } from "./notices/run-notices.ts";
import { Settings } from "./settings.ts";
import { BotError } from "./shared/errors.ts";
import type { Log } from "./shared/log.port.ts";
import { openAnnouncing } from "./wiring/open-announcing.ts";
import { type Core, clock, openCore } from "./wiring/open-core.ts";
import { readSources } from "./wiring/open-documents.ts";
import { openInbox } from "./wiring/open-inbox.ts";
import { openNotices } from "./wiring/open-notices.ts";
import { openDiscord, openSlack } from "./wiring/open-platforms.ts";
import { openPositions } from "./wiring/open-positions.ts";
import { openReminders } from "./wiring/open-reminders.ts";
import { openWeb } from "./wiring/open-web.ts";

/** Everything `start` runs, built and not yet started. */
export interface Bot {
  readonly core: Core;
  readonly web: WebPlatform;
  readonly chats: readonly Platform[];
  readonly inbox: RunningInbox;
  /** Sends announcements when they are due. */
  readonly deliverer: Deliverer;
  readonly reminders: RunningReminders;
  /** What people are told who did not ask. */
  readonly notices: RunningNotices;
  /** Policy positions that are put to clusters. */
  readonly positions: RunningPositions;
  readonly startJobs: () => Promise<BackgroundJobs>;
  /** Takes over what the settings file says of people and places, the first time. */
  readonly importSettings: () => Promise<void>;
  readonly log: Log;
}

/** Builds what `start` runs. An SDK is loaded only where its platform is on. */
export async function openBot(config: Config, log: Log): Promise<Bot> {
  const loading = import("./adapters/web/web-platform.ts"); // Meanwhile the records are opened.
  const core = await openOnlyCore(config, log);
  await loading;
  const slack = await openSlack(config, core, log);
  const discord = await openDiscord(config, core, log);
  const chats: Platform[] = [slack, discord].filter((platform) => platform !== null);
  const listener = slack?.requestListener ?? null;
  const { web, signIn } = await openWeb(config, core, {
    log,
    readiness: () => readReadiness(core, chats),
    chats,
    mounts: listener === null ? [] : [{ path: "/slack", listener }],
  });
  const posters = [slack?.poster, discord?.poster].filter((poster) => poster !== undefined);
  const notices = openNotices(chats, core, { log });
  const announcing = openAnnouncing(core, { chats, posters, notices, log });
  const positions = openPositions(core, { chats, posters, announcing, log });
  const inbox = openInbox([web, ...chats], core, {
    config,
    log,
    signIn,
    announcements: announcing.desk,
    positionChanged: positions.changed,
  });
  return {
    core,
    web,
    chats,
    inbox,
    deliverer: announcing.deliverer,
    reminders: openReminders(chats, core, { config, log }),
    positions,
    notices,
    log,
    startJobs: () => {
      const keepUp = async (signal: AbortSignal): Promise<void> => {
        await notices.remindOfWaiting();
        await announcing.keepUp(signal);
      };
      return startJobs(core, { config, log, keepUp });
    },
    importSettings: () => importSettings(core, config, log),
  };
}

async function importSettings(core: Core, config: Config, log: Log): Promise<void> {
  const { workspaces, unknownClusters } = await core.settingsImport.importOnce(config.settings);
  await core.settingsImport.noteStanding({ settings: config.settings, standard: Settings.parse({}) });
  log.info("settings-taken-over", { workspaces });
  if (unknownClusters.length > 0) log.warn("settings-name-unknown-clusters", { clusters: unknownClusters });
}

/** The records for the one bot of a data folder; on a server any number of bots may share them. */
async function openOnlyCore(config: Config, log: Log): Promise<Core> {
  const core = await openCore(config, log, "resident");
  if (core.database.engine === "server") return core;
  const lock = createDataFolderLock(config.dataFolder, "bot-lock");
  const close = async (): Promise<void> => {
    lock.release();
    await core.close();
  };
  if (lock.tryTake()) return { ...core, close };
  await close();
  throw new BotError("BOT_ALREADY_RUNNING", { detail: config.dataFolder });
}

async function startJobs(
  core: Core,
  { config, log, keepUp }: { config: Config; log: Log; keepUp: (signal: AbortSignal) => Promise<void> },
): Promise<BackgroundJobs> {
  const { startBackgroundJobs } = await import("./adapters/postgres/background-jobs.ts");
  const records = createRecordRetention(core.database.pool);
  const jobs = createJobs({
    embedPassages: core.embedPassages,
    forgetRecords: async (signal) =>
      log.info("records-forgotten", await records.forget(config.settings.retention, signal)),
    readSources: async (signal) => {
      await readSources(core, { config, log }, signal);
    },
    keepUpAnnouncements: keepUp,
    extendSeries: async (signal) =>
      log.info("series-extended", {
        count: await extendSeries({ store: core.events, now: clock.now() }, signal),
      }),
  });
  return startBackgroundJobs(jobs, { database: core.database, log });
}

async function readReadiness(core: Core, chats: readonly Platform[]): Promise<Readiness> {
  const database = await core.database.ping().then(
    () => ({ ready: true, detail: "The records can be reached." }),
    () => ({ ready: false, detail: "The records cannot be reached." }),
  );
  const parts = chats.map((chat) => {
    const { state, detail } = chat.health();
    return [chat.name, { ready: state === "connected", detail }] as const;
  });
  const all = { database, ...Object.fromEntries(parts) };
  return { ready: Object.values(all).every((part) => part.ready), parts: all };
}
