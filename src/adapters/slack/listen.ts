import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { acceptInTime } from "../../chat/accept-in-time.ts";
import type { RequestInbox } from "../../chat/platform.port.ts";
import { codeOf, sentenceFor } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { type Heard, type ReadingNeeds, readCommand, readMessage } from "./read-request.ts";
import { escapeMrkdwn } from "./render-inline.ts";
import type { Known } from "./slack-people.ts";

export interface ListeningNeeds {
  readonly inbox: RequestInbox;
  readonly client: WebClient;
  readonly log: Log;
  readonly reading: ReadingNeeds;
  readonly people: (heard: Heard) => Promise<Known>;
}

/** Slack delivers an event once and again up to three times (docs: events-api, retries). */
const lastRetry = 3;

/**
 * All that is listened to. A listener stores what was said and nothing else: it is done well within Slack's three
 * seconds, and only then is the delivery acknowledged.
 */
export function listen(app: App, needs: ListeningNeeds): void {
  app.event("app_mention", ({ body, context }) => hear(body, context.retryNum, needs));
  app.event("message", ({ body, context }) => hear(body, context.retryNum, needs));
  app.command(/^\//, async ({ body, ack }) => {
    const heard = readCommand(body, needs.reading);
    const refusal = heard === null ? null : await storeCommand(heard, needs);
    await (refusal === null ? ack() : ack({ response_type: "ephemeral", text: escapeMrkdwn(refusal) }));
  });
}

/** Not acknowledged when it could not be stored: Slack delivers it again. */
async function hear(body: unknown, retry: number | undefined, needs: ListeningNeeds): Promise<void> {
  const heard = readMessage(body, needs.reading);
  if (heard === null) return;
  try {
    await store(heard, needs);
  } catch (error) {
    needs.log.error("slack-message-not-stored", { code: codeOf(error), retry: retry ?? 0 });
    if (retry === lastRetry) await tellNotStored(heard, sentenceFor(error), needs);
    throw error;
  }
}

/** Slack does not deliver commands again, so the person is told at once; null when all went well. */
async function storeCommand(heard: Heard, needs: ListeningNeeds): Promise<string | null> {
  try {
    await store(heard, needs);
    return null;
  } catch (error) {
    needs.log.error("slack-command-not-stored", { code: codeOf(error) });
    return sentenceFor(error);
  }
}

async function store(heard: Heard, needs: ListeningNeeds): Promise<void> {
  const { asker, locale, isExternallyShared } = await needs.people(heard);
  if (asker.standing === "bot") return;
  const request = { ...heard.request, asker, locale, isExternallyShared };
  await acceptInTime(needs.inbox, { request, replyAddress: heard.replyAddress });
}

/** The last delivery failed too. Best effort: whoever asked should not wait for nothing. */
async function tellNotStored(heard: Heard, sentence: string, needs: ListeningNeeds): Promise<void> {
  const { channel, thread } = heard.request;
  const place = { channel: channel ?? heard.user, ...(thread === null ? {} : { thread_ts: thread }) };
  const text = escapeMrkdwn(sentence);
  try {
    if (heard.request.isDirectMessage) await needs.client.chat.postMessage({ ...place, text });
    else await needs.client.chat.postEphemeral({ ...place, user: heard.user, text });
  } catch (error) {
    needs.log.warn("slack-person-not-told", { code: codeOf(error) });
  }
}
