import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { WorkspaceStore } from "../people/workspace-store.port.ts";
import type { Announcement } from "./announcement.ts";
import type { MessagePreview, PreviewOn } from "./message-preview.port.ts";
import type { Destination, Mentionable } from "./poster.port.ts";
import type { PromiseNeeds } from "./promise.ts";

/** A channel an announcement goes to, or is in already. */
export interface Place {
  readonly destination: Destination;
  readonly workspaceName: string;
  readonly channelName: string;
  /** Whose workspace it is. */
  readonly cluster: string | null;
}

export interface MessagesAsked {
  readonly announcement: Pick<Announcement, "cluster" | "number">;
  /** What it says, or would say. */
  readonly content: AnnouncementContent;
  readonly platform: Destination["platform"];
  /** On that platform, each once. */
  readonly places: readonly Place[];
}

/** An announcement as people will read it on a platform. */
export interface MessagesLooked {
  readonly messages: readonly MessagePreview[];
  readonly places: readonly Place[];
  /** Whom its first line notifies, and where; the messages have that line where it is live anywhere. Null: nobody. */
  readonly mention: { readonly whom: Mentionable; readonly live: readonly Place[] } | null;
}

export interface MessagesNeeds {
  readonly workspaces: Pick<WorkspaceStore, "all">;
  readonly announce: PromiseNeeds["announce"];
  readonly previewOn: PreviewOn;
}

/** By the renderers that post it: places differ in nothing but whether its first line notifies people there. */
export async function lookAtMessages(asked: MessagesAsked, needs: MessagesNeeds): Promise<MessagesLooked> {
  const { announcement, content, platform, places } = asked;
  const { cluster, number } = announcement;
  const announced = needs.announce({ content, cluster, number });
  const preview = needs.previewOn[platform];
  const { mention } = content;
  if (mention === undefined) return { messages: preview(announced), places, mention: null };
  const live = await placesThatMay(mention.in, places, needs);
  const shown = { ...announced, mention: { whom: mention.whom, isLive: live.length > 0 } };
  return { messages: preview(shown), places, mention: { whom: mention.whom, live } };
}

/** As a delivery has it when it begins (delivery-store.port.ts, `mayMention`). */
async function placesThatMay(
  clusters: readonly string[],
  places: readonly Place[],
  { workspaces }: MessagesNeeds,
): Promise<readonly Place[]> {
  const all = await workspaces.all();
  return places.filter(({ cluster, destination }) => {
    const workspace = all.find(
      ({ platform, externalId }) => platform === destination.platform && externalId === destination.workspace,
    );
    const channel = workspace?.channels.find((one) => one.channel === destination.channel);
    return cluster !== null && clusters.includes(cluster) && channel?.purposes.includes("mentions") === true;
  });
}
