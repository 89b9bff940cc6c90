import { formInTime } from "../../chat/form-in-time.ts";
import type { Request } from "../../chat/request.ts";
import { slackTimes } from "./limits.ts";
import { renderForm } from "./render-form.ts";
import type { ReplyAddress } from "./reply-address.ts";
import type { ListeningNeeds } from "./take-request.ts";
import { within } from "./within.ts";
import { reasonOf, type SlackWorkspace } from "./workspaces.ts";

/** `none`: the request asks for no form; it is to be stored. */
export type Opened = "opened" | "not-opened" | "none";

export interface Opening {
  readonly request: Request;
  readonly replyAddress: ReplyAddress;
  /** Good once, within three seconds (docs: surfaces/modals). */
  readonly triggerId: string;
}

/** Shows the form a request asks for, if it asks for one. Throws BotError when the records cannot be asked. */
export async function openForm(
  { request, replyAddress, triggerId }: Opening,
  { client, identity }: SlackWorkspace,
  needs: ListeningNeeds,
): Promise<Opened> {
  const form = await formInTime(needs.inbox, request);
  if (form === null) return "none";
  const origin = {
    command: form.command,
    text: form.text,
    channel: request.channel,
    responseUrl: replyAddress.kind === "command" ? replyAddress.responseUrl : null,
    issuedAt: needs.clock.now().getTime(),
    attachments: request.attachments,
  };
  const view = renderForm(form, origin, needs.sentences.cancel);
  const opening = client.views.open({ trigger_id: triggerId, view }).then(
    (): Opened => "opened",
    async (error: unknown): Promise<Opened> => {
      const reason = reasonOf(error);
      needs.log.warn("slack-form-not-opened", { command: form.command, reason });
      await needs.workspaces.noteFailure(identity.teamId, reason);
      return "not-opened";
    },
  );
  return within(slackTimes.openForm, opening, () => "not-opened");
}
