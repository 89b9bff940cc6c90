import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { abstainedFrom, meetsDemand } from "../answering/records/meets-demand.ts";
import { withNations } from "../answering/records/with-nations.ts";
import { readBankHolidayQuestion } from "../calendar/bank-holiday-question.ts";
import { ukZone, wallTimeAt } from "../calendar/zones.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import type { Clock } from "../shared/clock.port.ts";
import { mayAnnounceFor } from "./announcing/named-announcement.ts";
import { sourceUnder } from "./announcing/source-under.ts";
import { answerCard } from "./cards/answer-card.ts";
import { bankHolidayCard } from "./cards/bank-holiday-card.ts";
import { recordsCard } from "./cards/records-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { commentUnder } from "./positions/comment-under.ts";
import { canBeReminded, lookUpEvent, remindOfNamed } from "./reminding/ask-for-reminder.ts";

/** `/cluster ask …`, a mention, a direct message, the web page's question box. */
export const ask = defineCommand({
  name: "ask",
  summary: "Ask about events, membership or policy positions; answered with sources",
  usage: "ask your question",
  right: "ask",
  options: [{ name: "question", summary: "What you would like to know", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, question) => {
    const { request, reader, needs } = context;
    const comment = await commentUnder(question, context);
    if (comment !== null) return comment;
    const reminder = await askedToRemind(question, context);
    if (reminder !== null) return reminder;
    const source = await sourceUnder(context);
    const told = source === null ? null : await needs.answerFrom(question, { source, reader });
    if (told !== null) return answerCard(told, needs.messages);
    const bankHolidays = readBankHolidayQuestion(withNations(question), wallTime(needs.clock));
    if (bankHolidays !== null) return bankHolidayCard(bankHolidays, needs.messages);
    const cardNeeds = {
      ...needs,
      offersReminders: canBeReminded(request),
      mayAnnounce: mayAnnounceFor(context),
    };
    const consulted = await needs.consult(question, reader);
    if (consulted.kind === "told") return recordsCard(consulted.told, cardNeeds);
    const { otherwise, demand, near } = consulted;
    const found = await needs.answer(question, reader);
    const answer = demand === null || meetsDemand(found, demand) ? found : abstainedFrom(found);
    if (answer.kind === "abstained" && otherwise !== null) return recordsCard(otherwise, cardNeeds);
    const nearest = answer.kind === "answered" ? null : await near?.();
    if (nearest != null) return recordsCard(nearest, cardNeeds);
    return answerCard(answer, needs.messages);
  },
});

const remindMe =
  /^\W*(?:(?:please|can|could|would|will|you)\s+)*remind me (?:about|of|to go to|before|for)\s+(.+)$/is;

/** “Remind me about Cloud Night” is no question. Null when it is one, or names no event. */
async function askedToRemind(question: string, context: CommandContext): Promise<Reply | null> {
  const [, words] = remindMe.exec(question.slice(0, 500)) ?? [];
  if (words === undefined || !canBeReminded(context.request)) return null;
  const named = await lookUpEvent(words, context);
  if (named === null) return null;
  if (context.request.visibility === "private") return remindOfNamed(named, context);
  return plainReply(context.needs.messages.request.onlyInPrivate("remind"));
}

/** The federation's own: bank holidays are the United Kingdom's. */
function wallTime(clock: Clock): Temporal.PlainDateTime {
  return wallTimeAt(Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()), ukZone);
}
