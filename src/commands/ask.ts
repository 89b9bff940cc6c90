import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { abstainedFrom, meetsDemand } from "../answering/records/meets-demand.ts";
import { withNations } from "../answering/records/with-nations.ts";
import { readBankHolidayQuestion } from "../calendar/bank-holiday-question.ts";
import { ukZone, wallTimeAt } from "../calendar/zones.ts";
import type { Clock } from "../shared/clock.port.ts";
import { answerCard } from "./cards/answer-card.ts";
import { bankHolidayCard } from "./cards/bank-holiday-card.ts";
import { recordsCard } from "./cards/records-card.ts";
import { defineCommand } from "./command.ts";

/** `/cluster ask …`, a mention, a direct message, the web page's question box. */
export const ask = defineCommand({
  name: "ask",
  summary: "Ask about events, membership or policy positions; answered with sources",
  usage: "ask your question",
  right: "ask",
  options: [{ name: "question", summary: "What you would like to know", isRequired: true }],
  schema: z.string().trim(),
  run: async ({ reader, needs }, question) => {
    const bankHolidays = readBankHolidayQuestion(withNations(question), wallTime(needs.clock));
    if (bankHolidays !== null) return bankHolidayCard(bankHolidays, needs.messages);
    const consulted = await needs.consult(question, reader);
    if (consulted.kind === "told") return recordsCard(consulted.told, needs);
    const { otherwise, demand } = consulted;
    const found = await needs.answer(question, reader);
    const answer = demand === null || meetsDemand(found, demand) ? found : abstainedFrom(found);
    if (answer.kind === "abstained" && otherwise !== null) return recordsCard(otherwise, needs);
    return answerCard(answer, needs.messages);
  },
});

/** The federation's own: bank holidays are the United Kingdom's. */
function wallTime(clock: Clock): Temporal.PlainDateTime {
  return wallTimeAt(Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()), ukZone);
}
