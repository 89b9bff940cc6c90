import { type Audience, commonReadership, publicReadership, type Readership } from "../shared/audience.ts";
import type { PeopleSettings, WorkspaceSettings } from "./workspace-settings.ts";

/** What of a request tells who asks and who will see the reply; chat/request.ts says what each field means. */
export interface AskerAndPlace {
  readonly platform: string;
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly isExternallyShared: boolean;
  readonly visibility: "private" | "shared";
  readonly asker: { readonly standing: string; readonly groups: readonly string[] };
}

/** Who a request speaks for: their cluster, when it is known, and what the reply may be built from. */
export interface Reader {
  readonly cluster: string | null;
  readonly readership: Readership;
}

const nobody: Reader = { cluster: null, readership: publicReadership };

/**
 * What the readers of the reply may read. A private reply is built from what the asker may read; a reply in a
 * channel from what both the asker and everybody in that channel may. Whoever is a guest, an outsider, another
 * program or not known gets public material only, and so does a channel shared with another organisation.
 */
export function readerOf(request: AskerAndPlace, settings: PeopleSettings): Reader {
  if (request.platform === "terminal") return terminalReader(request.asker.groups, settings);
  const workspace = settings.workspaces.find(
    (candidate) => candidate.platform === request.platform && candidate.id === request.workspace,
  );
  if (workspace === undefined) return nobody;
  const asker = askerReadership(request, workspace, settings);
  if (request.visibility === "private") return { cluster: workspace.cluster, readership: asker };
  const channel = channelReadership(request, workspace, settings);
  return { cluster: workspace.cluster, readership: commonReadership(asker, channel) };
}

/** Readership of a cluster's members or board; a board reads its own cluster's members' material too. */
function readershipFor(audience: Audience, cluster: string, settings: PeopleSettings): Readership {
  if (audience === "public") return publicReadership;
  const memberOf = [...new Set([cluster, settings.federation])];
  return { memberOf, boardOf: audience === "board" ? [cluster] : [] };
}

function askerReadership(
  request: AskerAndPlace,
  workspace: WorkspaceSettings,
  settings: PeopleSettings,
): Readership {
  if (request.asker.standing !== "member") return publicReadership;
  const isBoard = workspace.board.some((group) => request.asker.groups.includes(group));
  if (isBoard) return readershipFor("board", workspace.cluster, settings);
  const isMember =
    workspace.members === "everyone" ||
    workspace.members.some((group) => request.asker.groups.includes(group));
  return readershipFor(isMember ? "members" : "public", workspace.cluster, settings);
}

function channelReadership(
  request: AskerAndPlace,
  workspace: WorkspaceSettings,
  settings: PeopleSettings,
): Readership {
  if (request.isExternallyShared || request.channel === null) return publicReadership;
  const audience = workspace.channels[request.channel] ?? "public";
  return readershipFor(audience, workspace.cluster, settings);
}

/** On the terminal whoever runs the command says whom to answer as: `member:<cluster>` or `board[:<cluster>]`. */
function terminalReader(groups: readonly string[], settings: PeopleSettings): Reader {
  const [kind, cluster = settings.federation] = (groups[0] ?? "public").split(":");
  if (kind === "member") return { cluster, readership: readershipFor("members", cluster, settings) };
  if (kind === "board") return { cluster, readership: readershipFor("board", cluster, settings) };
  return nobody;
}
