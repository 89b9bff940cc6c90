import { once } from "node:events";
import {
  type ChannelType,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  PermissionFlagsBits,
  type REST,
} from "discord.js";
import type { PlatformHealth } from "../../chat/platform.port.ts";
import { BotError, type ErrorCode, errorTable } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import type { Guilds } from "./guilds.ts";
import { limits } from "./limits.ts";
import type { HeldRoles, Surroundings } from "./surroundings.ts";

/** What arrives, as Discord wrote it. Never throws; `stop` waits for what it returns. */
export interface Arrivals {
  readonly message: (packet: unknown) => Promise<void>;
  readonly interaction: (packet: unknown) => Promise<void>;
  readonly guilds: Pick<Guilds, "ready" | "created" | "deleted">;
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
  readonly botRole: (guildId: string) => string | null;
  readonly permissionsIn: Surroundings["permissionsIn"];
  /** What the bot itself may do in a channel, added up; null where the channel is not known. */
  readonly permissionsOf: (channelId: string) => bigint | null;
  readonly parentOfThread: (channelId: string) => string | null;
  /** Whether a channel is known, and of one of these kinds. */
  readonly isChannelOf: (channelId: string, kinds: readonly ChannelType[]) => boolean;
}

interface TransportOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly requestMilliseconds: number;
  readonly messages: DiscordMessages;
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
  const client = createClient(options);
  const watch = watchConnection(client, options);
  const underWay = new Set<Promise<void>>();
  let isHearing = true;

  const hear = (deal: (packet: unknown) => Promise<void>) => (packet: unknown) => {
    if (!isHearing) return;
    const work = deal(packet).finally(() => underWay.delete(work));
    underWay.add(work);
  };
  client.ws.on(GatewayDispatchEvents.MessageCreate, hear(arrivals.message));
  client.ws.on(GatewayDispatchEvents.InteractionCreate, hear(arrivals.interaction));
  const note = (take: (packet: unknown) => void) => (packet: unknown) => {
    try {
      if (isHearing) take(packet);
    } catch (error) {
      options.log.error("discord-event-unreadable", { error });
    }
  };
  client.ws.on(GatewayDispatchEvents.Ready, note(arrivals.guilds.ready));
  client.ws.on(GatewayDispatchEvents.GuildCreate, note(arrivals.guilds.created));
  client.ws.on(GatewayDispatchEvents.GuildDelete, note(arrivals.guilds.deleted));

  return {
    rest: client.rest,
    connect: async () => {
      try {
        await logIn(client, options.token);
      } catch (error) {
        isHearing = false;
        await client.destroy();
        throw watch.failed(error);
      }
    },
    disconnect: async () => {
      isHearing = false;
      await Promise.all(underWay);
      await client.destroy();
      watch.ended();
    },
    health: watch.health,
    identity: () => identityOf(client),
    botRole: (guildId) => botRoleOf(client, guildId),
    permissionsIn: (guildId, member) => String(permissionsOf(client, guildId, member)),
    permissionsOf: (channelId) => {
      const channel = client.channels.cache.get(channelId);
      if (client.user === null || channel === undefined || channel.isDMBased()) return null;
      return channel.permissionsFor(client.user)?.bitfield ?? null;
    },
    parentOfThread: (channelId) => {
      const channel = client.channels.cache.get(channelId);
      return channel?.isThread() ? channel.parentId : null;
    },
    isChannelOf: (channelId, kinds) => {
      const channel = client.channels.cache.get(channelId);
      return channel !== undefined && kinds.includes(channel.type);
    },
  };
}

/** Follows what the SDK tells of its connection. */
function watchConnection(client: Client, { messages, log }: TransportOptions) {
  let health: PlatformHealth = { state: "connecting", detail: messages.connecting };
  let refusal: ErrorCode | null = null;

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
  client.on(Events.ShardDisconnect, ({ code: closeCode }) => {
    refusal = codeOfClosing(closeCode);
    health = { state: "disconnected", detail: errorTable[refusal].sentence };
    log.error("discord-disconnected", { closeCode, code: refusal });
  });
  client.on(Events.Error, (error) => log.warn("discord-error", { error }));
  client.on(Events.ShardError, (error) => log.warn("discord-connection-error", { error }));

  return {
    health: () => health,
    ended: () => {
      health = { state: "disconnected", detail: messages.notConnected };
    },
    failed: (error: unknown): BotError => {
      const isTokenInvalid = error instanceof Error && "code" in error && error.code === "TokenInvalid";
      const code = isTokenInvalid ? "PLATFORM_REFUSED_TOKEN" : (refusal ?? "PLATFORM_UNREACHABLE");
      health = { state: "disconnected", detail: errorTable[code].sentence };
      return new BotError(code, { cause: error, detail: "Discord" });
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

function codeOfClosing(closeCode: number): ErrorCode {
  if (closeCode === authenticationFailed) return "PLATFORM_REFUSED_TOKEN";
  return intentsRefused.has(closeCode) ? "PLATFORM_REFUSED_INTENTS" : "PLATFORM_UNREACHABLE";
}

function identityOf(client: Client): { botId: string; applicationId: string } | null {
  if (client.user === null || client.application === null) return null;
  return { botId: client.user.id, applicationId: client.application.id };
}

function botRoleOf(client: Client, guildId: string): string | null {
  const guild = client.guilds.cache.get(guildId);
  return client.user === null ? null : (guild?.roles.botRoleFor(client.user)?.id ?? null);
}

/** Source: topics/permissions: the role for everyone has the server's own id; the owner needs no role. */
function permissionsOf(client: Client, guildId: string, { userId, roles }: HeldRoles): bigint {
  const guild = client.guilds.cache.get(guildId);
  if (guild === undefined) return 0n;
  if (guild.ownerId === userId) return PermissionFlagsBits.Administrator;
  const held = [guildId, ...roles].map((role) => guild.roles.cache.get(role)?.permissions.bitfield ?? 0n);
  return held.reduce((sum, permissions) => sum | permissions, 0n);
}
