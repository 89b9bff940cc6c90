import type { KnownBlock } from "@slack/types";
import { type Answer, type Arguments, refused } from "./call.ts";
import { contentError, json, pictureError } from "./message-rules.ts";
import type { FakeMessage, Workspace } from "./workspace.ts";

/**
 * docs: chat.update, blocks, as published in 2021: those that are not given are kept, an empty list takes them away. Later
 * pages say that text without blocks takes them away as well; who sends an empty list is right by both.
 */
export function changeMessage(call: Arguments, workspace: Workspace): Answer {
  const found = ownMessage(call, workspace, "cant_update_message");
  if (typeof found === "string") return refused(found);
  const { editSeconds } = workspace;
  // docs: chat.update errors, edit_window_closed: the message cannot be edited due to the team's settings
  const isTooOld = editSeconds !== null && workspace.now() / 1_000 - Number(found.ts) > editSeconds;
  if (isTooOld) return refused("edit_window_closed");
  const error =
    contentError(call.text ?? "", json(call.blocks)) ?? pictureError(json(call.blocks), workspace);
  if (error !== null) return refused(error);
  replace(workspace, found, {
    ...found,
    text: (call.text ?? "").slice(0, 40_000),
    blocks: (json(call.blocks) as KnownBlock[] | undefined) ?? found.blocks,
    isParsed: call.link_names === "true" || call.parse !== "none",
  });
  return { ok: true, channel: found.channel, ts: found.ts, text: call.text ?? "" };
}

/** docs: chat.delete */
export function removeMessage(call: Arguments, workspace: Workspace): Answer {
  const found = ownMessage(call, workspace, "cant_delete_message");
  if (typeof found === "string") return refused(found);
  replace(workspace, found);
  return { ok: true, channel: found.channel, ts: found.ts };
}

/** docs: errors of both: channel_not_found, is_inactive (an archived channel), message_not_found, cant_… (others') */
function ownMessage(call: Arguments, workspace: Workspace, notOwn: string): FakeMessage | string {
  const channel = workspace.channels.get(call.channel ?? "");
  if (channel === undefined) return "channel_not_found";
  if (channel.isArchived) return "is_inactive";
  const found = workspace.messages.find(
    (message) => message.channel === channel.id && message.ts === call.ts && message.seenBy === null,
  );
  if (found === undefined) return "message_not_found";
  return found.author === workspace.botUser ? found : notOwn;
}

function replace({ messages }: Workspace, message: FakeMessage, ...by: readonly FakeMessage[]): void {
  messages.splice(messages.indexOf(message), 1, ...by);
}
