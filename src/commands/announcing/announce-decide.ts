import { z } from "zod";
import type { Announcement, Move } from "../../announcing/announcement.ts";
import {
  approve,
  approveEdit,
  askApproval,
  type Decided,
  type Decider,
  movePlainly,
  recall,
  refuse,
  skipRun,
} from "../../announcing/decide.ts";
import { plainReply } from "../../chat/reply.ts";
import type { Right } from "../../people/right.ts";
import { countsText } from "../cards/announcement-card.ts";
import { type Command, type CommandContext, defineCommand } from "../command.ts";
import { doingOf } from "../doing.ts";
import { type Handled, mayFor, namedAnnouncement } from "./named-announcement.ts";
import { tellDecided } from "./tell-decided.ts";

/** The announcement, and what the button that was pressed was shown with. */
const NameAndShown = z.string().transform((text) => {
  const [name = "", shown = ""] = text.split(/\s+/).filter((word) => word !== "");
  return { name, shown };
});

interface Deciding {
  readonly name: string;
  readonly summary: string;
  readonly right: Right;
  readonly isHidden?: boolean;
  readonly move: Move;
  readonly decide: (
    handled: Handled,
    decider: Decider & { readonly shown: string },
    context: CommandContext,
  ) => Promise<Decided | "no-run">;
}

/** A command that decides on the announcement it names. */
function deciding({ name, summary, right, isHidden = false, move, decide }: Deciding): Command {
  return defineCommand({
    name,
    summary,
    usage: `${name} A12`,
    right,
    isPrivate: true,
    isHidden,
    options: [{ name: "announcement", summary: "Its number, for example A12", isRequired: true }],
    schema: NameAndShown,
    run: async (context, { name: named, shown }) => {
      const { messages } = context.needs;
      const found = await namedAnnouncement(context, named);
      if (found.kind === "refused") return found.reply;
      if (!mayFor(context, right, found.announcement.cluster))
        return plainReply(messages.permit["other-cluster"]);
      const decider = { identity: context.identity, doing: doingOf(context), shown };
      const decided = await decide(found, decider, context);
      if (decided === "no-run") return plainReply(messages.announcements.noRun);
      const told = messages.announcements.decided;
      const done = move in told ? told[move as keyof typeof told] : "";
      return await tellDecided(context, decided, done);
    },
  });
}

const plainly =
  (move: "cancel" | "pause" | "resume" | "refuse-edit"): Deciding["decide"] =>
  ({ announcement }, { doing }, { needs }) =>
    movePlainly(announcement, { move, doing }, needs.announcements);

export const announceAsk = deciding({
  name: "announce ask",
  summary: "Ask somebody else to approve a draft",
  right: "write-announcements",
  isHidden: true,
  move: "ask-approval",
  decide: async ({ announcement }, decider, { needs }) => {
    const decided = await askApproval(announcement, decider, needs.announcements);
    if (decided.kind === "done") await needs.announcements.tellApprovers(decided.announcement);
    return decided;
  },
});

/** With the fingerprint of what was shown: what was changed since is not approved unseen. */
export const announceApprove = deciding({
  name: "announce approve",
  summary: "Approve what was shown",
  right: "approve-announcements",
  isHidden: true,
  move: "approve",
  decide: ({ announcement }, decider, { needs }) => {
    // Nothing was shown to whoever types the command.
    if (decider.shown === "") return Promise.resolve({ kind: "changed" } as const);
    return isCorrection(announcement)
      ? approveEdit(announcement, decider, needs.announcements)
      : approve(announcement, decider, needs.announcements);
  },
});

function isCorrection({ state, proposed }: Announcement): boolean {
  return state !== "awaiting-approval" && proposed !== null;
}

export const announceRefuse = deciding({
  name: "announce refuse",
  summary: "Send back what was to be approved",
  right: "approve-announcements",
  isHidden: true,
  move: "refuse",
  decide: ({ announcement }, decider, { needs }) => refuse(announcement, decider, needs.announcements),
});

export const announceDrop = deciding({
  name: "announce drop",
  summary: "Drop a correction that waits",
  right: "handle-announcements",
  isHidden: true,
  move: "refuse-edit",
  decide: plainly("refuse-edit"),
});

export const announceCancel = deciding({
  name: "announce cancel",
  summary: "Cancel an announcement: nothing more of it is sent",
  right: "handle-announcements",
  move: "cancel",
  decide: plainly("cancel"),
});

export const announcePause = deciding({
  name: "announce pause",
  summary: "Pause an announcement until it is resumed",
  right: "handle-announcements",
  move: "pause",
  decide: plainly("pause"),
});

export const announceResume = deciding({
  name: "announce resume",
  summary: "Resume an announcement that was paused",
  right: "handle-announcements",
  move: "resume",
  decide: plainly("resume"),
});

export const announceSkip = deciding({
  name: "announce skip",
  summary: "Skip the next time of an announcement that repeats",
  right: "handle-announcements",
  move: "skip-run",
  decide: ({ announcement, deliveries }, decider, { needs }) => {
    const now = needs.clock.now();
    const next = deliveries.find(
      ({ state, dueAt, isRunSkipped }) =>
        !isRunSkipped && (state === "waiting" || state === "held") && dueAt > now,
    );
    if (next === undefined) return Promise.resolve("no-run");
    return skipRun(
      announcement,
      { skip: { slot: next.slot, isSkipped: true }, doing: decider.doing },
      needs.announcements,
    );
  },
});

/** Asks first: it cannot be undone. */
export const announceRecall = defineCommand({
  name: "announce recall",
  summary: "Take an announcement back everywhere it was sent",
  usage: "announce recall A12",
  right: "handle-announcements",
  isPrivate: true,
  options: [{ name: "announcement", summary: "Its number, for example A12", isRequired: true }],
  schema: NameAndShown,
  run: async (context, { name, shown }) => {
    const { needs, identity } = context;
    const { announcements: words, permit } = needs.messages;
    const found = await namedAnnouncement(context, name);
    if (found.kind === "refused") return found.reply;
    const { announcement, deliveries } = found;
    if (!mayFor(context, "handle-announcements", announcement.cluster))
      return plainReply(permit["other-cluster"]);
    if (shown !== "yes") {
      const sentence = words.recallAsk(`A${announcement.number}`, countsText(deliveries, needs.messages));
      const button = { label: words.button.yesRecall, command: "announce recall", text: `${name} yes` };
      const reply = plainReply(sentence);
      return {
        ...reply,
        blocks: [...reply.blocks, { type: "actions", buttons: [{ ...button, style: "danger" }] }],
      };
    }
    const decided = await recall(announcement, { identity, doing: doingOf(context) }, needs.announcements);
    return await tellDecided(context, decided, words.decided.recall);
  },
});
