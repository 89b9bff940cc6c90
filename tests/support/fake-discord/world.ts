import type { Clock } from "../../../src/shared/clock.port.ts";
import type { RegisteredCommand } from "./command-rules.ts";
import type { ButtonRow } from "./component-rules.ts";
import type { Modal } from "./modal-rules.ts";

/** Rights of the bot in a channel that the fake looks at. */
export type Permission =
  | "VIEW_CHANNEL"
  | "SEND_MESSAGES"
  | "SEND_MESSAGES_IN_THREADS"
  | "READ_MESSAGE_HISTORY"
  | "ATTACH_FILES";

/** Source: topics/permissions. */
export const permissionBits: Readonly<Record<Permission, bigint>> = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
};

const everyPermission = Object.keys(permissionBits) as readonly Permission[];

export const channelTypes = { text: 0, directMessages: 1, publicThread: 11 } as const;

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly guildId: string | null;
  readonly parentId: string | null;
  /** Of a channel of direct messages. */
  readonly recipientId: string | null;
  /** Change it to take rights from the bot; with `setPermissions` the gateway tells of it. */
  readonly permissions: Set<Permission>;
  /** Of a thread. */
  isArchived?: boolean;
}

export interface Member {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly pending: boolean;
  readonly flags: number;
  /** Their name in this server. */
  readonly nick?: string;
  /** What they may do in its channels, as Discord adds it up; nothing special unless told. */
  readonly permissions?: bigint;
}

/** A server the bot is in. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  /** When the bot was invited. */
  readonly invitedAt: Date;
  /** The role Discord makes for a bot that joins. */
  readonly botRoleId: string;
  readonly members: Map<string, Member>;
  readonly generalId: string;
  /** Roles that people made in it, with what they let their holders do. */
  readonly roles: Map<string, bigint>;
}

/** A file somebody sent. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** What it shows in words. */
  readonly description?: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly isBot: boolean;
  content: string;
  readonly nonce: string | null;
  readonly replyTo: string | null;
  readonly createdAt: number;
  /** Only this person sees it. */
  readonly onlyFor: string | null;
  rows: readonly ButtonRow[];
  attachments: readonly Upload[];
  /** "Clusterbot is thinking…": shown, but nothing is said yet. */
  isPending: boolean;
  isDeleted: boolean;
  /** Whom Discord notified because of it. */
  pinged: readonly string[];
}

export interface StoredInteraction {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  readonly userId: string;
  readonly createdAt: number;
  /** 2 a command, 3 a component, 5 a form that was sent in (interactions, interaction type). */
  readonly type: 2 | 3 | 5;
  readonly locale: string;
  original: StoredMessage | null;
  /** The form it was answered with. */
  modal: Modal | null;
}

/** Everything the fake knows; tests may change what a person or an administrator could. */
export interface World {
  readonly clock: Clock;
  readonly token: string;
  readonly botId: string;
  readonly botName: string;
  readonly applicationId: string;
  readonly guildId: string;
  /** Of the server everything is in unless told. */
  readonly botRoleId: string;
  readonly members: Map<string, Member>;
  /** The servers the bot is in. */
  readonly guilds: Map<string, Guild>;
  readonly uploads: Map<string, Upload>;
  /** How much later than it was posted a message is in the history of its channel; milliseconds. */
  historyLag: number;
  /** Where the fake is reached: files that were sent are read there. */
  origin: string;
  readonly channels: Map<string, Channel>;
  readonly messages: StoredMessage[];
  readonly interactions: Map<string, StoredInteraction>;
  /** People who take no direct messages from the bot. */
  readonly closedTo: Set<string>;
  commands: readonly RegisteredCommand[];
  newId(): string;
}

/** 1 January 2015, from which Discord counts (Discord, reference: snowflakes). */
const discordEpoch = 1_420_070_400_000n;

/** An interaction as it begins. */
export function addInteraction(
  world: World,
  interaction: Pick<StoredInteraction, "type" | "channelId" | "userId" | "locale">,
): StoredInteraction {
  const id = world.newId();
  const createdAt = world.clock.now().getTime();
  const stored = { ...interaction, id, token: `token-of-${id}`, createdAt, original: null, modal: null };
  world.interactions.set(id, stored);
  return stored;
}

export const places = {
  general: "300000000000000001",
  members: "300000000000000002",
  thread: "300000000000000003",
} as const;

export const people = {
  asker: "200000000000000001",
  newcomer: "200000000000000002",
  owner: "200000000000000008",
  otherBot: "200000000000000009",
} as const;

export const memberRole = "400000000000000002";

export function createWorld(clock: Clock, token: string): World {
  let counter = 0n;
  const guildId = "100000000000000001";
  const world: World = {
    clock,
    token,
    botId: "500000000000000001",
    botName: "Clusterbot",
    applicationId: "500000000000000002",
    guildId,
    botRoleId: "400000000000000001",
    members: new Map(),
    guilds: new Map(),
    uploads: new Map(),
    historyLag: 0,
    origin: "",
    channels: new Map(),
    messages: [],
    interactions: new Map(),
    closedTo: new Set(),
    commands: [],
    newId: () => {
      counter += 1n;
      return String(((BigInt(clock.now().getTime()) - discordEpoch) << 22n) | (counter & 0x3fffffn));
    },
  };
  const { text, publicThread } = channelTypes;
  const base = { guildId, recipientId: null };
  for (const channel of [
    { ...base, id: places.general, type: text, parentId: null },
    { ...base, id: places.members, type: text, parentId: null },
    { ...base, id: places.thread, type: publicThread, parentId: places.general },
  ])
    world.channels.set(channel.id, { ...channel, permissions: new Set(everyPermission) });
  world.members.set(people.asker, {
    userId: people.asker,
    roles: [memberRole],
    pending: false,
    flags: 0,
  });
  world.members.set(people.newcomer, { userId: people.newcomer, roles: [], pending: true, flags: 0 });
  const { botRoleId, members } = world;
  const roles = new Map<string, bigint>([[memberRole, 0n]]);
  const invitedAt = clock.now();
  const home = {
    id: guildId,
    name: "Tech cluster",
    invitedAt,
    botRoleId,
    members,
    generalId: places.general,
    roles,
  };
  world.guilds.set(guildId, home);
  return world;
}

/** Who somebody is in the server of a channel; undefined in direct messages and for strangers. */
export function memberIn(world: World, channel: Channel | undefined, userId: string): Member | undefined {
  return world.guilds.get(channel?.guildId ?? "")?.members.get(userId);
}

/** The channel of direct messages with a person, made when there is none. */
export function directMessagesWith(world: World, userId: string): Channel {
  const existing = [...world.channels.values()].find((channel) => channel.recipientId === userId);
  if (existing !== undefined) return existing;
  const channel: Channel = {
    id: world.newId(),
    type: channelTypes.directMessages,
    guildId: null,
    parentId: null,
    recipientId: userId,
    permissions: new Set(everyPermission),
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** Adds a message with what it leaves open filled in. */
export function addMessage(
  world: World,
  message: Pick<StoredMessage, "channelId" | "authorId" | "content"> & Partial<StoredMessage>,
): StoredMessage {
  const stored: StoredMessage = {
    id: world.newId(),
    isBot: message.authorId === world.botId,
    nonce: null,
    replyTo: null,
    createdAt: world.clock.now().getTime(),
    onlyFor: null,
    rows: [],
    attachments: [],
    isPending: false,
    isDeleted: false,
    pinged: [],
    ...message,
  };
  world.messages.push(stored);
  return stored;
}
