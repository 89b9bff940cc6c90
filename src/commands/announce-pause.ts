import { deciding, plainly } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce pause A12`. */
export const announcePause = defineCommand({
  name: "announce pause",
  summary: "Pause an announcement until it is resumed",
  usage: "announce pause A12",
  ...deciding({ right: "handle-announcements", move: "pause", decide: plainly("pause") }),
});
