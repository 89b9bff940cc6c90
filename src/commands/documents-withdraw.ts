import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { actions, paragraph } from "./cards/pieces.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { findNamed, isIdentifier } from "./handing-in/named-document.ts";

/** `/cluster documents withdraw`: asks first; the button under the question says `<id> yes`. */
export const documentsWithdraw = defineCommand({
  name: "documents withdraw",
  summary: "Withdraw a document, so that no new answer rests on it",
  usage: "documents withdraw number or title",
  right: "manage-documents",
  isPrivate: true,
  options: [
    { name: "document", summary: "Its number in your list, or words of its title", isRequired: true },
  ],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { documents: desk, messages } = context.needs;
    const { withdraw, button } = messages.documents;
    const [first = "", second] = text.split(/\s+/);
    // Only an id is sure: a number may mean another document by now.
    const isSure = second === "yes" && isIdentifier(first);
    const named = await findNamed(context, isSure ? first : text);
    if (named.kind === "refused") return named.reply;
    const { id, title, citedBy, isCurrent } = named.document;
    if (!isCurrent) return plainReply(withdraw.already(title));
    if (isSure) {
      const outcome = await desk.register.withdraw(id, doingOf(context));
      return plainReply(outcome === "withdrawn" ? withdraw.done(title) : withdraw.already(title));
    }
    const question = withdraw.sure(title, citedBy);
    const sure = { command: "documents withdraw", text: `${id} yes`, style: "danger" } as const;
    const buttons = actions([{ ...sure, label: button.withdrawSure }]);
    return { summary: question, blocks: [paragraph(question), ...buttons] };
  },
});
