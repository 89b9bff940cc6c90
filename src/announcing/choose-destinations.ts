import { z } from "zod";
import type { ChannelPurpose, Workspace, WorkspaceChannel } from "../people/workspace.ts";
import { type Audience, audiences, isWider } from "../shared/audience.ts";
import type { Destination } from "./poster.port.ts";

/** Whom an announcement is for: the question that finds its destinations, as it is stored. */
export const Aim = z.strictObject({
  audience: z.enum(audiences),
  /** Ids of clusters, the federation's own among them. */
  clusters: z.union([z.literal("all"), z.array(z.string().min(1)).min(1).max(200)]),
  platforms: z.array(z.enum(["slack", "discord"])).min(1),
});
export type Aim = z.infer<typeof Aim>;

/** A destination with the workspace and the channel it was found in. */
export interface ChosenDestination {
  readonly destination: Destination;
  readonly workspace: Workspace;
  readonly channel: WorkspaceChannel;
}

/**
 * What is in the aim and gets nothing. `audience`: the channel is seen by more people than the announcement is for;
 * `no-channel`, `no-digest-channel`: none of the workspace is for
 * announcements, or digests; `not-confirmed`: nobody has said whose the workspace is.
 */
export type LeftOut =
  | {
      readonly reason: "audience";
      readonly workspace: Workspace;
      readonly channel: string;
      readonly audience: Audience;
    }
  | { readonly reason: "no-channel" | "no-digest-channel" | "not-confirmed"; readonly workspace: Workspace };

export interface Choice {
  readonly chosen: readonly ChosenDestination[];
  readonly leftOut: readonly LeftOut[];
  /** Clusters that were named and are in no workspace of these platforms. */
  readonly clustersWithout: readonly string[];
}

/**
 * The channels an announcement goes to, in the order of the workspaces: those set up for that purpose, of confirmed
 * workspaces in the aim, and seen by nobody it is not for. Public goes to all of them, members' announcements to those
 * of members or the board, the board's to those of the board.
 */
export function chooseDestinations(
  aim: Aim,
  workspaces: readonly Workspace[],
  purpose: Extract<ChannelPurpose, "announcements" | "digests" | "positions"> = "announcements",
): Choice {
  const aimed = workspaces.filter((workspace) => isAimedAt(workspace, aim));
  const found = aimed.map((workspace) => inWorkspace(workspace, aim, purpose));
  const present = new Set(aimed.map(({ cluster }) => cluster));
  return {
    chosen: found.flatMap(({ chosen }) => chosen),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
    clustersWithout: aim.clusters === "all" ? [] : aim.clusters.filter((cluster) => !present.has(cluster)),
  };
}

/** A workspace that waits is told of where its proposal is in the aim; one that is gone is none. */
function isAimedAt({ state, platform, cluster }: Workspace, { clusters, platforms }: Aim): boolean {
  if (state === "gone" || cluster === null || !platforms.includes(platform)) return false;
  return clusters === "all" || clusters.includes(cluster);
}

function inWorkspace(
  workspace: Workspace,
  { audience }: Aim,
  purpose: ChannelPurpose,
): Omit<Choice, "clustersWithout"> {
  if (workspace.state !== "confirmed")
    return { chosen: [], leftOut: [{ reason: "not-confirmed", workspace }] };
  const channels = workspace.channels.filter(({ purposes }) => purposes.includes(purpose));
  const none = purpose === "digests" ? "no-digest-channel" : "no-channel";
  if (channels.length === 0) return { chosen: [], leftOut: [{ reason: none, workspace }] };
  const { platform, externalId } = workspace;
  return {
    chosen: channels
      .filter((channel) => isNarrowEnough(channel.audience, audience))
      .map((channel) => ({
        destination: { platform, workspace: externalId, channel: channel.channel },
        workspace,
        channel,
      })),
    leftOut: channels
      .filter((channel) => !isNarrowEnough(channel.audience, audience))
      .map((channel) => ({
        reason: "audience",
        workspace,
        channel: channel.channel,
        audience: channel.audience,
      })),
  };
}

/** Whether nobody sees the channel whom it is not for. */
export function isNarrowEnough(ofChannel: Audience, wanted: Audience): boolean {
  return !isWider(ofChannel, wanted);
}
