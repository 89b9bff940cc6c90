import { z } from "zod";
import { ButtonRows } from "./component-rules.ts";
import { Modal } from "./modal-rules.ts";
import type { Channel, Permission, StoredInteraction, World } from "./world.ts";

/** What the server answers; `body` is left out where Discord sends none. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a rule that is broken; the server answers with it. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, code: number, message: string) {
    super(`${status} ${code} ${message}`);
    this.answer = { status, body: { message, code, errors: {} } };
  }
}

const invalid = (what: string): Refusal => new Refusal(400, 50_035, `Invalid Form Body: ${what}`);

const AllowedMentions = z.object({
  parse: z.array(z.enum(["users", "roles", "everyone"])).optional(),
  users: z.array(z.string()).optional(),
  roles: z.array(z.string()).optional(),
  replied_user: z.boolean().optional(),
});
export type AllowedMentions = z.infer<typeof AllowedMentions>;

export const Content = z.object({
  content: z.string().optional(),
  allowed_mentions: AllowedMentions.optional(),
  flags: z.number().int().optional(),
  components: ButtonRows.optional(),
  // Source: reference, uploading files: `id` is the number of a file that came with it.
  attachments: z
    .array(
      z.object({ id: z.number().int(), filename: z.string(), description: z.string().max(1_024).optional() }),
    )
    .optional(),
});
export type Content = z.infer<typeof Content>;

export const NewMessage = Content.extend({
  nonce: z.union([z.string(), z.number().int()]).optional(),
  enforce_nonce: z.boolean().optional(),
  message_reference: z
    .object({ message_id: z.string(), fail_if_not_exists: z.boolean().default(true) })
    .optional(),
});
export type NewMessage = z.infer<typeof NewMessage>;

export const Callback = z.object({ type: z.number().int(), data: z.unknown() });
export const NewDirectMessages = z.object({ recipient_id: z.string() });

/** The body as the schema has it. Source: opcodes-and-status-codes, 50035. */
export function parseBody<Shape extends z.ZodType>(schema: Shape, body: unknown): z.output<Shape> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  return parsed.data;
}

/** Returns the text. */
export function checkContent(content: Content): string {
  // Source: resources/message, Create Message: at least one of content, embeds, stickers, …
  if (content.content === undefined || content.content.trim() === "") {
    throw new Refusal(400, 50_006, "Cannot send an empty message");
  }
  // Source: resources/message, Create Message: content up to 2000 characters.
  if (Array.from(content.content).length > 2_000) throw invalid("content: must be 2000 or fewer in length");
  // Our own rule, stricter than Discord's default of pinging whom the text names (resources/message, Allowed Mentions).
  const allowed = content.allowed_mentions;
  const parse = allowed?.parse;
  const isForEverybody =
    parse?.length === 1 && parse[0] === "everyone" && /^@(everyone|here)\n/.test(content.content);
  if ((parse?.length !== 0 && !isForEverybody) || allowed?.replied_user === true) {
    throw invalid("allowed_mentions: this bot pings nobody, but for everybody where its first line says so");
  }
  return content.content.trim();
}

const flags = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, suppressNotifications: 1 << 12 };
export const isEphemeral = (content: Content): boolean => ((content.flags ?? 0) & flags.ephemeral) !== 0;

/** Source: resources/message, Create Message: only some flags can be set; Edit Message: SUPPRESS_EMBEDS alone. */
export function checkFlags(content: Content, kind: "create" | "edit" | "defer" | "answer"): void {
  const allowed = {
    create: flags.suppressEmbeds | flags.suppressNotifications,
    edit: flags.suppressEmbeds,
    // Source: interactions/receiving-and-responding: of a deferred reply only EPHEMERAL may be set.
    defer: flags.ephemeral,
    answer: flags.suppressEmbeds | flags.ephemeral | flags.suppressNotifications,
  }[kind];
  if (((content.flags ?? 0) & ~allowed) !== 0) throw invalid("flags: cannot be set here");
}

/** Returns the text. */
export function checkNewMessage(message: NewMessage): string {
  const content = checkContent(message);
  checkFlags(message, "create");
  // Source: resources/message, Create Message: nonce up to 25 characters.
  if (typeof message.nonce === "string" && message.nonce.length > 25) {
    throw invalid("nonce: must be 25 or fewer in length");
  }
  return content;
}

