import { deciding, plainly } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce cancel A12`. */
export const announceCancel = defineCommand({
  name: "announce cancel",
  summary: "Cancel an announcement: nothing more of it is sent",
  usage: "announce cancel A12",
  ...deciding({ right: "handle-announcements", move: "cancel", decide: plainly("cancel") }),
});
