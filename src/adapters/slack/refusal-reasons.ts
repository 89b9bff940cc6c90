import type { RefusalReason } from "../../announcing/poster.port.ts";
import { isDeadToken } from "./slack-errors.ts";

/** Slack's own words (docs: errors of chat.postMessage, chat.update, chat.delete and conversations.info). */
const reasons: Readonly<Record<string, RefusalReason>> = {
  channel_not_found: "channel-gone",
  is_archived: "channel-archived",
  is_inactive: "channel-archived",
  not_in_channel: "not-in-channel",
  missing_scope: "may-not-post",
  not_allowed_token_type: "may-not-post",
  no_permission: "may-not-post",
  ekm_access_denied: "may-not-post",
  message_limit_exceeded: "may-not-post",
  restricted_action: "may-not-post",
  restricted_action_read_only_channel: "may-not-post",
  restricted_action_non_threadable_channel: "may-not-post",
  restricted_action_thread_locked: "may-not-post",
  restricted_action_thread_only_channel: "may-not-post",
  msg_too_long: "too-long",
  msg_blocks_too_long: "too-long",
  edit_window_closed: "too-old",
  cant_update_message: "too-old",
};

/** What Slack's word for a refusal means. */
export function refusalOf(word: string): { readonly reason: RefusalReason; readonly detail: string } {
  if (isDeadToken(word)) return { reason: "token-dead", detail: word };
  return { reason: reasons[word] ?? "refused", detail: word };
}
