import { skipRun } from "../announcing/decide.ts";
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
    decide: ({ announcement, deliveries }, { doing }, { needs }) => {
      const now = needs.clock.now();
      const next = deliveries.find(
        ({ state, dueAt, isRunSkipped }) =>
          !isRunSkipped && (state === "waiting" || state === "held") && dueAt > now,
      );
      if (next === undefined) return Promise.resolve("no-run");
      const skip = { slot: next.slot, isSkipped: true };
      return skipRun(announcement, { skip, doing }, needs.announcements);
    },
  }),
});
