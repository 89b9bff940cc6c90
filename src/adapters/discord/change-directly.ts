import type { DirectChange, DirectChangeOutcome } from "../../chat/platform.port.ts";
import { readFailure, waitOrRefused } from "./discord-errors.ts";
import { editMessage } from "./discord-rest.ts";
import { renderButtons } from "./render-buttons.ts";
import { renderMessages } from "./render-message.ts";
import type { SendingNeeds } from "./sending-needs.ts";

/** Changes a direct message by what `sendDirectly` gave for it. A message of ours stays one: what is too long is cut. */
export async function changeDirectly(
  { remoteId, reply }: DirectChange,
  { rest, messages }: Pick<SendingNeeds, "rest" | "messages">,
): Promise<DirectChangeOutcome> {
  const [channelId = "", messageId = ""] = remoteId.split(":");
  const [content = ""] = renderMessages(reply, 1, messages);
  try {
    await editMessage(rest, { channelId, messageId, content, buttons: renderButtons(reply), picture: null });
    return { kind: "changed" };
  } catch (error) {
    // Doing it again does no harm.
    return waitOrRefused(readFailure(error));
  }
}
