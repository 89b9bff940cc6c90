import type { Call } from "./call.ts";
import type { Workspace } from "./workspace.ts";

/** Arguments that name something of a workspace. */
const named = ["channel", "user", "users", "usergroup"];

/** Calls in which the token of one workspace came with something that is another's alone. */
export function wrongTokens(calls: readonly Call[], workspaces: readonly Workspace[]): readonly Call[] {
  return calls.filter((call) => {
    const own = workspaces.find((workspace) => workspace.teamId === call.team);
    const ids = named.flatMap((name) => call.arguments[name] ?? []);
    const isForeign = ids.some(
      (id) => workspaces.some((workspace) => holds(workspace, id)) && !(own !== undefined && holds(own, id)),
    );
    const fileTeam = call.method === "files.download" ? call.arguments.team : undefined;
    return isForeign || (fileTeam !== undefined && fileTeam !== call.team);
  });
}

function holds({ channels, users, groups }: Workspace, id: string): boolean {
  return channels.has(id) || users.has(id) || groups.has(id);
}
