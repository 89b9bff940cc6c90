import { SnowflakeUtil } from "discord.js";
import type { DirectMessage, Sending, SendOutcome } from "../../chat/platform.port.ts";
import { codes, type Failure, readFailure, waitOrRefused } from "./discord-errors.ts";
import { createMessage, editOriginal, openDirectMessages } from "./discord-rest.ts";
import { limits } from "./limits.ts";
import { noteDoubt, type Posted, postReply } from "./post-reply.ts";
import type { Place } from "./read-back.ts";
import { renderButtons } from "./render-buttons.ts";
import { renderMessages } from "./render-message.ts";
import { type InteractionAddress, type MessageAddress, ReplyAddress } from "./reply-address.ts";
import type { SendingNeeds } from "./sending-needs.ts";

/** Sends one reply to where its question came from: every answer Discord may give is an outcome. */
export async function sendReply(sending: Sending, needs: SendingNeeds): Promise<SendOutcome> {
  const address = ReplyAddress.safeParse(sending.replyAddress);
  if (!address.success) return { kind: "refused", reason: "the reply address cannot be read" };
  const outcome =
    address.data.kind === "interaction"
      ? await sendToInteraction(sending, address.data, needs)
      : considerOutage(sending, await sendToMessage(sending, address.data, needs), needs);
  await noteHealth(sending, outcome, needs);
  return withDoubt(sending, outcome, needs);
}

/** Sends one direct message. */
export async function sendDirectly(message: DirectMessage, needs: SendingNeeds): Promise<SendOutcome> {
  const { user, attemptedSince } = message;
  const receivedAt = attemptedSince ?? needs.clock.now();
  const sending: Sendable = { ...message, receivedAt, isRepeat: attemptedSince !== null };
  const posted = await postDirectly(sending, { user, after: idAt(receivedAt) }, needs);
  return withDoubt(sending, settle(posted), needs);
}

/** An id that anything said from then on comes after; this machine's clock may be ahead of Discord's. */
function idAt(time: Date): string {
  return String(SnowflakeUtil.generate({ timestamp: time.getTime() - limits.clockMilliseconds }));
}

/** Of what is to be tried again says since when it may have been shown, in this process or an earlier one. */
function withDoubt(sending: Sendable, outcome: SendOutcome, needs: SendingNeeds): SendOutcome {
  const doubtSince = doubtOf(sending, needs);
  if (outcome.kind === "wait") return doubtSince === null ? outcome : { ...outcome, doubtSince };
  needs.doubts.delete(sending.key);
  return outcome;
}

/** What is sent, wherever it goes. */
type Sendable = Pick<Sending, "reply" | "key" | "isRepeat" | "attemptedSince" | "receivedAt">;

const removed: SendOutcome = { kind: "refused", reason: "the bot was removed from the server" };

/** What was worked out for a server's people goes nowhere once they have sent the bot away, not even to the asker. */
function isRemoved({ request }: Pick<Sending, "request">, { guilds }: SendingNeeds): boolean {
  return request.workspace !== null && guilds.stateOf(request.workspace) === "gone";
}

/** While Discord has an outage of a server, its refusals say nothing of the channel. */
function considerOutage(
  { request: { workspace } }: Sending,
  outcome: SendOutcome,
  { guilds }: SendingNeeds,
): SendOutcome {
  const isOutage = workspace !== null && guilds.stateOf(workspace) === "outage";
  return isOutage && outcome.kind === "refused" ? { kind: "wait", seconds: 60 } : outcome;
}

/** Whether the bot can be heard there, for those who look after the server. */
async function noteHealth({ request, replyAddress }: Sending, outcome: SendOutcome, needs: SendingNeeds) {
  const { workspace } = request;
  if (workspace === null) return;
  if (outcome.kind === "sent") return await needs.guilds.noteHealth(workspace, null);
  if (outcome.kind !== "refused") return;
  if (isRemoved({ request }, needs)) return await needs.guilds.noteHealth(workspace, "WORKSPACE_LEFT");
  // A private reply is refused by whom it is for, not by the server.
  if (ReplyAddress.safeParse(replyAddress).data?.kind === "message")
    await needs.guilds.noteHealth(workspace, "PLATFORM_REFUSED_REPLY");
}

async function sendToMessage(
  sending: Sending,
  address: MessageAddress,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  if (isRemoved(sending, needs)) return removed;
  const { channelId, messageId } = address;
  const place = { channelId, replyTo: messageId, after: messageId };
  return settle(await post(sending, place, needs));
}

