import { z } from "zod";
import { checkCommands } from "./command-rules.ts";
import { changeMessage, readChannel, removeMessage, uploadsOf } from "./message-routes.ts";
import { memberPayload, messagePayload, seesContent, userPayload } from "./payloads.ts";
import {
  type Answer,
  Callback,
  Content,
  channelFor,
  checkContent,
  checkFlags,
  checkMayWriteTo,
  checkNewMessage,
  interactionToAnswer,
  interactionToEdit,
  isEphemeral,
  modalFor,
  NewDirectMessages,
  NewMessage,
  parseBody,
  pingsOf,
  Refusal,
  referenceOf,
} from "./rules.ts";
import { addMessage, directMessagesWith, type StoredMessage, type World } from "./world.ts";

/** Source: resources/guild, Get Guild Member; 10007 is Unknown Member, 10004 Unknown Guild. */
function guildMember({ world, path: [guildId = "", userId = ""] }: Call): Answer {
  const guild = world.guilds.get(guildId);
  if (guild === undefined) throw new Refusal(404, 10_004, "Unknown Guild");
  const member = guild.members.get(userId);
  if (member === undefined) throw new Refusal(404, 10_007, "Unknown Member");
  return { status: 200, body: { user: userPayload(userId, false), ...memberPayload(member) } };
}

/** One call as a route sees it; `path` are the parts of the path that the pattern caught. */
export interface Call {
  readonly world: World;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly File[];
  readonly gatewayUrl: string;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Whether the bot's token is needed: interactions carry their own in the path. */
  readonly needsToken: boolean;
  readonly answer: (call: Call) => Answer;
}

const withBotToken = (method: string, pattern: RegExp, answer: Route["answer"]): Route => {
  return { method, pattern, answer, needsToken: true };
};
const withOwnToken: typeof withBotToken = (...route) => ({ ...withBotToken(...route), needsToken: false });

/** Of Discord's HTTP interface, version 10, what the bot uses and nothing else. */
export const routes: readonly Route[] = [
  withBotToken("GET", /^\/gateway\/bot$/, gatewayInformation),
  withBotToken("GET", /^\/users\/@me$/, ownAccount),
  withBotToken("GET", /^\/applications\/@me$/, ownApplication),
  withBotToken("GET", /^\/guilds\/(\d+)\/members\/(\d+)$/, guildMember),
  withBotToken("POST", /^\/channels\/(\d+)\/messages$/, createMessage),
  withBotToken("GET", /^\/channels\/(\d+)\/messages$/, listMessages),
  withBotToken("PATCH", /^\/channels\/(\d+)\/messages\/(\d+)$/, changeMessage),
  withBotToken("DELETE", /^\/channels\/(\d+)\/messages\/(\d+)$/, removeMessage),
  withBotToken("GET", /^\/channels\/(\d+)$/, readChannel),
  withBotToken("POST", /^\/channels\/(\d+)\/typing$/, startTyping),
  withBotToken("POST", /^\/users\/@me\/channels$/, openDirectMessages),
  withBotToken("GET", /^\/applications\/(\d+)\/commands$/, listCommands),
  withBotToken("PUT", /^\/applications\/(\d+)\/commands$/, replaceCommands),
  withOwnToken("POST", /^\/interactions\/(\d+)\/([^/]+)\/callback$/, answerInteraction),
  withOwnToken("PATCH", /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, editOriginal),
];

/** Source: events/gateway, Get Gateway Bot. */
function gatewayInformation({ gatewayUrl }: Call): Answer {
  const session_start_limit = { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 };
  return { status: 200, body: { url: gatewayUrl, shards: 1, session_start_limit } };
}

/** Source: resources/user, Get Current User. */
function ownAccount({ world }: Call): Answer {
  return { status: 200, body: { id: world.botId, username: world.botName, bot: true } };
}

/** Source: resources/application, Get Current Application. */
function ownApplication({ world }: Call): Answer {
  return { status: 200, body: { id: world.applicationId, name: world.botName } };
}

/** How long the same nonce is the same message; the documentation says "a few minutes" (resources/message). */
const nonceMilliseconds = 3 * 60_000;

function createMessage({ world, path, body, files }: Call): Answer {
  const [channelId = ""] = path;
  const message = parseBody(NewMessage, body);
  const content = checkNewMessage(message);
  const channel = channelFor(world, channelId, "SEND_MESSAGES");
  checkMayWriteTo(world, channel);
  const attachments = uploadsOf(world, channel, { message, files });
  const replyTo = referenceOf(world, channel, message);
  const nonce = message.nonce === undefined ? null : String(message.nonce);
  const known = message.enforce_nonce === true ? withNonce(world, channelId, nonce) : undefined;
  if (known !== undefined) return { status: 200, body: messagePayload(world, known, true) };
  const created = addMessage(world, {
    channelId,
    authorId: world.botId,
    content,
    nonce,
    replyTo,
    attachments,
    rows: message.components ?? [],
    pinged: pingsOf(content, message.allowed_mentions),
  });
  return { status: 200, body: { ...messagePayload(world, created, true), nonce } };
}

