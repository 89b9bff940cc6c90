import type { Gateway } from "./gateway.ts";
import { intents, messageEvent } from "./payloads.ts";
import {
  addMessage,
  directMessagesWith,
  people,
  places,
  type StoredMessage,
  type Upload,
  type World,
} from "./world.ts";

export interface Said {
  readonly content: string;
  readonly channelId?: string;
  readonly userId?: string;
  readonly replyTo?: string;
  readonly attachments?: readonly Upload[];
  /** Fields that only some messages have: `webhook_id`, another `type`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What the bot has said, as people see it. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly content: string;
  readonly replyTo: string | null;
  /** The only person who sees it; null when everybody in the channel does. */
  readonly onlyFor: string | null;
  readonly pinged: readonly string[];
  /** What stands on its buttons. */
  readonly buttons: readonly string[];
}

/** What people write, and what they see. */
export interface People {
  /** Somebody writes a message; returns it. */
  say(said: Said): StoredMessage;
  /** Somebody mentions the bot in a channel. */
  mention(text: string, said?: Partial<Said>): StoredMessage;
  writeDirectly(text: string, said?: Partial<Said>): StoredMessage;
  /** Somebody hands Discord a file, to send it with something. */
  upload(name: string, content: string | Uint8Array, mediaType?: string): Upload;
  /** What the bot has said, in order; not what is only "thinking…" or was dismissed. */
  seen(): SeenMessage[];
}

export function createPeople(world: World, gateway: Gateway, roleMentionShowsText: boolean): People {
  const say = (said: Said): StoredMessage => {
    const message = addMessage(world, {
      channelId: said.channelId ?? places.general,
      authorId: said.userId ?? people.asker,
      isBot: (said.userId ?? people.asker) === people.otherBot || said.userId === world.botId,
      content: said.content,
      replyTo: said.replyTo ?? null,
      attachments: said.attachments ?? [],
    });
    const everything = ((gateway.identifiedIntents() ?? 0) & intents.messageContent) !== 0;
    const event = messageEvent(world, message, { everything, roleMentions: roleMentionShowsText });
    gateway.dispatch({ ...event, data: { ...event.data, ...said.extra } });
    return message;
  };

  return {
    say,
    mention: (text, said = {}) => say({ content: `<@${world.botId}> ${text}`, ...said }),
    writeDirectly: (text, said = {}) => {
      const userId = said.userId ?? people.asker;
      return say({ content: text, channelId: directMessagesWith(world, userId).id, ...said });
    },
    upload: (name, content, mediaType = "text/plain") => {
      const upload = { id: world.newId(), name, bytes: Buffer.from(content), mediaType };
      world.uploads.set(upload.id, upload);
      return upload;
    },
    seen: () =>
      world.messages
        .filter((message) => message.authorId === world.botId && !message.isPending && !message.isDeleted)
        .map(({ id, channelId, content, replyTo, onlyFor, pinged, rows }) => ({
          id,
          channelId,
          content,
          replyTo,
          onlyFor,
          pinged,
          buttons: rows.flatMap((row) => row.components.map((button) => button.label)),
        })),
  };
}
