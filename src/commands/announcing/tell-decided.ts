import type { Decided } from "../../announcing/decide.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import type { CommandContext } from "../command.ts";
import { showAnnouncement } from "./show-announcement.ts";

/** What came of a decision: the card as it is now under `done`, or the sentence that says why not. */
export async function tellDecided(context: CommandContext, decided: Decided, done: string): Promise<Reply> {
  const { messages, announcements } = context.needs;
  const { undecided, states } = messages.announcements;
  switch (decided.kind) {
    case "done": {
      const { announcement } = decided;
      const deliveries = await announcements.store.deliveries(announcement.id);
      return await showAnnouncement(context, { announcement, deliveries }, done);
    }
    case "not-now":
      return plainReply(undecided["not-now"](states[decided.announcement.state]));
    case "may-not":
      return plainReply(messages.permit[decided.reason]);
    default:
      return plainReply(undecided[decided.kind]);
  }
}
