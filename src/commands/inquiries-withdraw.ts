import { plainReply } from "../chat/reply.ts";
import { inquiryName } from "../directory/inquiries/inquiry.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { InquiryWords, inquiryOption } from "./inquiries/inquiry-words.ts";
import { namedInquiry } from "./inquiries/known-inquiries.ts";
import { showAgain, showInquiry } from "./inquiries/show-inquiry.ts";

const command = "inquiries withdraw";

/** Asks once: it cannot be undone. */
export const inquiriesWithdraw = defineCommand({
  name: command,
  summary: "Take a consultation off the list; what clusters answered is kept",
  usage: "inquiries withdraw <name>",
  right: "propose-positions",
  isPrivate: true,
  options: [inquiryOption],
  schema: InquiryWords,
  run: async (context, said) => {
    const { messages, inquiryDesk } = context.needs;
    const { inquiries: words } = messages;
    const named = await namedInquiry(context, said.name, command);
    if (named.kind === "refused") return named.reply;
    const { inquiry } = named;
    if (!mayFor(context, "propose-positions", inquiry.owner))
      return plainReply(messages.permit["other-cluster"]);
    if (inquiry.withdrawnAt !== null) return showInquiry(context, inquiry);
    const name = inquiryName(inquiry);
    if (!said.isYes || said.revision === null) {
      const reply = plainReply(words.withdrawAsk(words.name(name, inquiry.title)));
      const text = `${name} yes r${inquiry.revision}`;
      const yes = { label: words.button.yesWithdraw, command, text, style: "danger" } as const;
      return { ...reply, blocks: [...reply.blocks, { type: "actions", buttons: [yes] }] };
    }
    const expected = { revision: said.revision, by: doingOf(context), now: inquiryDesk.clock.now() };
    const saved = await inquiryDesk.store.withdraw(inquiry.id, expected);
    const told = saved.kind === "saved" ? words.decided.withdrawn : words.undecided.changed;
    return await showAgain(context, inquiry, told);
  },
});
