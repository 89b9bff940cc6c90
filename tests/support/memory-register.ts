import type { JoinedWorkspace, WorkspaceRegister } from "../../src/chat/workspace-register.port.ts";

export interface MemoryRegister extends WorkspaceRegister {
  /** The workspaces the bot is in, in the order they were told of. */
  readonly present: readonly JoinedWorkspace[];
  /** Codes noted, by `platform:id`. */
  readonly health: ReadonlyMap<string, string | null>;
}

/** Workspaces in memory; `groups` are those that something was given to, in every workspace. */
export function createMemoryRegister(groups: readonly string[] = []): MemoryRegister {
  const present: JoinedWorkspace[] = [];
  const health = new Map<string, string | null>();
  const placeOf = (sought: Pick<JoinedWorkspace, "platform" | "id">): number =>
    present.findIndex(({ platform, id }) => platform === sought.platform && id === sought.id);
  return {
    present,
    health,
    joined: async ({ platform, id, name }) => {
      if (placeOf({ platform, id }) === -1) present.push({ platform, id, name });
    },
    left: async (workspace) => {
      const place = placeOf(workspace);
      if (place !== -1) present.splice(place, 1);
      return true;
    },
    onlyIn: async (platform, ids) => {
      const remaining = present.filter((known) => known.platform !== platform || ids.includes(known.id));
      present.splice(0, present.length, ...remaining);
    },
    groupsInUse: async () => groups,
    noteHealth: async ({ platform, id }, code) => {
      health.set(`${platform}:${id}`, code);
    },
  };
}
