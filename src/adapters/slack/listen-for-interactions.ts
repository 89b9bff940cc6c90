import type { AckFn, App, ViewResponseAction, ViewSubmitAction } from "@slack/bolt";
import { codeOf, sentenceFor } from "../../shared/errors.ts";
import {
  buttonId,
  type HeardInteraction,
  inputsOf,
  menuId,
  readButton,
  readForm,
  readMenu,
  responseUrlOf,
  teamOfInteraction,
} from "./read-interaction.ts";
import type { ReadingNeeds } from "./read-request.ts";
import { formCallbackId } from "./render-form.ts";
import { respond } from "./respond.ts";
import { type ListeningNeeds, readingIn, store, take, workspaceOf } from "./take-request.ts";

/** Buttons, the menu of a message, and forms that are sent in. Slack delivers none of them again. */
export function listenForInteractions(app: App, needs: ListeningNeeds): void {
  app.action(buttonId, async ({ body, ack }) => {
    await takeInteraction(body, readButton, needs);
    await ack();
  });
  app.shortcut({ type: "message_action", callback_id: menuId }, async ({ body, ack }) => {
    await takeInteraction(body, readMenu, needs);
    await ack();
  });
  app.view<ViewSubmitAction>(
    { type: "view_submission", callback_id: formCallbackId },
    async ({ body, ack }) => {
      await takeForm(body, ack, needs);
    },
  );
}

/** What goes wrong is told through the address that came with it, seen by the person only. */
async function takeInteraction(
  body: unknown,
  read: (body: unknown, needs: ReadingNeeds) => HeardInteraction | null,
  needs: ListeningNeeds,
): Promise<void> {
  const sentence = await refusalOf(body, read, needs);
  const url = responseUrlOf(body);
  if (sentence === null || url === null || !needs.reading.isResponseUrl(url)) return;
  const told = await respond(url, { text: sentence, blocks: [] });
  if (told.kind !== "sent") needs.log.warn("slack-person-not-told", { outcome: told.kind });
}

async function refusalOf(
  body: unknown,
  read: (body: unknown, needs: ReadingNeeds) => HeardInteraction | null,
  needs: ListeningNeeds,
): Promise<string | null> {
  try {
    const workspace = await workspaceOf(teamOfInteraction(body), needs);
    if (workspace === null) return needs.sentences.notInstalled;
    const said = read(body, readingIn(workspace, needs));
    return said === null ? null : await take(said, workspace, needs);
  } catch (error) {
    needs.log.error("slack-interaction-not-stored", { code: codeOf(error) });
    return sentenceFor(error);
  }
}

/** Until it is stored the form stays open, with everything in it and a sentence that says so. */
async function takeForm(body: unknown, ack: AckFn<ViewResponseAction>, needs: ListeningNeeds): Promise<void> {
  try {
    const workspace = await workspaceOf(teamOfInteraction(body), needs);
    if (workspace === null) return await keepOpen(body, ack, needs.sentences.notInstalled);
    const heard = readForm(body, readingIn(workspace, needs));
    if (heard !== null) await store(heard, workspace, needs);
    await ack();
  } catch (error) {
    needs.log.error("slack-form-not-stored", { code: codeOf(error) });
    await keepOpen(body, ack, needs.sentences.formNotSaved);
  }
}

/** A sentence can only stand beside an input: the first. */
async function keepOpen(body: unknown, ack: AckFn<ViewResponseAction>, sentence: string): Promise<void> {
  const [input] = inputsOf(body);
  await ack(input === undefined ? undefined : { response_action: "errors", errors: { [input]: sentence } });
}
