import { deciding, plainly } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce drop A12`. */
export const announceDrop = defineCommand({
  name: "announce drop",
  summary: "Drop a correction that waits",
  usage: "announce drop A12",
  isHidden: true,
  ...deciding({ right: "handle-announcements", move: "refuse-edit", decide: plainly("refuse-edit") }),
});
