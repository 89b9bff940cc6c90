import type { Gateway } from "./gateway.ts";
import { intents, interactionEvent, messageEvent, type SlashCommand } from "./payloads.ts";
import {
  addMessage,
  directMessagesWith,
  people,
  places,
  type StoredInteraction,
  type StoredMessage,
  type World,
} from "./world.ts";

export interface Said {
  readonly content: string;
  readonly channelId?: string;
  readonly userId?: string;
  readonly replyTo?: string;
  /** Fields that only some messages have: `webhook_id`, another `type`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface Used extends Partial<SlashCommand> {
  readonly channelId?: string;
  readonly userId?: string;
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
}

/** What people do on the fake server, and what they see. */
export interface People {
  /** Somebody writes a message; returns it. */
  say(said: Said): StoredMessage;
  /** Somebody mentions the bot in a channel. */
  mention(text: string, said?: Partial<Said>): StoredMessage;
  writeDirectly(text: string, said?: Partial<Said>): StoredMessage;
  /** Somebody uses `/cluster`. */
  use(used?: Used): StoredInteraction;
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
    use: ({ command = "ask", options = {}, channelId, userId, locale } = {}) => {
      const id = world.newId();
      const interaction: StoredInteraction = {
        id,
        token: `token-of-${id}`,
        channelId: channelId ?? places.general,
        userId: userId ?? people.asker,
        createdAt: world.clock.now().getTime(),
        original: null,
      };
      world.interactions.set(id, interaction);
      const slash = { command, options, ...(locale === undefined ? {} : { locale }) };
      gateway.dispatch(interactionEvent(world, interaction, slash));
      return interaction;
    },
    seen: () =>
      world.messages
        .filter((message) => message.authorId === world.botId && !message.isPending && !message.isDeleted)
        .map(({ id, channelId, content, replyTo, onlyFor, pinged }) => ({
          id,
          channelId,
          content,
          replyTo,
          onlyFor,
          pinged,
        })),
  };
}
