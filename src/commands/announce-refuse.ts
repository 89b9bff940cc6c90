import { refuse } from "../announcing/decide.ts";
import { deciding } from "./announcing/deciding.ts";
import { defineCommand } from "./command.ts";

/** “Send back” under what was to be approved. */
export const announceRefuse = defineCommand({
  name: "announce refuse",
  summary: "Send back what was to be approved",
  usage: "announce refuse A12",
  isHidden: true,
  ...deciding({
    right: "approve-announcements",
    move: "refuse",
    decide: ({ announcement }, decider, { needs }) => refuse(announcement, decider, needs.announcements),
  }),
});
