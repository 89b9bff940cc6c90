import type { Announcement, CorrectionReach } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { MessagesLooked, Place } from "../../announcing/look-at-messages.ts";
import type { Destination } from "../../announcing/poster.port.ts";
import type { Looked } from "../../announcing/promise.ts";
import { withFilled } from "../../announcing/with-filled.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";
import type { CommandContext } from "../command.ts";
import { type Handled, mayFor } from "./named-announcement.ts";

export type PreviewPlatform = Destination["platform"];

/** An announcement as it will be read on a platform, and what stands around that. */
export interface Previewed {
  readonly looked: MessagesLooked;
  readonly platform: PreviewPlatform;
  readonly content: AnnouncementContent;
  /** It is what a correction would make of it, and of which; null for none. */
  readonly correction: CorrectionReach | null;
  /** Of a digest, what of its list is shown: as it would be today in that channel; null for what is none. */
  readonly digest:
    | { readonly kind: "today"; readonly in: Place }
    | { readonly kind: "nothing-on" | "stays" | "to-come" }
    | null;
}

interface Asked extends Handled {
  readonly platform: PreviewPlatform;
  /** What it promises, of what is not approved yet; null for what is. */
  readonly ahead: Looked | null;
}

/** What will be read once it is approved; where a correction waits, once that is, for those who may see it. */
export async function previewAnnouncement(context: CommandContext, asked: Asked): Promise<Previewed> {
  const { announcement, platform, ahead } = asked;
  const { proposed, cluster } = announcement;
  const isCorrection = proposed !== null && mayFor(context, "handle-announcements", cluster);
  const content = isCorrection ? proposed.content : announcement.content;
  const looked = await context.needs.announcements.lookAtMessages({
    announcement,
    content: withFilled(content, ahead?.today?.filled ?? null),
    platform,
    places: ahead === null ? placesOf(asked) : placesAhead(ahead, platform),
  });
  const correction = isCorrection ? proposed.reach : null;
  return { looked, platform, content, correction, digest: digestOf(announcement, ahead) };
}

function digestOf({ digest, proposed }: Announcement, ahead: Looked | null): Previewed["digest"] {
  if (digest === null) return null;
  if (ahead === null) return { kind: proposed?.reach === "everywhere" ? "stays" : "to-come" };
  const { today } = ahead;
  if (today === null) return { kind: "nothing-on" };
  const { workspace, destination } = today.chosen;
  const workspaceName = workspace.name || workspace.externalId;
  const { cluster } = workspace;
  return { kind: "today", in: { destination, workspaceName, channelName: destination.channel, cluster } };
}

/** Where it goes as things are. */
function placesAhead({ preflight }: Looked, platform: PreviewPlatform): readonly Place[] {
  return preflight.forecasts
    .filter(({ chosen, outcome }) => {
      const isLeftOut = outcome.kind === "skipped" && outcome.reason !== "excepted";
      return chosen.destination.platform === platform && outcome.kind !== "will-fail" && !isLeftOut;
    })
    .map(({ chosen: { destination, workspace }, channelName }) => ({
      destination,
      workspaceName: workspace.name || workspace.externalId,
      channelName: channelName === null ? destination.channel : `#${channelName}`,
      cluster: workspace.cluster,
    }));
}

/** Where it is, or is to come: of what repeats each channel once. */
function placesOf({ deliveries, platform }: Asked): readonly Place[] {
  const there = deliveries.filter(isThere).filter(({ destination }) => destination.platform === platform);
  const places = there.map(({ destination, workspaceName, channelName, cluster }) => ({
    destination,
    workspaceName,
    channelName: channelName === "" ? destination.channel : `#${channelName}`,
    cluster,
  }));
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}

function isThere({ goal, state, receipts }: DeliveryShown): boolean {
  return goal !== "recall" && state !== "skipped" && (state !== "refused" || receipts.length > 0);
}

function placeKey({ destination: { workspace, channel } }: Place): string {
  return `${workspace} ${channel}`;
}
