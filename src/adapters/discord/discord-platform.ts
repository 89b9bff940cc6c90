import type { CommandDescription } from "../../chat/command-description.ts";
import type { IncomingRequest, Platform, RequestInbox } from "../../chat/platform.port.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import { readFailure } from "./discord-errors.ts";
import { limits } from "./limits.ts";
import { readInteraction, readMessage, type Surroundings } from "./read-request.ts";
import { commandsToRegister, registerCommands } from "./register-commands.ts";
import type { ChatMessages } from "./render-message.ts";
import { sendReply } from "./send-reply.ts";
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
  readonly messages: ChatMessages;
  readonly register: WorkspaceRegister;
}

/**
 * Discord as a platform: `/cluster`, mentions and direct messages over the gateway, replies over HTTP. Only one
 * process may run with the same token; two would both hear, and Discord tells them nothing of each other.
 */
export function createDiscordPlatform(settings: DiscordSettings, needs: DiscordNeeds): Platform {
  const { clock, log, messages } = needs;
  const acknowledging: Acknowledging = new Map();
  const doubts = new Map<string, Date>();
  let transport: Transport | null = null;
  let isRegistered = true;

  return {
    name: "discord",
    canAnswerLater: true,
    start: async (inbox) => {
      transport = createConnection(settings, needs, { inbox, acknowledging });
      await transport.connect();
      isRegistered = await registerQuietly(transport, settings, needs);
    },
    stop: async () => {
      await transport?.disconnect().catch((error: unknown) => log.warn("discord-stop-failed", { error }));
    },
    health: () => {
      const health = transport?.health() ?? { state: "disconnected", detail: messages.notConnected };
      if (health.state !== "connected" || isRegistered) return health;
      return { ...health, detail: `${health.detail} ${messages.commandsNotRegistered}` };
    },
    send: async (sending) => {
      const identity = transport?.identity() ?? null;
      if (transport === null || identity === null) return { kind: "wait", seconds: 2 };
      const { rest } = transport;
      return sendReply(sending, {
        rest,
        botId: identity.botId,
        clock,
        log,
        messages,
        acknowledging,
        doubts,
      });
    },
  };
}

function createConnection(
  settings: DiscordSettings,
  needs: DiscordNeeds,
  taking: { inbox: RequestInbox; acknowledging: Acknowledging },
): Transport {
  const { log, messages } = needs;
  const commandNames = settings.commands.map((command) => command.name);

  const take =
    (read: (packet: unknown, surroundings: Surroundings) => IncomingRequest | null) =>
    async (packet: unknown): Promise<void> => {
      const identity = transport.identity();
      if (identity === null) return;
      const { rest, botRole, parentOfThread } = transport;
      try {
        const incoming = read(packet, { botId: identity.botId, commandNames, botRole, parentOfThread });
        if (incoming !== null) await takeRequest(incoming, { ...taking, rest, log });
      } catch (error) {
        log.error("discord-event-unreadable", { error });
      }
    };
  const transport: Transport = createTransport(
    { requestMilliseconds: limits.requestMilliseconds, ...settings, messages, log },
    { message: take(readMessage), interaction: take(readInteraction) },
  );
  return transport;
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
    const wanted = commandsToRegister(settings.commands, messages.commandSummary);
    const outcome = await registerCommands(wanted, identity.applicationId, transport.rest);
    log.info("discord-commands", { outcome });
    return true;
  } catch (error) {
    log.warn("discord-commands-not-registered", { failure: readFailure(error) });
    return false;
  }
}
