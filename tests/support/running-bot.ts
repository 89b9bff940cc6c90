import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { type RunningBot, startParts } from "../../src/cli/start-bot.ts";
import { readConfig } from "../../src/config.ts";
import { importSources } from "../../src/knowledge/import-sources.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import type { Log } from "../../src/shared/log.port.ts";
import { type Bot, openBot } from "../../src/wiring.ts";
import { createFakeDiscord, type FakeDiscord } from "./fake-discord/fake-discord.ts";
import { memberRole, places } from "./fake-discord/world.ts";
import { createFakeSlack, type FakeSlack } from "./fake-slack/fake-slack.ts";
import { generalChannel } from "./fake-slack/workspace.ts";
import { takeEngine } from "./kept-engines.ts";
import { silentLog } from "./silent-log.ts";

/** The whole bot as `start` wires it, between a fake Slack (Socket Mode) and a fake Discord. */
export interface BotBetweenFakes {
  readonly bot: Bot;
  readonly running: RunningBot;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** What the bot was started with, and what a command line beside it needs. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Both places belong to the cluster `north`; the general channels are public, Discord's second is its members'. */
export function settingsFor(slack: FakeSlack, discord: FakeDiscord): object {
  return {
    federation: "fed",
    workspaces: [
      {
        platform: "slack",
        id: slack.workspace.teamId,
        cluster: "north",
        members: "everyone",
        channels: { [generalChannel]: "public" },
      },
      {
        platform: "discord",
        id: discord.world.guildId,
        cluster: "north",
        members: [memberRole],
        channels: { [places.general]: "public", [places.members]: "members" },
      },
    ],
  };
}

const clustersFile = `federation: fed
clusters:
  - id: fed
    name: The Federation
    contacts:
      policy: { role: the policy lead of the federation, url: "https://fed.example/policy" }
      general: { role: the office of the federation, url: "https://fed.example/" }
  - id: north
    name: North Cluster
    region: North East
    contacts:
      membership: { role: the membership team of North Cluster, url: "https://north.example/join" }
      events: { role: the events team of North Cluster }
`;

/** Environment of a bot between the two fakes, with its data in `folder`. */
export function environmentFor(
  folder: string,
  slack: FakeSlack,
  discord: FakeDiscord,
): Record<string, string> {
  return {
    CLUSTERBOT_DATA: folder,
    CLUSTERBOT_SETTINGS: path.join(folder, "clusterbot.yaml"),
    PORT: "0",
    SLACK_BOT_TOKEN: slack.workspace.botToken,
    SLACK_APP_TOKEN: slack.workspace.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.world.token,
    DISCORD_API_URL: discord.url,
    LOG_LEVEL: "error",
  };
}

/** What is different from a bot whose two places are confirmed and whose log is silent. */
export interface Beginning {
  /** Added to its environment; what is empty counts as not set. */
  readonly environment?: Readonly<Record<string, string>>;
  /** In place of the settings file in which both places are confirmed. */
  readonly settings?: object;
  readonly log?: Log;
}

/** Starts the bot in this process with `documents` (file name → text) imported. */
export async function startBotBetweenFakes(
  documents: Readonly<Record<string, string>>,
  beginning: Beginning = {},
): Promise<BotBetweenFakes> {
  const fakes = await createFakes();
  return startBotBetween(fakes, {
    settingsFile: beginning.settings ?? settingsFor(fakes.slack, fakes.discord),
    documents: { "clusters.yaml": clustersFile, ...documents },
    environment: beginning.environment ?? {},
    log: beginning.log ?? silentLog,
  });
}

export interface Fakes {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
}

export async function createFakes(): Promise<Fakes> {
  const [slack, discord] = await Promise.all([
    createFakeSlack(),
    createFakeDiscord({ token: "fake.discord.token.of.the.bot" }),
  ]);
  return { slack, discord };
}

export interface BotPlan {
  /** What `clusterbot.yaml` says. */
  readonly settingsFile: object;
  /** File name → text; `clusters.yaml` is among them. */
  readonly documents: Readonly<Record<string, string>>;
  /** Added to the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log?: Log;
}

/** Starts the bot in this process between fakes that were furnished before. */
export async function startBotBetween({ slack, discord }: Fakes, plan: BotPlan): Promise<BotBetweenFakes> {
  const engine = await takeEngine();
  const folder = engine.dataFolder;
  const environment = { ...environmentFor(folder, slack, discord), ...plan.environment };
  await writeFile(path.join(folder, "clusterbot.yaml"), stringify(plan.settingsFile));
  const config = readConfig(environment);
  if (config.kind === "invalid") throw new Error(config.problems.join("\n"));
  const bot = await openBot(config.config, plan.log ?? silentLog);
  await importDocuments(bot, plan.documents);
  const running = await startParts(bot);
  return {
    bot,
    running,
    slack,
    discord,
    environment,
    close: async () => {
      await running.stop();
      await Promise.all([slack.close(), discord.close()]);
      engine.giveBack();
    },
  };
}

async function importDocuments(bot: Bot, documents: Readonly<Record<string, string>>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "clusterbot-documents-"));
  for (const [name, text] of Object.entries(documents)) await writeFile(path.join(folder, name), text);
  for await (const event of importSources(
    [folder],
    { defaults: {}, by: onCommandLine },
    bot.core.importing,
  )) {
    if (event.kind === "document" && event.fate === "refused")
      throw new Error(`${event.label}: ${event.reason}`);
  }
  await rm(folder, { recursive: true, force: true });
}
