import type { WebClient } from "@slack/web-api";
import type { DirectMessage, Sending, SendOutcome } from "../../chat/platform.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { contentOf, postOnce } from "./post-once.ts";
import type { Target } from "./read-back.ts";
import { renderMessage, type SlackMessage } from "./render-blocks.ts";
import { ReplyAddress } from "./reply-address.ts";
import { isAlive, respond } from "./respond.ts";
import { type Failure, failureOf } from "./slack-errors.ts";

export interface SendNeeds {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly cutSentence: string;
}

/** One attempt: the key, and since when an earlier one may have been shown (null: there was none). */
interface Attempt {
  readonly key: string;
  readonly since: Date | null;
  readonly message: SlackMessage;
}

type CommandAddress = Extract<ReplyAddress, { kind: "command" }>;

/** Sends one reply, at most once: a mention's in its thread, a direct message's there, a command's to the asker. */
export async function sendReply(sending: Sending, needs: SendNeeds): Promise<SendOutcome> {
  const parsed = ReplyAddress.safeParse(sending.replyAddress);
  if (!parsed.success) return { kind: "refused", reason: "the reply address cannot be read" };
  const address = parsed.data;
  const attempt: Attempt = {
    key: sending.key,
    since: sending.isRepeat ? (sending.attemptedSince ?? sending.receivedAt) : null,
    message: renderMessage(sending.reply, needs.cutSentence),
  };
  if (address.kind === "message") return sendOnce(address, attempt, needs);
  const issuedAt = address.issuedAt === null ? sending.receivedAt : new Date(address.issuedAt);
  return answerCommand(address, { ...attempt, issuedAt }, needs);
}

/** Sends one direct message, at most once: the bot may read back what it wrote there. */
export async function sendDirectly(message: DirectMessage, needs: SendNeeds): Promise<SendOutcome> {
  const { user, reply, key, attemptedSince: since } = message;
  return postDirectly(user, { key, since, message: renderMessage(reply, needs.cutSentence) }, needs);
}

/** Where it may be read back; the text alone where Slack does not like the blocks. */
async function sendOnce(
  target: Target,
  { key, since, message }: Attempt,
  needs: SendNeeds,
): Promise<SendOutcome> {
  const variants = message.blocks.length === 0 ? [message] : [message, { ...message, blocks: [] }];
  const posted = await postOnce({ target, mark: { event: "clusterbot_reply", key }, variants, since }, needs);
  switch (posted.kind) {
    case "posted":
      return { kind: "sent", remoteId: `${posted.channel}:${posted.ts}` };
    case "later":
      return postponed(posted.seconds, posted.since);
    case "refused":
    case "uncertain":
      return posted;
  }
}

/**
 * A reply that only the asker sees cannot be read back: an attempt that may have been shown stays uncertain.
 * After half an hour the reply goes out as a new message, seen by the asker only.
 */
async function answerCommand(
  address: CommandAddress,
  attempt: Attempt & { readonly issuedAt: Date },
  needs: SendNeeds,
): Promise<SendOutcome> {
  if (attempt.since !== null) return { kind: "uncertain", reason: "a private reply cannot be read back" };
  if (address.responseUrl === null || !isAlive(attempt.issuedAt, needs.clock.now())) {
    return postPrivately(address, attempt, needs);
  }
  const responded = await respond(address.responseUrl, attempt.message);
  if (responded.kind === "sent") return { kind: "sent", remoteId: null };
  if (responded.kind === "gone") return postPrivately(address, attempt, needs);
  if (responded.kind === "malformed" && attempt.message.blocks.length > 0) {
    return answerCommand(address, { ...attempt, message: { ...attempt.message, blocks: [] } }, needs);
  }
  return certain(responded, attempt.since);
}

async function postPrivately(
  address: CommandAddress,
  attempt: Attempt,
  needs: SendNeeds,
): Promise<SendOutcome> {
  const { channel, user } = address;
  try {
    const { message_ts } = await needs.client.chat.postEphemeral({
      channel,
      user,
      ...contentOf(attempt.message),
    });
    return { kind: "sent", remoteId: message_ts === undefined ? null : `${channel}:${message_ts}` };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "malformed" && attempt.message.blocks.length > 0) {
      return postPrivately(address, withoutBlocks(attempt), needs);
    }
    if (failure.kind === "refused") return postDirectly(user, attempt, needs);
    return certain(failure, attempt.since);
  }
}

/** Also where the bot is not in the channel a command was typed in: the asker gets a direct message instead. */
async function postDirectly(user: string, attempt: Attempt, needs: SendNeeds): Promise<SendOutcome> {
  try {
    const { channel } = await needs.client.conversations.open({ users: user });
    if (channel?.id === undefined) return { kind: "refused", reason: "no direct message could be opened" };
    return await sendOnce({ channel: channel.id, thread: null }, attempt, needs);
  } catch (error) {
    const failure = failureOf(error);
    // Opening a conversation shows nothing to anybody.
    return failure.kind === "unclear" ? postponed(15, attempt.since) : certain(failure, attempt.since);
  }
}

function withoutBlocks(attempt: Attempt): Attempt {
  return { ...attempt, message: { ...attempt.message, blocks: [] } };
}

function certain(failure: Failure, since: Date | null): SendOutcome {
  switch (failure.kind) {
    case "later":
      return postponed(failure.seconds, since);
    case "refused":
    case "malformed":
      return { kind: "refused", reason: failure.reason };
    case "unclear":
      return { kind: "uncertain", reason: failure.reason };
  }
}

/** To be tried again; after an attempt that may have been shown, only after another look. */
function postponed(seconds: number, since: Date | null): SendOutcome {
  return { kind: "wait", seconds, ...(since === null ? {} : { doubtSince: since }) };
}
