// The product's deliverer, store and posters in a process of their own: bench/deliver/deliverer.ts starts it.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { inspect } from "node:util";
import { createDiscordPlatform } from "../../src/adapters/discord/discord-platform.ts";
import { createAnnouncementStore } from "../../src/adapters/postgres/announcement-store.ts";
import { createDeliveryStore } from "../../src/adapters/postgres/delivery-store.ts";
import { openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { createSlackPoster } from "../../src/adapters/slack/post-announcement.ts";
import { slackAddress } from "../../src/adapters/slack/web-client.ts";
import { createWorkspaces } from "../../src/adapters/slack/workspaces.ts";
import { announcedOf } from "../../src/announcing/announced-of.ts";
import { createDeliverer } from "../../src/announcing/deliver/deliverer.ts";
import { realTiming } from "../../src/announcing/deliver/timing.ts";
import type { Poster } from "../../src/announcing/poster.port.ts";
import { english } from "../../src/messages/english.ts";
import type { InstallationStore } from "../../src/people/installation-store.port.ts";
import type { Log } from "../../src/shared/log.port.ts";
import { noInstallations } from "../../tests/support/memory-installations.ts";
import { createMemoryRegister } from "../../tests/support/memory-register.ts";
import { type Cost, DelivererSettings } from "./deliverer.ts";
import { Change, changeAnnouncement, NewPromises, readLedger, writePromises } from "./promises.ts";
import { answerCalls } from "./remote-calls.ts";

const settings = DelivererSettings.parse(JSON.parse(process.argv[2] ?? ""));
const { places, lease } = settings;
const clock = { now: () => new Date(Date.now() + settings.aheadMilliseconds) };
const print =
  (level: string): Log["error"] =>
  (event, fields) =>
    process.stderr.write(`${level} ${event} ${inspect(fields)}\n`);
const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: print("error") };

const database = await openDatabase({ ...settings, role: "resident" }, log);
const announcements = createAnnouncementStore(database.pool);
const discord = createDiscordPlatform(
  { token: places.discordToken, apiUrl: places.discordUrl, commands: [], requestMilliseconds: 3_000 },
  {
    clock,
    log,
    messages: { ...english.chat, ...english.discord },
    register: createMemoryRegister(),
    sentences: english.posting,
    fetchPicture: async () => ({ kind: "refused", reason: "there are no pictures here" }),
  },
);
await discord.start({ accept: async () => "stored", form: async () => null });
const posters: readonly Poster[] = [slackPoster(), discord.poster];
const deliverer = createDeliverer({
  store: createDeliveryStore(database.pool, { ...lease, runner: settings.runner }),
  posters: new Map(posters.map((poster) => [poster.platform, poster])),
  announce: ({ content, clusterName, number }) =>
    announcedOf(content, english.announcements.footer(clusterName, `A${number}`)),
  digests: { fill: async () => null },
  clock,
  timing: realTiming,
  log,
  ended: () => {},
});

function slackPoster(): Poster {
  const installations: InstallationStore = {
    ...noInstallations,
    find: async (team) => {
      const found = places.teams.find((known) => known.team === team);
      if (found === undefined) return null;
      const { token: botToken, botUser: botUserId, botId } = found;
      return { workspace: team, name: team, botToken, botUserId, botId, installedAt: new Date(0) };
    },
    list: async () => places.teams.map(({ team }) => ({ workspace: team, name: team })),
  };
  const workspaces = createWorkspaces(
    { botToken: null, isOnlyOne: false },
    { installations, register: createMemoryRegister(), address: slackAddress(places.slackUrl), clock, log },
  );
  return createSlackPoster({ workspaces, clock, log, sentences: english.posting });
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let longestTurn = 0;
let threadBefore = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(threadBefore);
  threadBefore = process.threadCpuUsage();
  longestTurn = Math.max(longestTurn, (user + system) / 1_000);
}, 5).unref();

function cost(): Cost {
  const halt = Math.max(0, delay.max / 1_000_000 - 5);
  const turn = longestTurn;
  globalThis.gc?.();
  delay.reset();
  longestTurn = 0;
  threadBefore = process.threadCpuUsage();
  return {
    residentBytes: process.memoryUsage().rss,
    longestHaltMilliseconds: halt,
    longestTurnMilliseconds: turn,
  };
}

answerCalls({
  ready: () => null,
  promise: (promises) =>
    writePromises(NewPromises.parse(promises), places, { store: announcements, database }),
  change: async (value) => {
    const isChanged = await changeAnnouncement(Change.parse(value), announcements, clock.now());
    deliverer.wake();
    return isChanged;
  },
  start: () => deliverer.start(),
  ledger: () => readLedger(database.pool),
  cost,
  stop: async () => {
    await deliverer.stop();
    await discord.stop();
    await database.close();
    setImmediate(() => process.disconnect());
  },
});
