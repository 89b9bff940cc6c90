import { createHash } from "node:crypto";
import { acceptInTime } from "../../chat/accept-in-time.ts";
import type { IncomingRequest, RequestInbox } from "../../chat/platform.port.ts";
import { codeOf, errorTable } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { readFailure } from "./discord-errors.ts";
import { answerAtOnce, createMessage, type DiscordRest, deferReply, showTyping } from "./discord-rest.ts";
import { limits } from "./limits.ts";
import { type InteractionAddress, ReplyAddress } from "./reply-address.ts";

/** Interactions being acknowledged; their replies must not overtake the acknowledgement. */
export type Acknowledging = Map<string, Promise<void>>;

export interface TakingNeeds {
  readonly inbox: RequestInbox;
  readonly rest: DiscordRest;
  readonly acknowledging: Acknowledging;
  readonly log: Log;
}

/**
 * Stores a request, then shows the person that it was taken; when it cannot be stored in time, says so instead.
 * Discord delivers once and waits 3 s for the first answer to an interaction. Never throws.
 */
export async function takeRequest(incoming: IncomingRequest, needs: TakingNeeds): Promise<void> {
  const address = ReplyAddress.parse(incoming.replyAddress);
  const { promise, resolve } = Promise.withResolvers<void>();
  if (address.kind === "interaction") needs.acknowledging.set(address.interactionId, promise);
  try {
    const isStored = await storeInTime(incoming, needs);
    if (address.kind === "interaction") await answerInteraction(address, isStored, needs);
    else await answerMessage(address, isStored, needs);
  } catch (error) {
    // A question that is stored is answered all the same; `sendReply` finds out what became of the interaction.
    needs.log.warn("discord-not-acknowledged", { failure: readFailure(error) });
  } finally {
    resolve();
    if (address.kind === "interaction") needs.acknowledging.delete(address.interactionId);
  }
}

async function storeInTime(incoming: IncomingRequest, needs: TakingNeeds): Promise<boolean> {
  try {
    await acceptInTime(needs.inbox, incoming);
    return true;
  } catch (error) {
    needs.log.error("request-not-stored", { code: codeOf(error), error });
    return false;
  }
}

const notStored = errorTable.REQUEST_NOT_STORED.sentence;

async function answerInteraction(
  address: InteractionAddress,
  isStored: boolean,
  needs: TakingNeeds,
): Promise<void> {
  if (isStored) await deferReply(needs.rest, address, false);
  else await answerAtOnce(needs.rest, address, notStored);
}

async function answerMessage(
  address: Extract<ReplyAddress, { kind: "message" }>,
  isStored: boolean,
  needs: TakingNeeds,
): Promise<void> {
  if (isStored) return await showTyping(needs.rest, address.channelId);
  const nonce = createHash("sha256")
    .update(`not-stored ${address.messageId}`)
    .digest("base64url")
    .slice(0, limits.nonceCharacters);
  await createMessage(needs.rest, {
    channelId: address.channelId,
    content: notStored,
    nonce,
    replyTo: address.messageId,
  });
}
