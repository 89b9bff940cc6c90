import type { ChangeOutcome } from "../../announcing/poster.port.ts";
import { refusalOf } from "./refusal-reasons.ts";
import type { SlackMessage } from "./render-blocks.ts";
import { failureOf } from "./slack-errors.ts";
import type { SlackWorkspace } from "./workspaces.ts";

/** A message of ours. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

/** Replaces a message; by the next of `variants` when Slack does not like the blocks of the first. */
export async function updateMessage(
  { channel, ts }: PostedMessage,
  variants: readonly SlackMessage[],
  workspace: Pick<SlackWorkspace, "client">,
): Promise<ChangeOutcome> {
  const [message, ...others] = variants;
  if (message === undefined) return { kind: "refused", ...refusalOf("invalid_blocks") };
  try {
    // Unlike a new message, a changed one is searched for names unless it is told not to be; and it keeps the blocks it
    // has unless it is given others, or none: people would read those and not the text.
    const { text, blocks } = message;
    await workspace.client.chat.update({ channel, ts, text, blocks, parse: "none" });
    return { kind: "changed" };
  } catch (error) {
    if (failureOf(error).kind === "malformed" && others.length > 0)
      return updateMessage({ channel, ts }, others, workspace);
    return outcomeOf(error);
  }
}

export async function deleteMessage(
  { channel, ts }: PostedMessage,
  { client }: SlackWorkspace,
): Promise<ChangeOutcome> {
  try {
    await client.chat.delete({ channel, ts });
    return { kind: "changed" };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Doing it again does no harm, so what is unclear is tried again. */
function outcomeOf(error: unknown): ChangeOutcome {
  const failure = failureOf(error);
  switch (failure.kind) {
    case "later":
      return { kind: "wait", seconds: failure.seconds, scope: "workspace" };
    case "unclear":
      return { kind: "wait", seconds: 15, scope: "channel" };
    case "malformed":
    case "refused":
      if (failure.reason === "message_not_found") return { kind: "gone" };
      return { kind: "refused", ...refusalOf(failure.reason) };
  }
}
