import { once } from "node:events";
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options, type REST } from "discord.js";
import type { PlatformHealth } from "../../chat/platform.port.ts";
import { BotError, errorTable } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { limits } from "./limits.ts";
import type { ChatMessages } from "./render-message.ts";

/** What arrives, as Discord wrote it. Never throws; `stop` waits for what it returns. */
export interface Arrivals {
  message(packet: unknown): Promise<void>;
  interaction(packet: unknown): Promise<void>;
}

/** One connection to Discord. */
export interface Transport {
  readonly rest: REST;
  /** Connects; resolves when people can be heard. Throws BotError PLATFORM_UNREACHABLE, PLATFORM_REFUSED_*. */
  connect(): Promise<void>;
  /** Hears no more, lets what arrived be dealt with, disconnects. */
  disconnect(): Promise<void>;
  health(): PlatformHealth;
  /** The bot's own account and application; null before `connect`. */
  identity(): { readonly botId: string; readonly applicationId: string } | null;
  botRole(guildId: string): string | null;
  parentOfThread(channelId: string): string | null;
}

interface TransportOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly requestMilliseconds: number;
  readonly messages: ChatMessages;
  readonly log: Log;
}

const authenticationFailed = 4004;
const intentsRefused = new Set([4013, 4014]);

/**
 * The SDK's client. Messages that mention the bot and direct messages carry their text without the privileged
 * message content intent. Events are taken as they come from the gateway, not from the SDK's caches: it keeps no
 * messages, and would drop direct messages of channels it has not met.
 */
export function createTransport(options: TransportOptions, arrivals: Arrivals): Transport {
  const { messages, log } = options;
  const client = createClient(options);
  const underWay = new Set<Promise<void>>();
  let isHearing = true;
  let closeCode: number | null = null;
  let health: PlatformHealth = { state: "connecting", detail: messages.connecting };

  const hear = (deal: (packet: unknown) => Promise<void>) => (packet: unknown) => {
    if (!isHearing) return;
    const work = deal(packet).finally(() => underWay.delete(work));
    underWay.add(work);
  };
  client.ws.on(GatewayDispatchEvents.MessageCreate, hear(arrivals.message));
  client.ws.on(GatewayDispatchEvents.InteractionCreate, hear(arrivals.interaction));

  const connected = (): void => {
    health = { state: "connected", detail: messages.connected(client.user?.username ?? "") };
  };
  client.on(Events.ClientReady, connected);
  client.on(Events.ShardReady, connected);
  client.on(Events.ShardResume, connected);
  client.on(Events.ShardReconnecting, () => {
    health = { state: "connecting", detail: messages.reconnecting };
    log.warn("discord-reconnecting");
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    closeCode = code;
    health = { state: "disconnected", detail: errorTable[codeOfClosing(code)].sentence };
    log.error("discord-disconnected", { closeCode: code, code: codeOfClosing(code) });
  });
  client.on(Events.Error, (error) => log.warn("discord-error", { error }));
  client.on(Events.ShardError, (error) => log.warn("discord-connection-error", { error }));

  return {
    rest: client.rest,
    connect: async () => {
      try {
        await logIn(client, options.token);
      } catch (error) {
        isHearing = false;
        await client.destroy();
        const failure = connectFailure(error, closeCode);
        health = { state: "disconnected", detail: errorTable[failure.code].sentence };
        throw failure;
      }
    },
    disconnect: async () => {
      isHearing = false;
      await Promise.all(underWay);
      await client.destroy();
      health = { state: "disconnected", detail: messages.notConnected };
    },
    health: () => health,
    identity: () => identityOf(client),
    botRole: (guildId) => botRoleOf(client, guildId),
    parentOfThread: (channelId) => {
      const channel = client.channels.cache.get(channelId);
      return channel?.isThread() ? channel.parentId : null;
    },
  };
}

function createClient({ apiUrl, requestMilliseconds }: TransportOptions): Client {
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
  return new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    waitGuildTimeout: 5_000,
    rest: {
      api: apiUrl,
      timeout: requestMilliseconds,
      // Whether something may be sent again is for us to decide: the SDK would repeat what may have been shown.
      retries: 0,
      rejectOnRateLimit: () => true,
    },
  });
}

async function logIn(client: Client, token: string): Promise<void> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), limits.connectMilliseconds);
  const ready = once(client, Events.ClientReady, { signal: deadline.signal });
  try {
    await Promise.race([ready, client.login(token).then(() => ready)]);
  } finally {
    clearTimeout(timer);
    deadline.abort();
    await ready.catch(() => {});
  }
}

function connectFailure(error: unknown, closeCode: number | null): BotError {
  const isTokenInvalid = error instanceof Error && "code" in error && error.code === "TokenInvalid";
  const code = isTokenInvalid ? "PLATFORM_REFUSED_TOKEN" : codeOfClosing(closeCode);
  return new BotError(code, { cause: error, detail: "Discord" });
}

function codeOfClosing(closeCode: number | null) {
  if (closeCode === authenticationFailed) return "PLATFORM_REFUSED_TOKEN";
  if (closeCode !== null && intentsRefused.has(closeCode)) return "PLATFORM_REFUSED_INTENTS";
  return "PLATFORM_UNREACHABLE";
}

function identityOf(client: Client): { botId: string; applicationId: string } | null {
  if (client.user === null || client.application === null) return null;
  return { botId: client.user.id, applicationId: client.application.id };
}

function botRoleOf(client: Client, guildId: string): string | null {
  const guild = client.guilds.cache.get(guildId);
  return client.user === null ? null : (guild?.roles.botRoleFor(client.user)?.id ?? null);
}
