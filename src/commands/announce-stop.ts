import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** `/cluster announce stop`: nothing is sent anywhere until somebody resumes. */
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
    return {
      ...reply,
      blocks: [
        ...reply.blocks,
        {
          type: "actions",
          buttons: [{ label: button.go, command: "announce restart", text: "", style: "normal" }],
        },
      ],
    };
  },
});
