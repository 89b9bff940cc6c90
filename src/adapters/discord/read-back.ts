import { type DiscordRest, messagesAfter, type PastMessage } from "./discord-rest.ts";
import { limits } from "./limits.ts";

/** Where a reply is posted and what is known of the place when it has to be read back. */
export interface Place {
  readonly channelId: string;
  /** The message that is answered, shown above the reply. Null where there is none. */
  readonly replyTo: string | null;
  /** Id of what the reply answers: the reply can only stand after it. */
  readonly after: string;
}

/** `unreadable`: the bot may not read what was said there, or too much was said since. */
export type Shown =
  | { readonly kind: "read"; readonly contents: readonly string[] }
  | { readonly kind: "unreadable"; readonly reason: string };

/**
 * What the bot has already said in answer, by the content of its messages: Discord does not keep a nonce beyond a
 * few minutes and never gives it back with the history. Throws what the SDK throws.
 */
export async function findShown(place: Place, botId: string, rest: DiscordRest): Promise<Shown> {
  const said: PastMessage[] = [];
  // Without the right to read history Discord answers with no messages at all; the message that is answered
  // must be among them, or nothing can be concluded.
  let after = place.replyTo === null ? place.after : String(BigInt(place.replyTo) - 1n);
  for (let page = 0; page < limits.historyPages; page++) {
    const messages = await messagesAfter(rest, place.channelId, after);
    said.push(...messages);
    after = messages.at(-1)?.id ?? after;
    if (messages.length < limits.historyPage) return readFrom(said, place, botId);
  }
  return { kind: "unreadable", reason: "too much was said since" };
}

function readFrom(said: readonly PastMessage[], place: Place, botId: string): Shown {
  if (place.replyTo !== null && !said.some((message) => message.id === place.replyTo)) {
    return { kind: "unreadable", reason: "the question is not to be found in the history" };
  }
  const contents = said
    .filter((message) => message.author.id === botId && mayAnswer(message, place))
    .map((message) => message.content);
  return { kind: "read", contents };
}

function mayAnswer(message: PastMessage, place: Place): boolean {
  const answered = message.message_reference?.message_id;
  return answered === undefined || answered === place.replyTo;
}
