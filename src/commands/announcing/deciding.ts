import { z } from "zod";
import type { Move } from "../../announcing/announcement.ts";
import { type Decided, type Decider, movePlainly } from "../../announcing/decide.ts";
import { plainReply } from "../../chat/reply.ts";
import type { Right } from "../../people/right.ts";
import { isKeyOf } from "../../shared/is-key-of.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";
import { type Handled, mayFor, namedAnnouncement } from "./named-announcement.ts";
import { showAnnouncement } from "./show-announcement.ts";
import { tellDecided } from "./tell-decided.ts";

/** The announcement, and what the button that was pressed was shown with. */
export const NameAndShown = z.string().transform((text) => {
  const [name = "", shown = ""] = text.split(/\s+/).filter((word) => word !== "");
  return { name, shown };
});

export const announcementOption = {
  name: "announcement",
  summary: "Its number, for example A12",
  isRequired: true,
} as const;

interface Deciding {
  readonly right: Right;
  readonly move: Move;
  /** Which sentence tells that it is done, where that is not the move's. */
  readonly toldAs?: (handled: Handled) => string;
  readonly decide: (
    handled: Handled,
    decider: Decider & { readonly shown: string },
    context: CommandContext,
  ) => Promise<Decided | "no-run" | "not-shown">;
}

/** What all commands have in common that decide on the announcement they name. */
export function deciding({ right, move, decide, toldAs = () => move }: Deciding) {
  return {
    right,
    isPrivate: true,
    options: [announcementOption],
    schema: NameAndShown,
    run: async (context: CommandContext, { name, shown }: z.output<typeof NameAndShown>) => {
      const { messages } = context.needs;
      const found = await namedAnnouncement(context, name);
      if (found.kind === "refused") return found.reply;
      if (!mayFor(context, right, found.announcement.cluster))
        return plainReply(messages.permit["other-cluster"]);
      const decider = { identity: context.identity, doing: doingOf(context), shown };
      const decided = await decide(found, decider, context);
      if (decided === "no-run") return plainReply(messages.announcements.noRun);
      if (decided === "not-shown")
        return await showAnnouncement(context, found, messages.announcements.lookFirst);
      const told = messages.announcements.decided;
      const as = toldAs(found);
      return await tellDecided(context, decided, isKeyOf(as, told) ? told[as] : "");
    },
  };
}

export const plainly =
  (move: "cancel" | "pause" | "resume" | "refuse-edit"): Deciding["decide"] =>
  ({ announcement }, { doing }, { needs }) =>
    movePlainly(announcement, { move, doing }, needs.announcements);
