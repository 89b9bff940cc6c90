import type { PlaceOfRequest } from "../../src/people/identity.ts";
import type { Known, LookUp, PeopleDirectory } from "../../src/people/people-directory.port.ts";
import type { HeldRole } from "../../src/people/role.ts";
import type { PeopleSettings, WorkspaceSettings } from "../../src/people/workspace-settings.ts";

/** Who is who as a settings file says it, without a database: every workspace confirmed, no persons. */
export function peopleFromSettings(settings: PeopleSettings): PeopleDirectory {
  return {
    lookUp: async (asked: LookUp): Promise<Known> => {
      const workspace = settings.workspaces.find(
        ({ platform, id }) => platform === asked.workspace?.platform && id === asked.workspace.id,
      );
      if (workspace === undefined) return { person: null, place: null, given: [] };
      return { person: null, place: placeOf(workspace, asked), given: givenIn(workspace, asked) };
    },
  };
}

function placeOf(workspace: WorkspaceSettings, { channel }: LookUp): PlaceOfRequest {
  return {
    id: `${workspace.platform}:${workspace.id}`,
    state: "confirmed",
    cluster: workspace.cluster,
    everyoneIsMember: workspace.members === "everyone",
    channelAudience: workspace.channels[channel ?? ""] ?? "public",
  };
}

function givenIn({ cluster, members, board }: WorkspaceSettings, { groups }: LookUp): readonly HeldRole[] {
  const byGroup = { member: members === "everyone" ? [] : members, board };
  return (["member", "board"] as const)
    .filter((role) => byGroup[role].some((group) => groups.includes(group)))
    .map((role) => ({ role, cluster, isNamed: false, givenBy: null }));
}
