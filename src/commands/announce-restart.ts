import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** `/cluster announce restart`: what became due meanwhile is asked about. */
export const announceRestart = defineCommand({
  name: "announce restart",
  summary: "Let announcements go out again after all were stopped",
  usage: "announce restart",
  right: "resume-announcements",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const { announcements, messages, clock } = context.needs;
    const { stop } = messages.announcements;
    if ((await announcements.store.stoppedBy()) === null) return plainReply(stop.notStopped);
    const late = await announcements.store.resume(doingOf(context), clock.now());
    announcements.wake();
    return plainReply(stop.resumed(late));
  },
});
