import { deciding, plainly } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce resume A12`. */
export const announceResume = defineCommand({
  name: "announce resume",
  summary: "Resume an announcement that was paused",
  usage: "announce resume A12",
  ...deciding({ right: "handle-announcements", move: "resume", decide: plainly("resume") }),
});
