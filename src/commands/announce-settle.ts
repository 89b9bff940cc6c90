import { z } from "zod";
import { readAnnouncementName } from "../announcing/announcement.ts";
import type { DeliveryShown, Settlement } from "../announcing/announcement-store.port.ts";
import { plainReply } from "../chat/reply.ts";
import { maySettle } from "./announcing/announcement-buttons.ts";
import { type Handled, namedAnnouncement } from "./announcing/named-announcement.ts";
import { showAnnouncement } from "./announcing/show-announcement.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/**
 * `again A12 late`: all of an announcement in that state; `again A12 refused edit`: of those what was to be corrected;
 * `there <id>`: one delivery; `release A12 held 3`: of what was shown with that revision of its text.
 */
const SettleText = z.string().transform((text) => {
  const [settlement = "", which = "", state = "", more = ""] = text.trim().split(/\s+/);
  const seen = /^\d{1,9}$/.test(more) ? Number(more) : null;
  const goal = seen === null ? more : "";
  return { settlement: settlements.find((one) => one === settlement) ?? null, which, state, goal, seen };
});
const settlements = ["there", "again", "leave", "release", "veto"] as const satisfies readonly Settlement[];

/** The buttons under deliveries that somebody has to decide on. */
export const announceSettle = defineCommand({
  name: "announce settle",
  summary: "Decide on what was held, was late, or may be there",
  usage: "announce settle again A12 late",
  right: "handle-announcements",
  isPrivate: true,
  isHidden: true,
  options: [{ name: "what", summary: "What to do with which", isRequired: true }],
  schema: SettleText,
  run: async (context, { settlement, which, seen, ...standing }) => {
    const { needs } = context;
    const { announcements: words } = needs.messages;
    const found = await deliveriesMeant(context, which, standing);
    if (found === null || settlement === null) return plainReply(words.which);
    if (found.kind === "refused") return found.reply;
    const mine = found.meant.filter((delivery) => maySettle(context, found.announcement, delivery));
    // A region says yes to what it was shown, and to no other text.
    const isSeen = seen === found.announcement.contentRevision;
    if (settlement === "release" && mine.length > 0 && !isSeen)
      return await showAnnouncement(
        context,
        found,
        seen === null ? words.lookFirst : words.undecided.changed,
      );
    const by = { doing: doingOf(context), now: needs.clock.now() };
    const settled = await needs.announcements.store.settle(
      mine.map(({ id }) => id),
      settlement,
      by,
    );
    needs.announcements.wake();
    const again = await namedAnnouncement(context, `A${found.announcement.number}`);
    return again.kind === "refused"
      ? plainReply(words.settled(settled))
      : await showAnnouncement(context, again, words.settled(settled));
  },
});

type Meant =
  | ({ readonly kind: "found"; readonly meant: readonly DeliveryShown[] } & Handled)
  | Extract<Awaited<ReturnType<typeof namedAnnouncement>>, { kind: "refused" }>;

async function deliveriesMeant(
  context: CommandContext,
  which: string,
  { state, goal }: { readonly state: string; readonly goal: string },
): Promise<Meant | null> {
  const { store } = context.needs.announcements;
  if (readAnnouncementName(which) !== null) {
    const named = await namedAnnouncement(context, which);
    return named.kind === "refused"
      ? named
      : {
          ...named,
          meant: named.deliveries.filter((one) => one.state === state && (goal === "" || one.goal === goal)),
        };
  }
  if (!z.guid().safeParse(which).success) return null;
  const delivery = await store.delivery(which);
  const announcement = delivery === null ? null : await store.byId(delivery.announcement);
  if (delivery === null || announcement === null) return null;
  return { kind: "found", announcement, deliveries: [delivery], meant: [delivery] };
}
