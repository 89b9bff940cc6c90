import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { openAddedEvent } from "./adding-events/open-event.ts";
import { actions, paragraph } from "./cards/pieces.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** “Withdraw” under an event: asks first; the button under the question says `<key> yes`. */
export const eventsWithdraw = defineCommand({
  name: "events withdraw",
  summary: "Withdraw an event that was added by hand",
  usage: "events withdraw event",
  right: "manage-documents",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "event", summary: "The event", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { events, messages } = context.needs;
    const { withdraw, button } = messages.addedEvents;
    const [key = "", sure] = text.split(/\s+/);
    const opened = await openAddedEvent(context, key);
    if (opened.kind === "refused") return opened.reply;
    const { added } = opened.event;
    const { title } = added.facts;
    if (sure !== "yes") {
      const question = withdraw.sure(title);
      const yes = { command: "events withdraw", text: `${key} yes`, style: "danger" } as const;
      const buttons = actions([{ ...yes, label: button.withdrawSure }]);
      return { summary: question, blocks: [paragraph(question), ...buttons] };
    }
    const outcome = await events.withdraw({ key, added }, doingOf(context));
    if (outcome === "not-there") return plainReply(withdraw.gone);
    return plainReply(outcome === "withdrawn" ? withdraw.done(title) : withdraw.stays(title));
  },
});
