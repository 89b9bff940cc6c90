import { type DiscordRest, messagesAfter, type PastMessage } from "./discord-rest.ts";
import { limits } from "./limits.ts";

/** Where something is posted and what is known of the place when it has to be read back. */
export interface Place {
  readonly channelId: string;
  /** The message that is answered, shown above the reply. Null where there is none. */
  readonly replyTo: string | null;
  /** An id: what is sought can only stand after it. */
  readonly after: string;
}

/** `unreadable`: the bot may not read what was said there, or too much was said since. */
export type Shown =
  | { readonly kind: "read"; readonly messages: readonly PastMessage[] }
  | { readonly kind: "unreadable"; readonly reason: string };

/**
 * What the bot has already said there, in answer where there is something to answer: Discord does not keep a nonce
 * beyond a few minutes and never gives it back with the history. Throws what the SDK throws.
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
    return { kind: "unreadable", reason: "what it answers is not to be found in the history" };
  }
  const messages = said.filter((message) => message.author.id === botId && mayAnswer(message, place));
  return { kind: "read", messages };
}

function mayAnswer(message: PastMessage, place: Place): boolean {
  const answered = message.message_reference?.message_id;
  return answered === undefined || answered === place.replyTo;
}

/** 1 January 2015, from which Discord counts (reference, snowflakes). */
const discordEpoch = 1_420_070_400_000;

/** An id before every id that Discord made from then on, by whichever clock. */
export function idBefore(instant: Date): string {
  const since = instant.getTime() - limits.clockMilliseconds - discordEpoch;
  return String(BigInt(Math.max(0, since)) << 22n);
}
