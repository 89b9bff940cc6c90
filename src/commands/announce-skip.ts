import { skipLaterRun, skipRun } from "../announcing/skip-run.ts";
import { slotsToSkip } from "./announcing/announcement-buttons.ts";
import { deciding } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** `/cluster announce skip A12`: the next time is left out, the others stay. */
export const announceSkip = defineCommand({
  name: "announce skip",
  summary: "Skip the next time of an announcement that repeats",
  usage: "announce skip A12",
  ...deciding({
    right: "handle-announcements",
    move: "skip-run",
    decide: ({ announcement, deliveries }, { doing, shown }, { needs }) => {
      const slots = slotsToSkip(deliveries, needs.clock.now());
      // The button names the time it was shown with: pressed twice it skips one.
      const slot = slots.find((one) => shown === "" || one === shown);
      if (slot === undefined) {
        const made = deliveries.map((delivery) => delivery.slot);
        return skipLaterRun(announcement, { doing, shown, made }, needs.announcements);
      }
      return skipRun(announcement, { slot, isSkipped: true, doing }, needs.announcements);
    },
  }),
});
