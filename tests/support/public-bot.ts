import { runCommandLine } from "./command-line.ts";
import { createHttpCarrier } from "./fake-slack/http-carrier.ts";
import { app } from "./fake-slack/oauth.ts";
import type { Workspace } from "./fake-slack/workspace.ts";
import type { IssuedSecret } from "./issued-secret.ts";
import { createSomebodyOnDiscord, type SomebodyOnDiscord } from "./on-discord.ts";
import { createSomebodyOnSlack, type SomebodyOnSlack } from "./on-slack.ts";
import { type Beginning, type BotBetweenFakes, startBotBetweenFakes } from "./running-bot.ts";
import { secretsInUse } from "./secrets-in-use.ts";
import { createVisit, type Visit } from "./web-visit.ts";

const publicUrl = "https://bot.example.org";

/** A bot at a public address, from which any workspace may install it. */
export interface PublicBot extends BotBetweenFakes {
  /** Where its page is on its own computer. */
  readonly localUrl: string;
  /** Somebody's browser, at the public address. */
  browser(): Visit;
  /** Somebody in a Slack workspace, its first member unless told. */
  onSlack(workspace: Workspace, user?: string): SomebodyOnSlack;
  /** Somebody in a channel of a Discord server. */
  onDiscord(userId: string, channelId: string): SomebodyOnDiscord;
  /** The code that the command line prints for the administrator. */
  administratorCode(): Promise<string>;
  /** Every secret in use so far. */
  secrets(): readonly IssuedSecret[];
}

/** Over HTTP Slack calls the public address; over a socket the bot calls Slack. */
export async function startPublicBot(
  transport: "http" | "socket",
  documents: Readonly<Record<string, string>>,
  beginning: Beginning = {},
): Promise<PublicBot> {
  const signed = { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99yyyzzz85a5" };
  const environment = {
    ...(transport === "http" ? signed : {}),
    PUBLIC_URL: publicUrl,
    SLACK_CLIENT_ID: app.clientId,
    SLACK_CLIENT_SECRET: app.clientSecret,
    CLUSTERBOT_KEYS: `first:${Buffer.alloc(32, "Ab3-").toString("base64")}`,
    ...beginning.environment,
  };
  const between = await startBotBetweenFakes(documents, { ...beginning, environment });
  const { slack, discord } = between;
  const localUrl = between.bot.web.address()?.url ?? "";
  const visits: Visit[] = [];
  const printed: string[] = [];

  return {
    ...between,
    localUrl,
    browser: () => {
      const visit = createVisit(localUrl, { host: new URL(publicUrl).host, origin: publicUrl });
      visits.push(visit);
      return visit;
    },
    onSlack: (workspace, user = workspace.person) => {
      const overHttp = createHttpCarrier(`${localUrl}/slack/events`, workspace);
      const carrier = transport === "http" ? overHttp : slack.socket;
      return createSomebodyOnSlack({ slack, carrier, workspace, user });
    },
    onDiscord: (userId, channelId) => createSomebodyOnDiscord({ discord, channelId, userId }),
    administratorCode: async () => {
      const output = await runCommandLine(["administrator"], between.environment);
      printed.push(output);
      return linkCodeIn(output);
    },
    secrets: () => secretsInUse(between, { visits, printed }),
  };
}

/** The code to link accounts that stands in a text; throws when there is none. */
export function linkCodeIn(text: string): string {
  const [code] = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text) ?? [];
  if (code === undefined) throw new Error(`there is no code in: ${text}`);
  return code;
}
