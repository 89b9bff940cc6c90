import { skipRun } from "../announcing/skip-run.ts";
import { skippedSlots } from "./announcing/announcement-buttons.ts";
import { deciding } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce unskip A12`: the next time that was skipped goes out after all. */
export const announceUnskip = defineCommand({
  name: "announce unskip",
  summary: "Send an announcement that repeats at a time that was skipped, after all",
  usage: "announce unskip A12",
  ...deciding({
    right: "handle-announcements",
    move: "unskip-run",
    decide: ({ announcement, deliveries }, { doing, shown }, { needs }) => {
      const slots = skippedSlots(deliveries, needs.clock.now());
      const slot = slots.find((one) => shown === "" || one === shown);
      if (slot === undefined) return Promise.resolve("no-run");
      return skipRun(announcement, { slot, isSkipped: false, doing }, needs.announcements);
    },
  }),
});
