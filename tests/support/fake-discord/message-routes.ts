import { channelPayload, messagePayload } from "./payloads.ts";
import type { Call } from "./routes.ts";
import {
  type Answer,
  Content,
  channelFor,
  checkContent,
  checkFlags,
  parseBody,
  pingsOf,
  Refusal,
} from "./rules.ts";
import type { Channel, StoredMessage, Upload, World } from "./world.ts";

/** Source: resources/channel, Get Channel. */
export function readChannel({ world, path: [channelId = ""] }: Call): Answer {
  return { status: 200, body: channelPayload(channelFor(world, channelId, "VIEW_CHANNEL")) };
}

/** Source: resources/message, Edit Message: what is left out stays; attachments that are not named go. */
export function changeMessage({ world, path, body, files }: Call): Answer {
  const [channelId = "", messageId = ""] = path;
  const channel = channelFor(world, channelId, "VIEW_CHANNEL");
  const message = messageIn(world, channelId, messageId);
  // Source: opcodes-and-status-codes: 50005.
  if (message.authorId !== world.botId) throw new Refusal(403, 50_005, "Cannot edit another user's message");
  const edited = parseBody(Content, body);
  checkFlags(edited, "edit");
  const content = checkContent(edited);
  const attachments = uploadsOf(world, channel, { message: edited, files });
  message.content = content;
  message.rows = edited.components ?? message.rows;
  message.pinged = [...message.pinged, ...pingsOf(content, edited.allowed_mentions)];
  message.attachments = edited.attachments === undefined ? message.attachments : attachments;
  return { status: 200, body: messagePayload(world, message, true) };
}

/** Source: resources/message, Delete Message. */
export function removeMessage({ world, path: [channelId = "", messageId = ""] }: Call): Answer {
  channelFor(world, channelId, "VIEW_CHANNEL");
  messageIn(world, channelId, messageId).isDeleted = true;
  return { status: 204 };
}

function messageIn(world: World, channelId: string, messageId: string): StoredMessage {
  const found = world.messages.find(
    (message) => message.id === messageId && message.channelId === channelId && !message.isDeleted,
  );
  if (found === undefined) throw new Refusal(404, 10_008, "Unknown Message");
  return found;
}

/** Source: reference, uploading files; topics/permissions, ATTACH_FILES; opcodes-and-status-codes: 40005. */
export function uploadsOf(
  world: World,
  channel: Channel,
  { message, files }: { readonly message: Content; readonly files: readonly File[] },
): Upload[] {
  if (files.length === 0 && (message.attachments ?? []).length === 0) return [];
  if (channel.guildId !== null && !channel.permissions.has("ATTACH_FILES")) {
    throw new Refusal(403, 50_013, "Missing Permissions");
  }
  if (files.some((file) => file.size > 10 * 1024 * 1024))
    throw new Refusal(413, 40_005, "Request entity too large");
  return (message.attachments ?? []).map(({ id, filename, description }) => {
    const file = files[id];
    if (file === undefined) throw new Refusal(400, 50_035, "Invalid Form Body: attachments");
    const upload = { id: world.newId(), name: filename, bytes: new Uint8Array(), mediaType: file.type };
    return { ...upload, ...(description === undefined ? {} : { description }) };
  });
}