/** Source: resources/message, Create Message: enforce_nonce looks at the author's messages of the past few minutes. */
function withNonce(world: World, channelId: string, nonce: string | null): StoredMessage | undefined {
  const since = world.clock.now().getTime() - nonceMilliseconds;
  return world.messages.find(
    (stored) =>
      nonce !== null &&
      stored.nonce === nonce &&
      stored.authorId === world.botId &&
      stored.channelId === channelId &&
      stored.createdAt > since,
  );
}

/** Source: resources/message, Get Channel Messages: newest first; none without READ_MESSAGE_HISTORY. */
function listMessages({ world, path, query }: Call): Answer {
  const [channelId = ""] = path;
  const channel = channelFor(world, channelId, "VIEW_CHANNEL");
  const limit = parseBody(z.coerce.number().int().min(1).max(100), query.get("limit") ?? "50");
  const after = BigInt(query.get("after") ?? "0");
  if (channel.guildId !== null && !channel.permissions.has("READ_MESSAGE_HISTORY")) {
    return { status: 200, body: [] };
  }
  const visible = world.messages
    .filter((message) => message.channelId === channelId && !message.isDeleted && message.onlyFor === null)
    .filter((message) => BigInt(message.id) > after)
    .filter(({ createdAt }) => createdAt + world.historyLag <= world.clock.now().getTime())
    .toSorted((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1))
    .slice(0, limit)
    .toReversed();
  const body = visible.map((message) =>
    messagePayload(world, message, seesContent(world, message, { everything: false, roleMentions: true })),
  );
  return { status: 200, body };
}

function startTyping({ world, path }: Call): Answer {
  checkMayWriteTo(world, channelFor(world, path[0] ?? "", "SEND_MESSAGES"));
  return { status: 204 };
}

function openDirectMessages({ world, body }: Call): Answer {
  const { recipient_id: userId } = parseBody(NewDirectMessages, body);
  const channel = directMessagesWith(world, userId);
  return { status: 200, body: { id: channel.id, type: channel.type, recipients: [{ id: userId }] } };
}

/** Source: interactions/application-commands, Get Global Application Commands. */
function listCommands({ world, path }: Call): Answer {
  checkApplication(world, path);
  return { status: 200, body: world.commands };
}

function replaceCommands({ world, path, body }: Call): Answer {
  checkApplication(world, path);
  const commands = checkCommands(body);
  world.commands = commands.map((command) => ({
    ...command,
    id: world.newId(),
    application_id: world.applicationId,
    version: world.newId(),
    default_member_permissions: null,
    nsfw: false,
  }));
  return { status: 200, body: world.commands };
}

function checkApplication(world: World, path: readonly string[]): void {
  if (path[0] !== world.applicationId) throw new Refusal(403, 20_012, "You are not authorized for this");
}

function answerInteraction({ world, path, body }: Call): Answer {
  const [id = "", token = ""] = path;
  const callback = parseBody(Callback, body);
  const interaction = interactionToAnswer(world, id, token);
  if (callback.type === 9) {
    interaction.modal = modalFor(interaction, callback.data);
    return { status: 204 };
  }
  const isDeferral = callback.type === 5;
  if (!isDeferral && callback.type !== 4) throw new Refusal(400, 50_035, "Invalid Form Body: type");
  const data = parseBody(Content, callback.data ?? {});
  checkFlags(data, isDeferral ? "defer" : "answer");
  const content = isDeferral ? "" : checkContent(data);
  interaction.original = addMessage(world, {
    channelId: interaction.channelId,
    authorId: world.botId,
    content,
    rows: data.components ?? [],
    onlyFor: isEphemeral(data) ? interaction.userId : null,
    isPending: isDeferral,
    pinged: pingsOf(content, data.allowed_mentions),
  });
  return { status: 204 };
}

function editOriginal({ world, path, body }: Call): Answer {
  const [applicationId = "", token = ""] = path;
  const edited = parseBody(Content, body);
  const { original } = interactionToEdit(world, applicationId, token);
  if (original === null || original.isDeleted) throw new Refusal(404, 10_008, "Unknown Message");
  checkFlags(edited, "edit");
  original.content = checkContent(edited);
  original.isPending = false;
  original.rows = edited.components ?? original.rows;
  original.pinged = pingsOf(original.content, edited.allowed_mentions);
  return { status: 200, body: messagePayload(world, original, true) };
}
