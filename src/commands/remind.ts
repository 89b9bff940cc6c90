import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import { remindersCard } from "./cards/reminder-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { canBeReminded, lookUpEvent, remindOf, remindOfNamed } from "./reminding/ask-for-reminder.ts";

const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** What buttons say: a date to be reminded of, a reminder to stop. */
const ofDate = new RegExp(`^(${id})$`);
const toStop = new RegExp(`^stop (${id})$`);

/** `/cluster remind` shows what one will be reminded of, `/cluster remind Cloud Night` asks for one more. */
export const remind = defineCommand({
  name: "remind",
  summary: "Be reminded of an event by direct message; on its own shows your reminders",
  usage: "remind [event]",
  right: "ask",
  isPrivate: true,
  options: [{ name: "event", summary: "For example: Cloud Night", isRequired: false }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { request, needs } = context;
    const words = needs.messages.reminders;
    if (!canBeReminded(request)) return plainReply(words.elsewhere);
    const [, date] = ofDate.exec(text) ?? [];
    if (date !== undefined) return remindOf(date, context);
    const [, reminder] = toStop.exec(text) ?? [];
    if (reminder !== undefined) return stop(reminder, context);
    const event = text.replace(/^(?:me\s+)?(?:(?:about|of|to go to|before|for)\s+)?/i, "").slice(0, 500);
    if (event === "") return list(context);
    const named = await lookUpEvent(event, context);
    return named === null ? plainReply(words.unknown) : remindOfNamed(named, context);
  },
});

async function list({ identity, reader, needs }: CommandContext): Promise<Reply> {
  const { account } = identity;
  const own = account === null ? [] : await needs.reminders.ofAccount(account, reader.readership);
  return own.length === 0 ? plainReply(needs.messages.reminders.none) : remindersCard(own, needs);
}

async function stop(reminder: string, { identity, needs }: CommandContext): Promise<Reply> {
  const { account } = identity;
  const wasThere = account !== null && (await needs.reminders.stop(account, reminder));
  return plainReply(wasThere ? needs.messages.reminders.stopped : needs.messages.reminders.notThere);
}
