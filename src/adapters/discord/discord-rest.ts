import { MessageFlags, type REST, Routes } from "discord.js";
import { z } from "zod";
import { limits } from "./limits.ts";
import type { ButtonRow } from "./render-buttons.ts";
import type { Modal } from "./render-form.ts";
import type { InteractionAddress } from "./reply-address.ts";

/** Of the SDK's REST client only what is called. */
export type DiscordRest = Pick<REST, "get" | "post" | "put" | "patch" | "delete">;

/** Pings nobody, whatever the content says, and not the person replied to either. */
const pingsNobody = { parse: [], replied_user: false };
const pingsEverybody = { parse: ["everyone"], replied_user: false };

/**
 * The SDK forgets the bot's token when any authorised request is answered with 401, and an interaction whose
 * token ran out is; calls that carry their own token in the path must not be sent with the bot's.
 */
const ownToken = { auth: false };

const Created = z.object({ id: z.string() });

/** The message as people know it from the history of a channel. */
const PastMessage = z.object({
  id: z.string(),
  content: z.string(),
  author: z.object({ id: z.string() }),
  message_reference: z.object({ message_id: z.string().optional() }).nullish(),
});
export type PastMessage = z.infer<typeof PastMessage>;

/** "Clusterbot is thinking…": seen by the asker alone unless `isShared`. */
export async function deferReply(
  rest: DiscordRest,
  address: InteractionAddress,
  isShared: boolean,
): Promise<void> {
  const data = isShared ? {} : { flags: MessageFlags.Ephemeral };
  const body = { type: 5, data };
  await rest.post(Routes.interactionCallback(address.interactionId, address.token), { body, ...ownToken });
}

/** Shows a form; only as the first answer, and not to a form that was sent in. */
export async function showForm(rest: DiscordRest, address: InteractionAddress, form: Modal): Promise<void> {
  const body = { type: 9, data: form };
  await rest.post(Routes.interactionCallback(address.interactionId, address.token), { body, ...ownToken });
}

/** What a message shows. */
export interface Shown {
  readonly content: string;
  readonly buttons: readonly ButtonRow[];
}

/** Answers an interaction at once with a sentence only the asker sees. */
export async function answerAtOnce(
  rest: DiscordRest,
  address: InteractionAddress,
  content: string,
): Promise<void> {
  const data = { content, flags: MessageFlags.Ephemeral, allowed_mentions: pingsNobody };
  const body = { type: 4, data };
  await rest.post(Routes.interactionCallback(address.interactionId, address.token), { body, ...ownToken });
}

/** Puts the reply in the place of "thinking…"; doing it twice shows it once. Returns the message's id. */
export async function editOriginal(
  rest: DiscordRest,
  address: InteractionAddress,
  { content, buttons }: Shown,
): Promise<string> {
  const body = {
    content,
    components: buttons,
    allowed_mentions: pingsNobody,
    flags: MessageFlags.SuppressEmbeds,
  };
  const route = Routes.webhookMessage(address.applicationId, address.token);
  return Created.parse(await rest.patch(route, { body, ...ownToken })).id;
}

/** A message to post; `replyTo` is the message it answers. */
export interface NewMessage extends Shown {
  readonly channelId: string;
  /** At most 25 characters; within a few minutes the same nonce is the same message. */
  readonly nonce: string;
  readonly replyTo: string | null;
  /** Shown below the text. */
  readonly picture?: Picture | null;
  /** Whether `@here` and `@everyone` in it notify; nothing else ever does. */
  readonly notifiesEverybody?: boolean;
}

/** A picture with what it shows in words. */
export interface Picture {
  readonly bytes: Uint8Array;
  /** E.g. `image/png`, and the ending that goes with it. */
  readonly mediaType: string;
  readonly ending: string;
  readonly alt: string;
}

/** Source: reference, uploading files: the description of an attachment is what screen readers say. */
function attached(picture: Picture | null) {
  if (picture === null) return { attachments: [], files: [] };
  const { bytes: data, mediaType: contentType, ending, alt } = picture;
  const name = `picture.${ending}`;
  return {
    attachments: [{ id: 0, filename: name, description: alt.slice(0, limits.descriptionCharacters) }],
    files: [{ name, data, contentType }],
  };
}

/** Posts a message once, however often it is asked within a few minutes. Returns the message's id. */
export async function createMessage(rest: DiscordRest, message: NewMessage): Promise<string> {
  const reference =
    message.replyTo === null
      ? {}
      : { message_reference: { message_id: message.replyTo, fail_if_not_exists: false } };
  const body = {
    content: message.content,
    ...(message.buttons.length === 0 ? {} : { components: message.buttons }),
    nonce: message.nonce,
    enforce_nonce: true,
    allowed_mentions: message.notifiesEverybody === true ? pingsEverybody : pingsNobody,
    flags: MessageFlags.SuppressEmbeds,
    ...reference,
  };
  const route = Routes.channelMessages(message.channelId);
  const { attachments, files } = attached(message.picture ?? null);
  if (files.length === 0) return Created.parse(await rest.post(route, { body })).id;
  return Created.parse(await rest.post(route, { body: { ...body, attachments }, files })).id;
}

/** A message of ours as it is to be; a picture it had is replaced, or taken away. */
export interface ChangedMessage {
  readonly channelId: string;
  readonly messageId: string;
  readonly content: string;
  /** Those that are there stay where none are given. */
  readonly buttons?: readonly ButtonRow[];
  readonly picture: Picture | null;
}

/** Doing it twice does no harm. */
export async function editMessage(rest: DiscordRest, message: ChangedMessage): Promise<void> {
  const { channelId, messageId, content, buttons, picture } = message;
  const { attachments, files } = attached(picture);
  const components = buttons === undefined ? {} : { components: buttons };
  const body = {
    content,
    ...components,
    attachments,
    allowed_mentions: pingsNobody,
    flags: MessageFlags.SuppressEmbeds,
  };
  await rest.patch(Routes.channelMessage(channelId, messageId), {
    body,
    ...(files.length === 0 ? {} : { files }),
  });
}

export async function deleteMessage(rest: DiscordRest, channelId: string, messageId: string): Promise<void> {
  await rest.delete(Routes.channelMessage(channelId, messageId));
}

const Channel = z.object({
  type: z.number().int(),
  guild_id: z.string().optional(),
  name: z.string().nullish(),
  thread_metadata: z.object({ archived: z.boolean() }).optional(),
});
export type ChannelObject = z.infer<typeof Channel>;

export async function readChannel(rest: DiscordRest, channelId: string): Promise<ChannelObject> {
  return Channel.parse(await rest.get(Routes.channel(channelId)));
}

/** The messages next after one, oldest first, at most a page of them. */
export async function messagesAfter(
  rest: DiscordRest,
  channelId: string,
  after: string,
): Promise<PastMessage[]> {
  const query = new URLSearchParams({ after, limit: String(limits.historyPage) });
  const page = z.array(PastMessage).parse(await rest.get(Routes.channelMessages(channelId), { query }));
  return page.toSorted((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1));
}

/** The channel of direct messages with a person; made when there is none yet. */
export async function openDirectMessages(rest: DiscordRest, userId: string): Promise<string> {
  return Created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })).id;
}

/** "Clusterbot is typing…", for ten seconds. */
export async function showTyping(rest: DiscordRest, channelId: string): Promise<void> {
  await rest.post(Routes.channelTyping(channelId));
}
