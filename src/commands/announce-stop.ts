import { z } from "zod";
import { type Button, plainReply } from "../chat/reply.ts";
import { may } from "../people/may.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** `/cluster announce stop`: nothing is sent anywhere until an administrator resumes. */
export const announceStop = defineCommand({
  name: "announce stop",
  summary: "Stop all announcements at once, everywhere",
  usage: "announce stop",
  right: "handle-announcements",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const { announcements, messages } = context.needs;
    const { stop, button } = messages.announcements;
    const before = await announcements.store.stoppedBy();
    await announcements.store.stop(doingOf(context));
    const reply = plainReply(before === null ? stop.stopped : stop.already);
    // Whoever may stop may not always let go on.
    if (may("resume-announcements", "anywhere", context.identity).kind !== "yes") return reply;
    const go: Button = { label: button.go, command: "announce restart", text: "", style: "normal" };
    return { ...reply, blocks: [...reply.blocks, { type: "actions", buttons: [go] }] };
  },
});
