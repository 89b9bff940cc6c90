import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { positionHistoryCard } from "./cards/position-history-card.ts";
import { defineCommand } from "./command.ts";
import { findAsked } from "./positions/find-asked.ts";

/** `/cluster positions history skills`: every text there was, and what changed from each to the next. */
export const positionsHistory = defineCommand({
  name: "positions history",
  summary: "Every text of a policy position, and what changed from each to the next",
  usage: "positions history <topic>",
  right: "ask",
  options: [{ name: "topic", summary: "For example: R&D tax credits", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { messages } = context.needs;
    if (text === "") return plainReply(messages.positions.askTopic);
    const about = text.slice(0, 300);
    const asked = await findAsked({ about, command: "positions history", rest: "" }, context);
    return asked.kind === "asked-back" ? asked.reply : positionHistoryCard(asked, messages);
  },
});
