import type { Environment } from "../../src/config.ts";
import { lookingLikeSecrets } from "./clear-text.ts";
import type { IssuedSecret } from "./issued-secret.ts";
import type { BotBetweenFakes } from "./running-bot.ts";
import type { Visit } from "./web-visit.ts";

type Setting = keyof typeof Environment.shape;

/** Of each setting the parts of its value that nobody may read. A new setting does not compile before it is here. */
const secretParts: Readonly<Record<Setting, (value: string) => readonly string[]>> = {
  DATABASE_URL: (address) => [decodeURIComponent(new URL(address).password)],
  CLUSTERBOT_DATA: () => [],
  CLUSTERBOT_SETTINGS: () => [],
  PORT: () => [],
  PUBLIC_URL: () => [],
  SLACK_BOT_TOKEN: (token) => [token],
  SLACK_APP_TOKEN: (token) => [token],
  SLACK_SIGNING_SECRET: (secret) => [secret],
  SLACK_CLIENT_ID: () => [],
  SLACK_CLIENT_SECRET: (secret) => [secret],
  CLUSTERBOT_KEYS: (keys) => keys.split(",").flatMap(partsOfKey),
  SLACK_API_URL: () => [],
  DISCORD_TOKEN: (token) => [token],
  DISCORD_API_URL: () => [],
  OPENAI_API_KEY: (key) => [key],
  OPENAI_BASE_URL: () => [],
  OPENAI_MODEL: () => [],
  OPENAI_EMBEDDING_MODEL: () => [],
  OPENAI_TIME_LIMIT: () => [],
  CLUSTERBOT_ALLOW_PRIVATE_ADDRESSES: () => [],
  LOG_LEVEL: () => [],
  NO_COLOR: () => [],
};

/** A key as it is written, and its bytes as text. */
function partsOfKey(key: string): readonly string[] {
  const written = key.slice(key.indexOf(":") + 1);
  return [written, Buffer.from(written, "base64").toString("latin1")];
}

/** What people were shown besides what the platforms show them. */
export interface Shown {
  readonly visits: readonly Visit[];
  /** By the command line. */
  readonly printed: readonly string[];
}

/**
 * Every secret of a bot that runs: of its environment, what the platforms issued, and whatever looks like one in all
 * that people were shown.
 */
export function secretsInUse(between: BotBetweenFakes, { visits, printed }: Shown): readonly IssuedSecret[] {
  const { slack, discord, environment } = between;
  const ofEnvironment = Object.entries(environment).flatMap(([name, value]) =>
    value === "" ? [] : secretParts[name as Setting](value).map((part) => ({ kind: name, value: part })),
  );
  const onSlack = slack.workspaces.flatMap(({ messages }) =>
    messages.map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`),
  );
  const onDiscord = discord.world.messages.map(({ content }) => content);
  const shown = [...onSlack, ...onDiscord, ...printed, ...visits.flatMap(({ received }) => received)];
  const all = [
    ...ofEnvironment,
    ...slack.secrets(),
    ...discord.secrets(),
    ...shown.flatMap(lookingLikeSecrets),
  ];
  return [...new Map(all.map((secret) => [`${secret.kind} ${secret.value}`, secret])).values()];
}
