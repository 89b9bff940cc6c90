import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { mayAnnounceFor } from "./announcing/named-announcement.ts";
import { recordsCard } from "./cards/records-card.ts";
import { defineCommand } from "./command.ts";
import { canBeReminded } from "./reminding/ask-for-reminder.ts";

/** `/cluster events Leeds next week`, `… online cloud`, `… next women in tech`: what is on, from the records. The word “list” may be left out where commands are typed. */
export const eventsList = defineCommand({
  name: "events list",
  summary: "What is on: say when, where and on what subject, or “next”",
  usage: "events list [when] [where] [subject]",
  right: "ask",
  options: [
    {
      name: "what",
      summary: "For example: Leeds next week, online on Thursday, next cloud",
      isRequired: false,
    },
  ],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { request, reader, needs } = context;
    const { directory } = needs.messages;
    const { next, rest = "" } =
      /^(?<next>next\b(?!\s+(?:week|month|year|weekend|mon|tue|wed|thu|fri|sat|sun)))?\s*(?<rest>.*)$/is.exec(
        text.slice(0, 500),
      )?.groups ?? { rest: "" };
    const question =
      next !== undefined
        ? directory.events.askNext(rest)
        : directory.events.askList(rest === "" ? directory.events.usualTime : rest);
    const consulted = await needs.consult(question, reader);
    const told = consulted.kind === "told" ? consulted.told : consulted.otherwise;
    if (told === null) return plainReply(directory.events.noneOfThat);
    return recordsCard(told, {
      ...needs,
      offersReminders: canBeReminded(request),
      mayAnnounce: mayAnnounceFor(context),
    });
  },
});
