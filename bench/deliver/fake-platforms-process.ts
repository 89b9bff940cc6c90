// Slack and Discord with many workspaces, in a process of its own: bench/deliver/fake-platforms.ts starts it.
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { createFakeDiscord } from "../../tests/support/fake-discord/fake-discord.ts";
import { createFaults as createDiscordFaults } from "../../tests/support/fake-discord/faults.ts";
import { discordFloor } from "../../tests/support/fake-discord/request-limits.ts";
import { seededDiscordFaults } from "../../tests/support/fake-discord/seeded-faults.ts";
import { createFakeSlack } from "../../tests/support/fake-slack/fake-slack.ts";
import { createFaults as createSlackFaults } from "../../tests/support/fake-slack/faults.ts";
import { slackFloor } from "../../tests/support/fake-slack/posting-limits.ts";
import { seededSlackFaults } from "../../tests/support/fake-slack/seeded-faults.ts";
import { addChannel } from "../../tests/support/fake-slack/workspace.ts";
import { createRandom } from "../../tests/support/seeded.ts";
import type { SeenPost } from "../../tests/support/seen-post.ts";
import { type Places, PlatformSettings, type Report } from "./fake-platforms.ts";
import { answerCalls } from "./remote-calls.ts";

const { workspaces, channels, guilds, faultSeed, hasHistory } = PlatformSettings.parse(
  JSON.parse(process.argv[2] ?? ""),
);

const posts: Report["posts"] = [];
const waiters = new Set<{ left: number; readonly resolve: () => void }>();
let ahead = 0;
const now = (): number => Date.now() + ahead;

const random = createRandom(faultSeed ?? 0);
let isWell = faultSeed === null;
const slackFault = seededSlackFaults(random);
const discordFault = seededDiscordFaults(random);
/** Until when something is under way that takes effect late, by `performance.now()`. */
let lateUntil = 0;
/** Until when a workspace has too much. */
const limitedUntil = new Map<string, number>();
const slack = await createFakeSlack({
  enforcesLimits: true,
  onPost: see,
  faults: createSlackFaults((method, team) =>
    isWell ? limitedNow(method, team) : noted(slackFault(method, team)),
  ),
});
const discord = await createFakeDiscord({
  clock: { now: () => new Date(now()) },
  enforcesLimits: true,
  checksBodies: false,
  onPost: see,
  faults: createDiscordFaults((method, path) => (isWell ? null : noted(discordFault(method, path)))),
});

/** With faults, what was posted is not to be read back at once: at most this much later. Milliseconds. */
const historyLag = 1_000;

/** How long what a killed process sent may take to be read, or to be done once its lateness is over. */
const arrivalMilliseconds = 100;

const teams = Array.from({ length: workspaces }, (_, index) => {
  const workspace = index === 0 ? slack.workspace : slack.addWorkspace();
  workspace.now = now;
  if (hasHistory) workspace.scopes.add("channels:history");
  else workspace.scopes.delete("channels:history");
  if (faultSeed !== null) workspace.historyLag = historyLag;
  const ids = Array.from({ length: channels }, (_, channel) => `C${workspace.teamId.slice(1)}X${channel}`);
  for (const id of ids) addChannel(workspace, { id, kind: "public", members: [workspace.botUser] });
  const { teamId: team, botToken: token, botUser, botId } = workspace;
  return { team, token, botUser, botId, channels: ids };
});
if (faultSeed !== null) discord.world.historyLag = historyLag;
const servers = Array.from({ length: guilds }, (_, index) => {
  const { id, generalId } = discord.addToServer(`Server ${index + 1}`, []);
  return { guild: id, channel: generalId };
});

function noted<SomeFault>(fault: SomeFault): SomeFault {
  if (typeof fault === "object" && fault !== null && "late" in fault && typeof fault.late === "number")
    lateUntil = Math.max(lateUntil, performance.now() + fault.late);
  return fault;
}

function limitedNow(method: string, team: string | null): number | null {
  const left = (limitedUntil.get(team ?? "") ?? 0) - Date.now();
  return method === "chat.postMessage" && left > 0 ? Math.ceil(left / 1_000) : null;
}

function see(post: SeenPost): void {
  posts.push({ ...post, ahead });
  for (const waiter of waiters) {
    waiter.left -= 1;
    if (waiter.left > 0) continue;
    waiters.delete(waiter);
    waiter.resolve();
  }
}

function report(from: number): Report {
  const seen = posts.slice(from);
  const accepted = seen.filter(({ outcome }) => outcome === "accepted");
  const of = (platform: string) => accepted.filter((post) => post.platform === platform);
  return {
    posts: seen,
    floorMilliseconds: Math.max(slackFloor(of("slack")), discordFloor(of("discord"))),
    shown: [
      ...slack.workspaces.flatMap(({ messages }) => messages.map(({ channel, text }) => ({ channel, text }))),
      ...discord.world.messages
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ channelId: channel, content: text }) => ({ channel, text })),
    ],
  };
}

answerCalls({
  places: (): Places => ({
    slackUrl: slack.apiUrl,
    discordUrl: discord.url,
    discordToken: discord.world.token,
    teams,
    guilds: servers,
  }),
  report: (from) => report(z.number().parse(from)),
  accepted: () => posts.filter(({ outcome }) => outcome === "accepted").length,
  furtherCalls: (count) =>
    new Promise<void>((resolve) => waiters.add({ left: z.number().parse(count), resolve })),
  limit: (value) => {
    const { team, until } = z.object({ team: z.string(), until: z.number() }).parse(value);
    limitedUntil.set(team, until);
  },
  recover: () => {
    isWell = true;
  },
  advance: async (milliseconds) => {
    // What was sent before takes effect before: in minutes that truly pass nothing stays under way. Else a call that is
    // late would come after the platform forgot its nonce, which no bot can prevent.
    await pause(arrivalMilliseconds);
    await pause(Math.max(0, lateUntil - performance.now()) + arrivalMilliseconds);
    ahead += z.number().parse(milliseconds);
  },
});
