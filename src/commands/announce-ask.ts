import { askApproval } from "../announcing/decide.ts";
import { deciding } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** “Ask for approval” under a draft. */
export const announceAsk = defineCommand({
  name: "announce ask",
  summary: "Ask somebody else to approve a draft",
  usage: "announce ask A12",
  isHidden: true,
  ...deciding({
    right: "write-announcements",
    move: "ask-approval",
    decide: ({ announcement }, decider, { needs }) => askApproval(announcement, decider, needs.announcements),
  }),
});
