import { createHash } from "node:crypto";
import { acceptInTime } from "../../chat/accept-in-time.ts";
import type { Form } from "../../chat/form.ts";
import { formInTime } from "../../chat/form-in-time.ts";
import type { IncomingRequest, RequestInbox } from "../../chat/platform.port.ts";
import type { Request } from "../../chat/request.ts";
import { codeOf, errorTable } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { codes, readFailure } from "./discord-errors.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import {
  answerAtOnce,
  createMessage,
  type DiscordRest,
  deferReply,
  showForm,
  showTyping,
} from "./discord-rest.ts";
import { limits } from "./limits.ts";
import { renderForm } from "./render-form.ts";
import { type InteractionAddress, ReplyAddress } from "./reply-address.ts";

/** Interactions being acknowledged; their replies must not overtake the acknowledgement. */
export type Acknowledging = Map<string, Promise<void>>;

export interface TakingNeeds {
  readonly inbox: RequestInbox;
  readonly rest: DiscordRest;
  readonly acknowledging: Acknowledging;
  readonly log: Log;
  readonly messages: DiscordMessages;
  /** Whether a channel is there, and of a kind that a form offers. */
  readonly canBeChosen: (channelId: string) => boolean;
}

/**
 * Shows the form a request asks for. Without one, stores the request, then shows the person that it was taken; when it
 * cannot be stored in time, says so instead. Discord delivers once and waits 3 s for the first answer to an
 * interaction. Never throws.
 */
export async function takeRequest(incoming: IncomingRequest, needs: TakingNeeds): Promise<void> {
  const address = ReplyAddress.parse(incoming.replyAddress);
  if (address.kind === "interaction" && (await tookForm(incoming, address, needs))) return;
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

/**
 * Whether a form was shown, or may have been: then there is nothing to answer before it is sent in. It can only be the
 * first answer to an interaction. Where it could not be shown for certain, the command is answered without one.
 */
async function tookForm(
  { request }: IncomingRequest,
  address: InteractionAddress,
  needs: TakingNeeds,
): Promise<boolean> {
  if (request.fields !== null) return false;
  const form = await formOrNone(request, needs);
  const { messages, canBeChosen } = needs;
  const isDirectMessage = request.isDirectMessage;
  const modal = form === null ? null : renderForm(form, { isDirectMessage, canBeChosen, messages });
  if (modal === null) return false;
  try {
    await showForm(needs.rest, address, modal);
    return true;
  } catch (error) {
    const failure = readFailure(error);
    needs.log.warn("discord-form-not-shown", { command: request.command, failure });
    return failure.kind !== "answered" || failure.code !== codes.invalidBody;
  }
}

/** Discord has been asked nothing yet, so there is still time to store a request whose form is late. */
async function formOrNone(request: Request, { inbox, log }: TakingNeeds): Promise<Form | null> {
  try {
    return await formInTime(inbox, request);
  } catch (error) {
    log.warn("discord-form-late", { command: request.command, code: codeOf(error) });
    return null;
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
    buttons: [],
    nonce,
    replyTo: address.messageId,
  });
}