/** While its token lives the reply takes the place of "thinking…"; later it is a message of its own. */
async function sendToInteraction(
  sending: Sending,
  address: InteractionAddress,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  await needs.acknowledging.get(address.interactionId);
  if (isRemoved(sending, needs)) return removed;
  const began = needs.clock.now();
  const age = began.getTime() - sending.receivedAt.getTime();
  if (age >= limits.tokenMilliseconds) return afterExpiry(sending, address, needs);
  const [content = ""] = renderMessages(sending.reply, 1, needs.messages);
  const shown = { content, buttons: renderButtons(sending.reply) };
  try {
    return { kind: "sent", remoteId: await editOriginal(needs.rest, address, shown) };
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind === "unclear") noteDoubt(needs.doubts, sending.key, began);
    if (!isGone(failure)) return settle({ kind: "failed", failure });
    if (failure.code === codes.unknownWebhook) {
      // Never acknowledged, so nothing was ever shown through it; unless another process is just doing so.
      if (age < limits.acknowledgeMilliseconds) return { kind: "wait", seconds: 2 };
      return sendElsewhere(sending, address, needs);
    }
    return afterExpiry(sending, address, needs);
  }
}

function isGone(failure: Failure): failure is Extract<Failure, { kind: "answered" }> {
  return failure.kind === "answered" && (failure.status === 401 || failure.status === 404);
}

/** What an earlier attempt put in the place of "thinking…" cannot be read back once the token has run out. */
async function afterExpiry(
  sending: Sending,
  address: InteractionAddress,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  const expiry = sending.receivedAt.getTime() + limits.tokenMilliseconds;
  const doubtSince = doubtOf(sending, needs);
  if (doubtSince !== null && doubtSince.getTime() < expiry) {
    return { kind: "uncertain", reason: "the interaction has run out and may have been answered" };
  }
  return sendElsewhere(sending, address, needs);
}

/** A private reply never goes where others read it: it goes to the asker's direct messages. */
async function sendElsewhere(
  sending: Sending,
  address: InteractionAddress,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  if (isRemoved(sending, needs)) return removed;
  const { isDirectMessage, visibility, asker } = sending.request;
  const after = address.interactionId;
  if ((isDirectMessage || visibility === "shared") && address.channelId !== null) {
    return settle(await post(sending, { channelId: address.channelId, replyTo: null, after }, needs));
  }
  const posted = await postDirectly(sending, { user: asker.id, after }, needs);
  return isClosed(posted) ? tellInChannel(sending, address, needs) : settle(posted);
}

/** Into the direct messages with a person; nothing of it stands at or before `after`. */
async function postDirectly(
  sending: Sendable,
  { user, after }: { readonly user: string; readonly after: string },
  needs: SendingNeeds,
): Promise<Posted> {
  try {
    const channelId = await openDirectMessages(needs.rest, user);
    const posted = await post(sending, { channelId, replyTo: null, after }, needs);
    if (posted.kind !== "sent" || posted.remoteId === null) return posted;
    // Where it stands is needed to change it.
    return { ...posted, remoteId: `${channelId}:${posted.remoteId}` };
  } catch (error) {
    return { kind: "failed", failure: readFailure(error) };
  }
}

function isClosed(posted: Posted): boolean {
  if (posted.kind !== "failed" || posted.failure.kind !== "answered") return false;
  return posted.failure.code === codes.cannotMessageUser;
}

/** The asker learns that there was an answer; everybody else learns nothing. */
async function tellInChannel(
  sending: Sending,
  address: InteractionAddress,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  const { channelId } = address;
  const refused: SendOutcome = { kind: "refused", reason: "the asker's direct messages are closed" };
  if (channelId === null) return refused;
  try {
    const content = needs.messages.privateReplyWaiting;
    const nonce = sending.key.slice(0, limits.nonceCharacters);
    await createMessage(needs.rest, { channelId, content, buttons: [], nonce, replyTo: null });
  } catch (error) {
    needs.log.warn("discord-asker-not-told", { failure: readFailure(error) });
  }
  return refused;
}

async function post(sending: Sendable, place: Place, needs: SendingNeeds): Promise<Posted> {
  const contents = renderMessages(sending.reply, limits.messagesPerReply, needs.messages);
  const buttons = renderButtons(sending.reply);
  const { key } = sending;
  return postReply({ place, contents, buttons, key, doubtSince: doubtOf(sending, needs) }, needs);
}

/** When the first attempt that may have been shown began, in this process or an earlier one. */
function doubtOf(sending: Sendable, needs: SendingNeeds): Date | null {
  const here = needs.doubts.get(sending.key) ?? null;
  const before = sending.isRepeat ? (sending.attemptedSince ?? sending.receivedAt) : null;
  if (here === null || before === null) return here ?? before;
  return new Date(Math.min(here.getTime(), before.getTime()));
}

/** Every request here can be repeated without showing anything twice, so what is unclear is tried again. */
function settle(posted: Posted): SendOutcome {
  return posted.kind === "failed" ? waitOrRefused(posted.failure) : posted;
}
