import { z } from "zod";
import { answerCard } from "./cards/answer-card.ts";
import { defineCommand } from "./command.ts";

/** `/cluster ask …`, a mention, a direct message, the web page's question box. */
export const ask = defineCommand({
  name: "ask",
  summary: "Ask about events, membership or policy positions; answered with sources",
  usage: "ask your question",
  right: "ask",
  options: [{ name: "question", summary: "What you would like to know", isRequired: true }],
  schema: z.string().trim(),
  run: async ({ reader, needs }, question) =>
    answerCard(await needs.answer(question, reader), needs.messages),
});
