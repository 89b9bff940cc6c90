import { acceptInTime } from "../../chat/accept-in-time.ts";
import type { RequestInbox } from "../../chat/platform.port.ts";
import type { Request } from "../../chat/request.ts";
import type { Messages } from "../../messages/english.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import { openForm } from "./open-form.ts";
import type { Heard, ReadingNeeds } from "./read-request.ts";
import type { SlackWorkspace, SlackWorkspaces } from "./workspaces.ts";

export interface ListeningNeeds {
  readonly inbox: RequestInbox;
  readonly workspaces: SlackWorkspaces;
  readonly clock: Clock;
  readonly log: Log;
  readonly sentences: Messages["slack"];
  readonly reading: Omit<ReadingNeeds, "identity">;
}

/**
 * Opens the form a request asks for, or stores the request. Gives a sentence when a form could not be opened. Throws
 * BotError when nothing could be stored.
 */
export async function take(
  { heard, triggerId }: { readonly heard: Heard; readonly triggerId: string },
  workspace: SlackWorkspace,
  needs: ListeningNeeds,
): Promise<string | null> {
  const request = await requestOf(heard, workspace);
  if (request === null) return null;
  const opened = await openForm({ request, replyAddress: heard.replyAddress, triggerId }, workspace, needs);
  if (opened === "opened") return null;
  if (opened === "not-opened") return needs.sentences.formNotOpened;
  await acceptInTime(needs.inbox, { request, replyAddress: heard.replyAddress });
  return null;
}

/** Stores what was said, unless a program said it. Throws BotError. */
export async function store(heard: Heard, workspace: SlackWorkspace, needs: ListeningNeeds): Promise<void> {
  const request = await requestOf(heard, workspace);
  if (request !== null) await acceptInTime(needs.inbox, { request, replyAddress: heard.replyAddress });
}

/** With who asks, as far as that can be found out in time; null when it is a program. */
async function requestOf(heard: Heard, workspace: SlackWorkspace): Promise<Request | null> {
  const { asker, locale, isExternallyShared } = await workspace.people(heard);
  return asker.standing === "bot" ? null : { ...heard.request, asker, locale, isExternallyShared };
}

/** Null when the app is not installed there (any more). Throws BotError when the records cannot be reached. */
export async function workspaceOf(
  team: string | null,
  { workspaces, log }: Pick<ListeningNeeds, "workspaces" | "log">,
): Promise<SlackWorkspace | null> {
  const workspace = team === null ? null : await workspaces.of(team);
  if (workspace === null) log.info("slack-workspace-unknown", { team });
  return workspace;
}

export function readingIn({ identity }: SlackWorkspace, needs: ListeningNeeds): ReadingNeeds {
  return { ...needs.reading, identity };
}
