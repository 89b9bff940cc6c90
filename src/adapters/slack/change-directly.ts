import type { DirectChange, DirectChangeOutcome } from "../../chat/platform.port.ts";
import { updateMessage } from "./change-announcement.ts";
import { renderMessage } from "./render-blocks.ts";
import type { SendNeeds } from "./send-reply.ts";

/** Changes a direct message by what `sendDirectly` gave for it; the text alone where Slack does not like the blocks. */
export async function changeDirectly(
  { remoteId, reply }: DirectChange,
  { client, cutSentence }: Pick<SendNeeds, "client" | "cutSentence">,
): Promise<DirectChangeOutcome> {
  const [channel = "", ts = ""] = remoteId.split(":");
  const message = renderMessage(reply, cutSentence);
  const variants = message.blocks.length === 0 ? [message] : [message, { ...message, blocks: [] }];
  const outcome = await updateMessage({ channel, ts }, variants, { client });
  switch (outcome.kind) {
    case "changed":
      return outcome;
    case "wait":
      return { kind: "wait", seconds: outcome.seconds };
    case "gone":
      return { kind: "refused", reason: "message_not_found" };
    case "refused":
      return { kind: "refused", reason: outcome.detail };
  }
}
