import type { Announcement } from "../announcing/announcement.ts";
import { approve, approveEdit } from "../announcing/decide.ts";
import { deciding } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** “Approve”, with the fingerprint of what was shown: what was changed since is not approved unseen. */
export const announceApprove = defineCommand({
  name: "announce approve",
  summary: "Approve what was shown",
  usage: "announce approve A12",
  isHidden: true,
  ...deciding({
    right: "approve-announcements",
    move: "approve",
    toldAs: ({ announcement }) => {
      if (!isCorrection(announcement)) return "approve";
      return announcement.proposed?.reach === "to-come" ? "approve-edit-to-come" : "approve-edit";
    },
    decide: ({ announcement }, decider, { needs }) => {
      const isWaiting = announcement.state === "awaiting-approval" || announcement.proposed !== null;
      // Nothing was shown to whoever types the command.
      if (decider.shown === "" && isWaiting) return Promise.resolve("not-shown" as const);
      return isCorrection(announcement)
        ? approveEdit(announcement, decider, needs.announcements)
        : approve(announcement, decider, needs.announcements);
    },
  }),
});

function isCorrection({ state, proposed }: Announcement): boolean {
  return state !== "awaiting-approval" && proposed !== null;
}
