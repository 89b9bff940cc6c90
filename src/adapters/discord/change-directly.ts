import type { DirectChange, DirectChangeOutcome } from "../../chat/platform.port.ts";
import { readFailure } from "./discord-errors.ts";
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
    const failure = readFailure(error);
    switch (failure.kind) {
      case "limited":
        return { kind: "wait", seconds: failure.seconds };
      // Doing it again does no harm.
      case "unclear":
        return { kind: "wait", seconds: 5 };
      case "unauthorised":
        return { kind: "wait", seconds: 300 };
      case "answered":
        return { kind: "refused", reason: failure.reason };
    }
  }
}
