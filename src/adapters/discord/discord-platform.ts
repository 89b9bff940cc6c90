import type { Poster } from "../../announcing/poster.port.ts";
import type { CommandDescription } from "../../chat/command-description.ts";
import type { FetchPicture } from "../../chat/fetch-picture.port.ts";
import type { IncomingRequest, Platform, RequestInbox } from "../../chat/platform.port.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import { changeDirectly } from "./change-directly.ts";
import { commandsToRegister } from "./describe-commands.ts";
import { readFailure } from "./discord-errors.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import { fetchFile } from "./fetch-attachment.ts";
import { createGuilds, type Guilds } from "./guilds.ts";
import { limits } from "./limits.ts";
import { lookUpMember } from "./look-up-member.ts";
import { createDiscordPoster } from "./post-announcement.ts";
import type { PosterConnection } from "./poster-needs.ts";
import { readInteraction } from "./read-interaction.ts";
import { readMessage } from "./read-message.ts";
import { registerCommands } from "./register-commands.ts";
import type { PostingSentences } from "./render-announcement.ts";
import { choosableChannels } from "./render-form.ts";
import { sendDirectly, sendReply } from "./send-reply.ts";
import type { SendingNeeds } from "./sending-needs.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Acknowledging, takeRequest } from "./take-request.ts";
import { createTransport, type Transport } from "./transport.ts";

export interface DiscordSettings {
  readonly token: string;
  /** Where Discord's HTTP interface is, without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** What `/cluster` offers. */
  readonly commands: readonly CommandDescription[];
  /** How long one request over HTTP may take; 10 s unless told. */
  readonly requestMilliseconds?: number;
}

export interface DiscordNeeds {
  readonly clock: Clock;
  readonly log: Log;
  readonly messages: DiscordMessages;
  readonly register: WorkspaceRegister;
  readonly sentences: PostingSentences;
  readonly fetchPicture: FetchPicture;
}

export interface DiscordPlatform extends Platform {
  readonly poster: Poster;
}

/**
 * Discord as a platform: `/cluster`, mentions and direct messages over the gateway, replies over HTTP. Only one
 * process may run with the same token; two would both hear, and Discord tells them nothing of each other.
 */
export function createDiscordPlatform(settings: DiscordSettings, needs: DiscordNeeds): DiscordPlatform {
  const { clock, log, messages } = needs;
  const acknowledging: Acknowledging = new Map();
  const sendingBy = { clock, log, messages, acknowledging, doubts: new Map<string, Date>() };
  let connection: Connection | null = null;
  let isRegistered = true;

  const poster = createDiscordPoster({ ...needs, connection: () => posterConnection(connection) });

  return {
    name: "discord",
    canAnswerLater: true,
    poster,
    start: async (inbox) => {
      connection = createConnection(settings, needs, { inbox, acknowledging });
      await connection.transport.connect();
      isRegistered = await registerQuietly(connection.transport, settings, needs);
    },
    stop: async () => {
      await connection?.transport
        .disconnect()
        .catch((error: unknown) => log.warn("discord-stop-failed", { error }));
      await connection?.guilds.stop();
    },
    health: () => {
      const health = connection?.transport.health() ?? {
        state: "disconnected",
        detail: messages.notConnected,
      };
      if (health.state !== "connected" || isRegistered) return health;
      return { ...health, detail: `${health.detail} ${messages.commandsNotRegistered}` };
    },
    send: async (sending) => {
      const sendingNeeds = needsOf(connection, sendingBy);
      return sendingNeeds === null ? { kind: "wait", seconds: 2 } : sendReply(sending, sendingNeeds);
    },
    sendDirectly: async (message) => {
      const sendingNeeds = needsOf(connection, sendingBy);
      if (sendingNeeds !== null) return sendDirectly(message, sendingNeeds);
      const { attemptedSince: doubtSince } = message;
      return { kind: "wait", seconds: 2, ...(doubtSince === null ? {} : { doubtSince }) };
    },
    changeDirectly: async (change) => {
      const sendingNeeds = needsOf(connection, sendingBy);
      return sendingNeeds === null ? { kind: "wait", seconds: 2 } : changeDirectly(change, sendingNeeds);
    },
    lookUp: async ({ workspace, user }) => {
      if (connection === null) return null;
      return lookUpMember({ guildId: workspace, userId: user }, { rest: connection.transport.rest, log });
    },
    fetchAttachment: ({ attachment }, maxBytes) =>
      fetchFile(attachment, maxBytes, { apiUrl: settings.apiUrl, sentences: messages.attachment }),
  };
}

/** Null until the bot knows who it is. */
function needsOf(
  connection: Connection | null,
  needs: Omit<SendingNeeds, "rest" | "botId" | "guilds">,
): SendingNeeds | null {
  const identity = connection?.transport.identity() ?? null;
  if (connection === null || identity === null) return null;
  const { transport, guilds } = connection;
  return { ...needs, rest: transport.rest, botId: identity.botId, guilds };
}

interface Connection {
  readonly transport: Transport;
  readonly guilds: Guilds;
}

function posterConnection(connection: Connection | null): PosterConnection | null {
  const identity = connection?.transport.identity() ?? null;
  if (connection === null || identity === null) return null;
  const { transport, guilds } = connection;
  const { rest, permissionsOf } = transport;
  return { rest, botId: identity.botId, guilds, permissionsOf };
}

function createConnection(
  settings: DiscordSettings,
  needs: DiscordNeeds,
  taking: { inbox: RequestInbox; acknowledging: Acknowledging },
): Connection {
  const { log, messages, register } = needs;
  const { commands } = settings;
  const guilds = createGuilds({ register, log, retryMilliseconds: limits.registerMilliseconds });
  const canBeChosen = (channelId: string): boolean => transport.isChannelOf(channelId, choosableChannels);

  const take =
    (read: (packet: unknown, surroundings: Surroundings) => IncomingRequest | null) =>
    async (packet: unknown): Promise<void> => {
      const identity = transport.identity();
      if (identity === null) return;
      const { rest, botRole, permissionsIn, parentOfThread } = transport;
      const surroundings = { botId: identity.botId, commands, botRole, permissionsIn, parentOfThread };
      try {
        const incoming = read(packet, surroundings);
        if (incoming !== null) await takeRequest(incoming, { ...taking, rest, log, messages, canBeChosen });
      } catch (error) {
        log.error("discord-event-unreadable", { error });
      }
    };
  const transport: Transport = createTransport(
    { requestMilliseconds: limits.requestMilliseconds, ...settings, messages, log },
    { message: take(readMessage), interaction: take(readInteraction), guilds },
  );
  return { transport, guilds };
}

/** Whether `/cluster` can be used; without it the bot still hears mentions and direct messages. */
async function registerQuietly(
  transport: Transport,
  settings: DiscordSettings,
  { log, messages }: DiscordNeeds,
): Promise<boolean> {
  const identity = transport.identity();
  if (identity === null) return false;
  try {
    const wanted = commandsToRegister(settings.commands, messages);
    const outcome = await registerCommands(wanted, identity.applicationId, transport.rest);
    log.info("discord-commands", { outcome });
    return true;
  } catch (error) {
    log.warn("discord-commands-not-registered", { failure: readFailure(error) });
    return false;
  }
}