/** Source: opcodes-and-status-codes: 10003, 50001, 50013; topics/permissions for threads. */
export function channelFor(world: World, channelId: string, permission: Permission): Channel {
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw new Refusal(404, 10_003, "Unknown Channel");
  if (channel.guildId === null) return channel;
  if (!world.guilds.has(channel.guildId)) throw new Refusal(403, 50_001, "Missing Access");
  if (!channel.permissions.has("VIEW_CHANNEL")) throw new Refusal(403, 50_001, "Missing Access");
  const isThread = channel.parentId !== null;
  const needed = permission === "SEND_MESSAGES" && isThread ? "SEND_MESSAGES_IN_THREADS" : permission;
  if (!channel.permissions.has(needed)) throw new Refusal(403, 50_013, "Missing Permissions");
  // Source: opcodes-and-status-codes: 50083. Discord opens an archived thread for a message unless it is locked, too.
  if (channel.isArchived === true && permission === "SEND_MESSAGES")
    throw new Refusal(400, 50_083, "Thread is archived");
  return channel;
}

/** Source: opcodes-and-status-codes: 50007. */
export function checkMayWriteTo(world: World, channel: Channel): void {
  if (channel.recipientId !== null && world.closedTo.has(channel.recipientId)) {
    throw new Refusal(403, 50_007, "Cannot send messages to this user");
  }
}

/** The message replied to; null when it is gone and that does not matter. */
export function referenceOf(world: World, channel: Channel, message: NewMessage): string | null {
  const reference = message.message_reference;
  if (reference === undefined) return null;
  // Source: opcodes-and-status-codes: 160002.
  if (channel.guildId !== null && !channel.permissions.has("READ_MESSAGE_HISTORY")) {
    throw new Refusal(400, 160_002, "Cannot reply without permission to read message history");
  }
  const referenced = world.messages.find((stored) => stored.id === reference.message_id && !stored.isDeleted);
  if (referenced !== undefined) return referenced.id;
  // Source: resources/message, Message Reference: fail_if_not_exists.
  if (reference.fail_if_not_exists) throw invalid("message_reference: Unknown message");
  return null;
}

const acknowledgeMilliseconds = 3_000;
const tokenMilliseconds = 15 * 60_000;

/** Source: interactions/receiving-and-responding: the first answer within 3 s, and only once (10062, 40060). */
export function interactionToAnswer(world: World, id: string, token: string): StoredInteraction {
  const interaction = world.interactions.get(id);
  const age = world.clock.now().getTime() - (interaction?.createdAt ?? 0);
  if (interaction === undefined || interaction.token !== token || age > acknowledgeMilliseconds) {
    throw new Refusal(404, 10_062, "Unknown interaction");
  }
  if (interaction.original !== null || interaction.modal !== null) {
    throw new Refusal(400, 40_060, "Interaction has already been acknowledged.");
  }
  return interaction;
}

/** Source: interactions/receiving-and-responding, callback type: MODAL is not for forms that were sent in. */
export function modalFor(interaction: StoredInteraction, body: unknown): Modal {
  if (interaction.type === 5) throw invalid("type: a form cannot be answered with a form");
  return parseBody(Modal, body);
}

/** Source: interactions/receiving-and-responding: tokens live 15 minutes; discord-api-docs #6851 for 404 then 401. */
export function interactionToEdit(world: World, applicationId: string, token: string): StoredInteraction {
  const interaction = [...world.interactions.values()].find((candidate) => candidate.token === token);
  if (interaction === undefined || applicationId !== world.applicationId) {
    throw new Refusal(404, 10_015, "Unknown Webhook");
  }
  if (world.clock.now().getTime() - interaction.createdAt > tokenMilliseconds) {
    throw new Refusal(401, 50_027, "Invalid Webhook Token");
  }
  if (interaction.original === null) throw new Refusal(404, 10_015, "Unknown Webhook");
  return interaction;
}

/** Whom Discord notifies. Source: resources/message, Allowed Mentions. */
export function pingsOf(content: string, allowed: AllowedMentions | undefined): string[] {
  const parse: readonly string[] = allowed?.parse ?? ["users", "roles", "everyone"];
  const everyone = parse.includes("everyone") ? (content.match(/@(everyone|here)/g) ?? []) : [];
  const users = parse.includes("users") ? (content.match(/<@!?\d+>/g) ?? []) : [];
  const roles = parse.includes("roles") ? (content.match(/<@&\d+>/g) ?? []) : [];
  return [...everyone, ...users, ...roles];
}
