import { type Announcement, readAnnouncementName } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { may } from "../../people/may.ts";
import type { Right } from "../../people/right.ts";
import type { CommandContext } from "../command.ts";

/** An announcement with where it goes, and what the asker may do with it. */
export interface Handled {
  readonly announcement: Announcement;
  readonly deliveries: readonly DeliveryShown[];
}

export type NamedAnnouncement =
  | ({ readonly kind: "found" } & Handled)
  | { readonly kind: "refused"; readonly reply: Reply };

/**
 * The announcement somebody names: one of their clusters', or one that goes to a workspace of theirs. Of others nobody
 * learns that they are there.
 */
export async function namedAnnouncement(context: CommandContext, text: string): Promise<NamedAnnouncement> {
  const { announcements, messages } = context.needs;
  const refused = (sentence: string): NamedAnnouncement => ({ kind: "refused", reply: plainReply(sentence) });
  if (text.trim() === "") return refused(messages.announcements.which);
  const number = readAnnouncementName(text);
  const unknown = (): NamedAnnouncement => refused(messages.announcements.unknown(text.trim().slice(0, 40)));
  if (number === null) return unknown();
  const announcement = await announcements.store.find(number);
  if (announcement === null) return unknown();
  const deliveries = await announcements.store.deliveries(announcement.id);
  if (mayFor(context, "handle-announcements", announcement.cluster))
    return { kind: "found", announcement, deliveries };
  // A region sees what comes to it, and nothing of where else it goes.
  const theirs = deliveries.filter(
    ({ cluster }) => cluster !== null && mayFor(context, "handle-announcements", cluster),
  );
  return theirs.length === 0 ? unknown() : { kind: "found", announcement, deliveries: theirs };
}

export function mayFor(
  { identity }: Pick<CommandContext, "identity">,
  right: Right,
  cluster: string,
): boolean {
  return may(right, { cluster }, identity).kind === "yes";
}

/** Whether a card that only the asker sees offers to announce the events of a cluster. */
export function mayAnnounceFor(
  context: Pick<CommandContext, "identity" | "request">,
): (cluster: string) => boolean {
  const isTheirs = context.request.visibility === "private" && context.identity.account !== null;
  return (cluster) => isTheirs && mayFor(context, "write-announcements", cluster);
}
