import type { App } from "@slack/bolt";
import { codeOf, sentenceFor } from "../../shared/errors.ts";
import { listenForInteractions } from "./listen-for-interactions.ts";
import { listenForLeaving } from "./listen-for-leaving.ts";
import { type Heard, readCommand, readMessage, teamOfEvent } from "./read-request.ts";
import { escapeMrkdwn } from "./render-inline.ts";
import { type ListeningNeeds, readingIn, store, take, workspaceOf } from "./take-request.ts";
import type { SlackWorkspace } from "./workspaces.ts";

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
    const refusal = await takeCommand(body, needs);
    await (refusal === null ? ack() : ack({ response_type: "ephemeral", text: escapeMrkdwn(refusal) }));
  });
  listenForInteractions(app, needs);
  listenForLeaving(app, needs);
}

/** Not acknowledged when it could not be stored: Slack delivers it again. */
async function hear(body: unknown, retry: number | undefined, needs: ListeningNeeds): Promise<void> {
  const workspace = await workspaceOf(teamOfEvent(body), needs);
  if (workspace === null) return;
  const heard = readMessage(body, readingIn(workspace, needs));
  if (heard === null) return;
  try {
    await store(heard, workspace, needs);
  } catch (error) {
    needs.log.error("slack-message-not-stored", { code: codeOf(error), retry: retry ?? 0 });
    if (retry === lastRetry) await tellNotStored(heard, sentenceFor(error), { ...needs, workspace });
    throw error;
  }
}

/**
 * Slack does not deliver commands again, so the person is told at once; null when all went well. A command that asks
 * for a form is shown it, and becomes a request when that is sent in.
 */
async function takeCommand(
  body: { readonly team_id: string },
  needs: ListeningNeeds,
): Promise<string | null> {
  try {
    const workspace = await workspaceOf(body.team_id, needs);
    if (workspace === null) return needs.sentences.notInstalled;
    const heard = readCommand(body, readingIn(workspace, needs));
    if (heard === null) return null;
    const triggerId = "trigger_id" in body && typeof body.trigger_id === "string" ? body.trigger_id : "";
    return await take({ heard, triggerId }, workspace, needs);
  } catch (error) {
    needs.log.error("slack-command-not-stored", { code: codeOf(error) });
    return sentenceFor(error);
  }
}

/** The last delivery failed too. Best effort: whoever asked should not wait for nothing. */
async function tellNotStored(
  heard: Heard,
  sentence: string,
  { workspace: { client }, log }: ListeningNeeds & { readonly workspace: SlackWorkspace },
): Promise<void> {
  const { channel, thread } = heard.request;
  const place = { channel: channel ?? heard.user, ...(thread === null ? {} : { thread_ts: thread }) };
  const text = escapeMrkdwn(sentence);
  try {
    if (heard.request.isDirectMessage) await client.chat.postMessage({ ...place, text });
    else await client.chat.postEphemeral({ ...place, user: heard.user, text });
  } catch (error) {
    log.warn("slack-person-not-told", { code: codeOf(error) });
  }
}
