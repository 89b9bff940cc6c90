import { fetchPicture } from "../adapters/files/fetch-picture.ts";
import {
  createTerminalPlatform,
  type Printed,
  type TerminalQuestion,
} from "../adapters/terminal/terminal-platform.ts";
import { descriptions } from "../commands/catalogue.ts";
import type { Config } from "../config.ts";
import { english } from "../messages/english.ts";
import { BotError } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";
import { openInbox } from "./open-inbox.ts";

/** Answers one question on the terminal; says what was printed. */
export async function askOnTerminal(
  question: TerminalQuestion & { readonly json: boolean },
  core: Core,
  { config, log }: { config: Config; log: Log },
): Promise<Printed> {
  const terminal = createTerminalPlatform({
    output: process.stdout,
    isTerminal: process.stdout.isTTY === true,
    width: process.stdout.columns,
    json: question.json,
    allowsStyle: config.useColor,
    answerMilliseconds: 60_000,
  });
  const inbox = openInbox([terminal], core, { config, log });
  try {
    await terminal.start(inbox);
    return await terminal.ask(question);
  } finally {
    await terminal.stop();
    await inbox.stop();
  }
}

/** Throws BotError KEY_MISSING or KEY_WRONG when tokens of installed workspaces cannot be opened; `core` is closed then. */
export async function openSlack(config: Config, core: Core, log: Log) {
  if (config.slack === null) return null;
  await requireKeys(core);
  const { createSlackPlatform } = await import("../adapters/slack/slack-platform.ts");
  return createSlackPlatform(config.slack, {
    clock,
    log,
    commandNames: descriptions.map((command) => command.name),
    sentences: { ...english.slack, replyWasCut: english.chat.cut, posting: english.posting },
    register: core.register,
    installations: core.installations,
    installStates: core.installStates,
  });
}

async function requireKeys(core: Core): Promise<void> {
  try {
    const { problem } = await core.installations.health();
    if (problem !== null) throw new BotError(problem.code, { detail: `key ${problem.keyId}` });
  } catch (error) {
    await core.close();
    throw error;
  }
}

const discordAddress = "https://discord.com/api";

export async function openDiscord(config: Config, core: Core, log: Log) {
  if (config.discord === null) return null;
  const { createDiscordPlatform } = await import("../adapters/discord/discord-platform.ts");
  const { allowPrivateAddresses } = config;
  const { token, apiUrl } = config.discord;
  return createDiscordPlatform(
    { token, apiUrl: apiUrl ?? discordAddress, commands: descriptions },
    {
      clock,
      log,
      messages: { ...english.chat, ...english.discord },
      register: core.register,
      sentences: english.posting,
      fetchPicture: (address) => fetchPicture(address, { allowPrivateAddresses }),
    },
  );
}

/** Name of the workspace the Slack token belongs to; throws BotError. */
export async function checkSlack(
  slack: { readonly botToken: string; readonly apiUrl: string | null },
  log: Log,
): Promise<string> {
  const { checkSlackToken } = await import("../adapters/slack/check-token.ts");
  return checkSlackToken(slack, log);
}

/** Name of the bot the Discord token belongs to; throws BotError. */
export async function checkDiscord({ token, apiUrl }: NonNullable<Config["discord"]>): Promise<string> {
  const { checkDiscordToken } = await import("../adapters/discord/check-token.ts");
  return checkDiscordToken({ token, apiUrl: apiUrl ?? discordAddress });
}

/** The app manifest to paste into Slack; over HTTP with the address Slack calls, for Socket Mode without one. */
export async function manifestFor(httpUrl: string | null, publicUrl: string | null): Promise<object> {
  const { slackManifest } = await import("../adapters/slack/manifest.ts");
  const mode =
    httpUrl === null ? { kind: "socket" as const, publicUrl } : { kind: "http" as const, publicUrl: httpUrl };
  return slackManifest(descriptions, mode);
}

/**
 * The link with which somebody adds the bot to a Discord server; null when neither a token nor an application id tells
 * whose it is. Throws BotError PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE.
 */
export async function discordInvite(
  { discord }: Pick<Config, "discord">,
  applicationId: string | null = null,
): Promise<string | null> {
  const { applicationOf, inviteLink } = await import("../adapters/discord/invite.ts");
  if (applicationId !== null) return inviteLink(applicationId);
  if (discord === null) return null;
  const { token, apiUrl } = discord;
  return inviteLink(await applicationOf({ token, apiUrl: apiUrl ?? discordAddress }));
}
