import type { Announcement } from "../../announcing/announcement.ts";
import type { Decided } from "../../announcing/decide.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { CommandContext } from "../command.ts";
import { showAnnouncement } from "./show-announcement.ts";

/** What came of a decision: the card as it is now under `done`, or the sentence that says why not. */
export async function tellDecided(context: CommandContext, decided: Decided, done: string): Promise<Reply> {
  const { messages, announcements } = context.needs;
  const { undecided } = messages.announcements;
  switch (decided.kind) {
    case "done": {
      const { announcement } = decided;
      const deliveries = await announcements.store.deliveries(announcement.id);
      return await showAnnouncement(context, { announcement, deliveries }, done);
    }
    case "not-now":
      return notNow(decided.announcement, messages);
    case "may-not":
      return plainReply(messages.permit[decided.reason]);
    default:
      return plainReply(undecided[decided.kind]);
  }
}

/** That it is too early or too late for that, and what it has come to. */
export function notNow({ state }: Announcement, { announcements }: Messages): Reply {
  return plainReply(announcements.undecided["not-now"](announcements.states[state]));
}
